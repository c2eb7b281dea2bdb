#include "equivarify/codegen/audit/proof/replay.hpp"

#include "equivarify/codegen/audit/proof/members.hpp"
#include "equivarify/codegen/audit/proof/refusal.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace equivarify::audit {
namespace {

using nlohmann::json;

json to_json(Assignment const& variables) {
  json result = json::object();
  for (auto const& [name, sort] : variables) {
    result[name] = print(sort);
  }
  return result;
}

json to_json(std::vector<Law> const& laws) {
  json result = json::array();
  for (Law const& law : laws) {
    result.push_back({{"name", law.name},
                      {"variables", to_json(law.variables)},
                      {"left", print(law.left)},
                      {"right", print(law.right)}});
  }
  return result;
}

/// \p claim as a certificate states it, with its \p proof.
json to_json(Demand const& claim, json const& proof) {
  return {{"name", claim.name},
          {"variables", to_json(claim.variables)},
          {"hypotheses", to_json(claim.hypotheses)},
          {"cites", claim.cites},
          {"left", print(claim.left)},
          {"right", print(claim.right)},
          {"compared_at", claim.compared_at},
          {"proof", proof}};
}

/// The part of \p whole at \p position, such as `0.1`.
Expression& part_at(Expression& whole, std::string const& position) {
  Expression* part = &whole;
  for (std::size_t at = 0; at < position.size();) {
    bool const dot = position[at] == '.';
    demand(dot == (at != 0) && at + (dot ? 1U : 0U) < position.size(), "no position: " + position);
    auto const number = static_cast<std::size_t>(position[at + (dot ? 1U : 0U)] - '0');
    demand(number < part->parts.size(), "no position: " + position);
    part = &part->parts[number];
    at += dot ? 2U : 1U;
  }
  return *part;
}

/// Checks the proof of one claim.
class ClaimReplay {
public:
  ClaimReplay(Demand const& claim, std::vector<Law> laws) : claim_{claim}, laws_{std::move(laws)} {}

  /// The number of steps in \p proof, all of them right.
  [[nodiscard]] std::size_t run(json const& proof) const {
    demand_size(proof, 3, "the proof of " + claim_.name);
    std::string const left = follow(member(proof, "left"), start(claim_.left));
    std::string const right = follow(member(proof, "right"), start(claim_.right));
    demand(left == right && text(proof, "common") == left,
           "the two sides of " + claim_.name + " do not meet: " + left + " and " + right);
    return proof["left"].size() + proof["right"].size();
  }

private:
  [[nodiscard]] Expression start(Expression const& side) const {
    return claim_.compared_at.empty()
               ? side
               : Expression{"at", {side, read_expression(claim_.compared_at)}};
  }

  /// Where \p steps lead from \p term.
  [[nodiscard]] std::string follow(json const& steps, Expression term) const {
    demand(steps.is_array(), "the steps of " + claim_.name + " are no list");
    for (json const& step : steps) {
      term = take(step, std::move(term));
    }
    return print(term);
  }

  [[nodiscard]] Expression take(json const& step, Expression term) const {
    demand_size(step, 5, "a step of " + claim_.name);
    demand(text(step, "before") == print(term),
           "a step of " + claim_.name + " does not begin where the one before it ends");
    Expression after = read_expression(text(step, "after"));
    Expression& old_part = part_at(term, text(step, "position"));
    Expression const new_part = part_at(after, text(step, "position"));
    check_use(step, old_part, new_part);
    old_part = new_part;
    demand(term == after, "a step of " + claim_.name + " changes more than it may");
    return after;
  }

  void check_use(json const& step, Expression const& old_part, Expression const& new_part) const {
    std::string const direction = text(step, "direction");
    demand(direction == "forward" || direction == "backward", "no direction: " + direction);
    std::string const name = text(step, "equation");
    // The first that does it, so that a proof has one form.
    auto const law = std::find_if(laws_.begin(), laws_.end(), [&](Law const& one) {
      return leads(one, direction == "forward", old_part, new_part, claim_.variables);
    });
    demand(law != laws_.end() && law->name == name,
           "in " + claim_.name + ": " + name + " does not lead from " + print(old_part) + " to " +
               print(new_part));
  }

