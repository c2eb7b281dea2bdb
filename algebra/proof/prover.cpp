#include "equivarify/algebra/proof/prover.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/proof/admission.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace equivarify::algebra::proof {
namespace {

/// The claim \p name, which \p claim may cite. \throws AlgebraError if it may not.
Claim const&
cited_claim(Claim const& claim, std::string const& name, std::vector<Claim> const& earlier) {
  auto const cited = std::find_if(
      earlier.begin(), earlier.end(), [&](Claim const& other) { return other.name == name; });
  if (cited == earlier.end()) {
    throw AlgebraError(fmt::format(R"("{}" cites "{}", which is not before it)", claim.name, name));
  }
  for (Equation const& needed : cited->hypotheses) {
    auto const& given = claim.hypotheses;
    if (std::find(given.begin(), given.end(), needed) == given.end()) {
      throw AlgebraError(
          fmt::format(R"("{}" cites "{}" without "{}")", claim.name, name, needed.name));
    }
  }
  for (auto const& [variable, sort] : fixed_names(*cited)) {
    auto const found = claim.variables.find(variable);
    if (found == claim.variables.end() || found->second != sort) {
      throw AlgebraError(fmt::format(R"("{}" cites "{}", which is about one {}: {})",
                                     claim.name,
                                     name,
                                     variable,
                                     to_string(sort)));
    }
  }
  return *cited;
}

/// The equations at hand for one claim: of the axioms, those of symbols that are defined.
std::vector<Equation>
equations_for(Claim const& claim, std::vector<Claim> const& earlier, Theory const& theory) {
  std::vector<Equation> result;
  std::copy_if(
      theory.axioms.begin(),
      theory.axioms.end(),
      std::back_inserter(result),
      [&](Equation const& axiom) { return missing_before(axiom, earlier, theory).empty(); });
  result.insert(result.end(), claim.hypotheses.begin(), claim.hypotheses.end());
  std::transform(
      claim.cites.begin(),
      claim.cites.end(),
      std::back_inserter(result),
      [&](std::string const& name) { return to_equation(cited_claim(claim, name, earlier)); });
  return result;
}

/// Whether there is a part of \p term at \p position.
bool has_part(Term const& term, Position const& position) {
  Term const* part = &term;
  for (std::size_t const step : position) {
    if (step >= part->arguments.size()) {
      return false;
    }
    part = &part->arguments[step];
  }
  return true;
}

std::size_t symbols_of(Term const& term) {
  std::size_t sum = 1;
  for (Term const& argument : term.arguments) {
    sum += symbols_of(argument);
  }
  return sum;
}

/// Rewrites one side of a claim.
class Rewriter {
public:
  Rewriter(Claim const& claim, std::vector<Equation> const& equations, Side side)
      : claim_{claim}, equations_{equations}, side_{side}, term_{claim.start(side)} {}

  void run(ProofLimits const& limits) {
    for (Idea const& idea : claim_.strategy.ideas) {
      if (idea.side == side_) {
        follow(idea);
      }
    }
    Position outermost;
    while (simplify(term_, outermost)) {
      outermost.clear();
      if (steps_.size() > limits.steps || symbols_ > limits.symbols) {
        throw LimitError(fmt::format("\"{}\": more than {} steps, or {} symbols in them",
                                     claim_.name,
                                     limits.steps,
                                     limits.symbols));
      }
    }
  }

  [[nodiscard]] Term const& term() const { return term_; }

  std::vector<Step> take_steps() { return std::move(steps_); }

private:
  /// Takes the step \p idea; where it does not apply, which may be so under other axioms, none.
  void follow(Idea const& idea) {
    auto const equation =
        std::find_if(equations_.begin(), equations_.end(), [&](auto const& other) {
          return other.name == idea.equation;
        });
    if (equation == equations_.end() || !has_part(term_, idea.position)) {
      return;
    }
    auto after = rewrite(
        subterm(term_, idea.position), *equation, idea.direction, claim_.variables, idea.given);
    if (after) {
      record(*equation, idea.direction, idea.position, *std::move(after));
    }
  }

  /// One step in \p part, which stands at \p position, at the first innermost place where there is
  /// one.
  bool simplify(Term const& part, Position& position) {
    position.push_back(0);
    for (std::size_t i = 0; i < part.arguments.size(); ++i) {
      position.back() = i;
      if (simplify(part.arguments[i], position)) {
        return true;
      }
    }
    position.pop_back();
    return simplify_here(part, position);
  }

