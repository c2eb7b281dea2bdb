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

/// Rewrites one side of a claim.
class Rewriter {
public:
  Rewriter(Claim const& claim, std::vector<Equation> const& equations, Side side)
      : claim_{claim}, equations_{equations}, side_{side}, term_{claim.start(side)} {}

  void run() {
    for (Idea const& idea : claim_.strategy.ideas) {
      if (idea.side == side_) {
        follow(idea);
      }
    }
    while (simplify({})) {
      if (steps_.size() > max_steps) {
        throw LimitError(fmt::format("\"{}\": more than {} steps", claim_.name, max_steps));
      }
    }
  }

  [[nodiscard]] Term const& term() const { return term_; }

  std::vector<Step> take_steps() { return std::move(steps_); }

private:
  void follow(Idea const& idea) {
    auto const equation =
        std::find_if(equations_.begin(), equations_.end(), [&](auto const& other) {
          return other.name == idea.equation;
        });
    EQUIVARIFY_ASSERT(equation != equations_.end(), "no equation " + idea.equation);
    auto after = rewrite(
        subterm(term_, idea.position), *equation, idea.direction, claim_.variables, idea.given);
    EQUIVARIFY_ASSERT(after.has_value(), "the idea does not apply: " + idea.equation);
    record(*equation, idea.direction, idea.position, *std::move(after));
  }

  /// One step at the first innermost place where there is one.
  bool simplify(Position position) {
    std::size_t const arguments = subterm(term_, position).arguments.size();
    position.push_back(0);
    for (std::size_t i = 0; i < arguments; ++i) {
      position.back() = i;
      if (simplify(position)) {
        return true;
      }
    }
    position.pop_back();
    return simplify_here(position);
  }

  bool simplify_here(Position const& position) {
    for (Equation const& equation : equations_) {
      if (claim_.strategy.unused.contains(equation.name)) {
        continue;
      }
      bool const backward = claim_.strategy.backward.contains(equation.name);
      Direction const direction = backward ? Direction::backward : Direction::forward;
      auto after = rewrite(subterm(term_, position), equation, direction, claim_.variables);
      if (after) {
        record(equation, direction, position, *std::move(after));
        return true;
      }
    }
    return false;
  }

  void record(Equation const& equation, Direction direction, Position const& position, Term part) {
    Term after = replaced(term_, position, std::move(part));
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
};

/// Whether \p claim cites one of \p names.
bool rests_on(Claim const& claim, std::set<std::string> const& names) {
  return std::any_of(claim.cites.begin(), claim.cites.end(), [&](std::string const& cited) {
    return names.contains(cited);
  });
}

Verdict no_proof(Claim const& claim) {
  return Unproved{claim.start(Side::left), claim.start(Side::right)};
}

} // namespace

Verdict prove(Claim const& claim, std::vector<Claim> const& earlier, Theory const& theory) {
  admit(claim, earlier, theory);
  std::vector<Equation> const equations = equations_for(claim, earlier, theory);
  Rewriter left{claim, equations, Side::left};
  Rewriter right{claim, equations, Side::right};
  left.run();
  right.run();
  if (left.term() != right.term()) {
    return Unproved{left.term(), right.term()};
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

std::vector<ProvedTheorem> prove_all(std::vector<Theorem> const& theorems, Theory const& theory) {
  std::vector<ProvedTheorem> result;
  std::vector<Claim> earlier;
  std::set<std::string> unproved;
  for (Theorem const& theorem : theorems) {
    ProvedTheorem& proved = result.emplace_back(ProvedTheorem{.id = theorem.id, .claims = {}});
    for (Claim const& claim : theorem.claims) {
      proved.claims.push_back(
          {claim, rests_on(claim, unproved) ? no_proof(claim) : prove(claim, earlier, theory)});
      if (proved.claims.back().holds()) {
        earlier.push_back(claim);
      } else {
        unproved.insert(claim.name);
      }
    }
  }
  return result;
}

} // namespace equivarify::algebra::proof