  Demand const& claim_;
  std::vector<Law> laws_;
};

bool same(Law const& a, Law const& b) {
  return a.name == b.name && a.variables == b.variables && a.left == b.left && a.right == b.right;
}

/// Whether \p name stands in \p expression.
bool names(Expression const& expression, std::string const& name) {
  return (expression.parts.empty() && expression.head == name) ||
         std::any_of(expression.parts.begin(), expression.parts.end(), [&](auto const& part) {
           return names(part, name);
         });
}

/// Replays theorems in order; each claim may cite those before it.
class TheoryReplay {
public:
  explicit TheoryReplay(Theory const& theory) : theory_{theory} {}

  void theorem(DemandedTheorem const& expected, json const& found) {
    demand_size(found, 2, "the theorem " + expected.id);
    demand(text(found, "id") == expected.id, "expected the theorem " + expected.id);
    json const& claims = member(found, "claims");
    demand(claims.is_array() && claims.size() == expected.claims.size(),
           "the theorem " + expected.id + " has not the claims expected");
    for (std::size_t i = 0; i < claims.size(); ++i) {
      claim(expected.claims[i], claims[i]);
    }
    ++done.theorems;
  }

  Replayed done;

private:
  void claim(Demand const& expected, json const& found) {
    json const& proof = member(found, "proof");
    demand(found == to_json(expected, proof),
           "the claim " + expected.name + " does not say what it must");
    done.steps += ClaimReplay{expected, laws_for(expected)}.run(proof);
    ++done.claims;
    proved_.push_back(expected);
  }

  [[nodiscard]] std::vector<Law> laws_for(Demand const& claim) const {
    std::vector<Law> laws = theory_.axioms;
    laws.insert(laws.end(), claim.hypotheses.begin(), claim.hypotheses.end());
    for (std::string const& name : claim.cites) {
      auto const cited = std::find_if(
          proved_.begin(), proved_.end(), [&](Demand const& other) { return other.name == name; });
      demand(cited != proved_.end(), claim.name + " cites what is not proved: " + name);
      laws.push_back(cited_law(*cited, claim));
    }
    return laws;
  }

  /// \p cited as a law, for all values of its variables: its hypotheses are given in \p claim too.
  /// A variable that they are about stands for itself, with the same sort in both.
  static Law cited_law(Demand const& cited, Demand const& claim) {
    Law law{cited.name, cited.variables, cited.left, cited.right};
    for (Law const& needed : cited.hypotheses) {
      bool const given =
          std::any_of(claim.hypotheses.begin(), claim.hypotheses.end(), [&](Law const& hypothesis) {
            return same(hypothesis, needed);
          });
      demand(given, claim.name + " may not cite " + cited.name);
      for (auto const& [name, sort] : cited.variables) {
        if (!needed.variables.contains(name) &&
            (names(needed.left, name) || names(needed.right, name))) {
          auto const found = claim.variables.find(name);
          demand(found != claim.variables.end() && found->second == sort,
                 claim.name + " cites " + cited.name + ", which is about one " + name);
          law.variables.erase(name);
        }
      }
    }
    for (auto& [name, sort] : law.variables) {
      // H acts on Y, and there are means in it; the other sets of values are any sets.
      bool const is_to_y = sort.head == "Fun" && sort.parts[1].head == "Y";
      bool const is_map = sort.head == "Fun" || sort.head == "Family";
      sort = is_map && !is_to_y ? Expression{"Any", {}} : sort;
    }
    return law;
  }

  Theory const& theory_;
  std::vector<Demand> proved_;
};

} // namespace

Replayed replay(Theory const& theory, json const& axioms, json const& theorems) {
  demand(axioms == to_json(theory.axioms), "the axioms are not those expected");
  demand(theorems.is_array() && theorems.size() == theory.theorems.size(),
         "the theorems are not those expected");
  TheoryReplay replay{theory};
  for (std::size_t i = 0; i < theory.theorems.size(); ++i) {
    replay.theorem(theory.theorems[i], theorems[i]);
  }
  return replay.done;
}

} // namespace equivarify::audit