  bool simplify_here(Term const& part, Position const& position) {
    for (Equation const& equation : equations_) {
      if (claim_.strategy.unused.contains(equation.name)) {
        continue;
      }
      bool const backward = claim_.strategy.backward.contains(equation.name);
      Direction const direction = backward ? Direction::backward : Direction::forward;
      auto after = rewrite(part, equation, direction, claim_.variables);
      if (after) {
        record(equation, direction, position, *std::move(after));
        return true;
      }
    }
    return false;
  }

  void record(Equation const& equation, Direction direction, Position const& position, Term part) {
    Term after = replaced(term_, position, std::move(part));
    symbols_ += symbols_of(after);
    steps_.push_back({.equation = equation.name,
                      .direction = direction,
                      .position = position,
                      .before = std::exchange(term_, after),
                      .after = std::move(after)});
  }

  Claim const& claim_;
  std::vector<Equation> const& equations_;
  Side side_;
  Term term_;
  std::vector<Step> steps_;
  std::size_t symbols_ = 0;
};

Verdict no_proof(Claim const& claim, std::string reason) {
  return Unproved{claim.start(Side::left), claim.start(Side::right), std::move(reason)};
}

/// What \p prove_one finds of each claim of \p theorems after those proved before it; a claim that
/// cites one without a proof is not tried.
template <typename ProveOne>
std::vector<ProvedTheorem> prove_each(std::vector<Theorem> const& theorems, ProveOne prove_one) {
  std::vector<ProvedTheorem> result;
  std::vector<Claim> earlier;
  std::set<std::string> unproved;
  for (Theorem const& theorem : theorems) {
    ProvedTheorem& proved = result.emplace_back(ProvedTheorem{.id = theorem.id, .claims = {}});
    for (Claim const& claim : theorem.claims) {
      auto const missing =
          std::find_if(claim.cites.begin(), claim.cites.end(), [&](std::string const& cited) {
            return unproved.contains(cited);
          });
      proved.claims.push_back({claim,
                               missing == claim.cites.end()
                                   ? prove_one(claim, earlier)
                                   : no_proof(claim, "it cites " + *missing)});
      if (proved.claims.back().holds()) {
        earlier.push_back(claim);
      } else {
        unproved.insert(claim.name);
      }
    }
  }
  return result;
}

} // namespace

Verdict prove(Claim const& claim,
              std::vector<Claim> const& earlier,
              Theory const& theory,
              ProofLimits const& limits) {
  admit(claim, earlier, theory);
  std::vector<Equation> const equations = equations_for(claim, earlier, theory);
  Rewriter left{claim, equations, Side::left};
  Rewriter right{claim, equations, Side::right};
  left.run(limits);
  right.run(limits);
  if (left.term() != right.term()) {
    return Unproved{left.term(), right.term(), {}};
  }
  Term const common = left.term();
  return Proof{.left = left.take_steps(), .right = right.take_steps(), .common = common};
}

bool ProvedTheorem::holds() const {
  return std::all_of(claims.begin(), claims.end(), [](auto const& claim) { return claim.holds(); });
}

std::size_t ProvedTheorem::steps() const {
  std::size_t sum = 0;
  for (ProvedClaim const& claim : claims) {
    auto const* const proof = std::get_if<Proof>(&claim.verdict);
    sum += proof == nullptr ? 0 : proof->size();
  }
  return sum;
}

std::vector<ProvedTheorem> prove_all(std::vector<Theorem> const& theorems) {
  return prove_each(theorems, [](Claim const& claim, std::vector<Claim> const& earlier) {
    return prove(claim, earlier);
  });
}

std::vector<ProvedTheorem> try_all(Theory const& theory) {
  constexpr ProofLimits low{.steps = 100, .symbols = 100'000};
  return prove_each(theory.theorems(),
                    [&](Claim const& claim, std::vector<Claim> const& earlier) -> Verdict {
                      try {
                        return prove(claim, earlier, theory, low);
                      } catch (AlgebraError const& error) {
                        return no_proof(claim, error.what());
                      }
                    });
}

} // namespace equivarify::algebra::proof
