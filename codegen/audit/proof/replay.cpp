#include "equivarify/codegen/audit/proof/replay.hpp"

#include "equivarify/codegen/audit/proof/claim_replay.hpp"
#include "equivarify/codegen/audit/proof/members.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <string>

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

bool same(Law const& a, Law const& b) {
  return a.name == b.name && a.variables == b.variables && a.left == b.left && a.right == b.right;
}

void add_heads(Expression const& expression, std::set<std::string>& heads) {
  heads.insert(expression.head);
  for (Expression const& part : expression.parts) {
    add_heads(part, heads);
  }
}

/// What a claim supposes, by name.
using Hypotheses = std::multimap<std::string, Law const*>;

/// Replays theorems in order; each claim may cite those before it.
class TheoryReplay {
public:
  TheoryReplay(Theory const& theory, Judge const& judge) : theory_{theory}, judge_{judge} {
    for (DemandedTheorem const& theorem : theory.theorems) {
      for (Demand const& claim : theorem.claims) {
        claims_.emplace(claim.name, &claim);
      }
    }
  }

  void run(json const& axioms, json const& theorems) {
    judge_.demand(
        Check::axioms, axioms == to_json(theory_.axioms), "the axioms are not those expected");
    judge_.demand(Check::theorem_count,
                  theorems.is_array() && theorems.size() == theory_.theorems.size(),
                  "the theorems are not those expected");
    for (std::size_t i = 0; i < std::min(theory_.theorems.size(), theorems.size()); ++i) {
      theorem(theory_.theorems[i], theorems[i]);
    }
  }

  Replayed done;

private:
  void theorem(DemandedTheorem const& expected, json const& found) {
    judge_.demand(Check::theorem_members,
                  found.is_object() && found.size() == 2,
                  "the theorem " + expected.id + ": members are missing or too many");
    judge_.demand(
        Check::theorem_id, text(found, "id") == expected.id, "expected the theorem " + expected.id);
    json const& claims = member(found, "claims");
    judge_.demand(Check::claim_count,
                  claims.is_array() && claims.size() == expected.claims.size(),
                  "the theorem " + expected.id + " has not the claims expected");
    for (std::size_t i = 0; i < std::min(claims.size(), expected.claims.size()); ++i) {
      claim(expected.claims[i], claims[i]);
    }
    ++done.theorems;
  }

  void claim(Demand const& expected, json const& found) {
    json const& proof = member(found, "proof");
    judge_.demand(Check::claim_text,
                  found == to_json(expected, proof),
                  "the claim " + expected.name + " does not say what it must");
    Undefined const undefined = undefined_now();
    done.steps += ClaimReplay{judge_, expected, laws_for(expected), undefined}.run(proof);
    ++done.claims;
    proved_.insert(expected.name);
  }

  /// The heads that wait for a claim.
  [[nodiscard]] Undefined undefined_now() const {
    Undefined result;
    for (auto const& [head, claims] : theory_.defined_after) {
      for (std::string const& name : claims) {
        if (!proved_.contains(name)) {
          result.emplace(head, name);
        }
      }
    }
    return result;
  }

  [[nodiscard]] std::vector<Law> laws_for(Demand const& claim) const {
    std::vector<Law> laws = theory_.axioms;
    laws.insert(laws.end(), claim.hypotheses.begin(), claim.hypotheses.end());
    Hypotheses given;
    for (Law const& hypothesis : claim.hypotheses) {
      given.emplace(hypothesis.name, &hypothesis);
    }
    for (std::string const& name : claim.cites) {
      std::string const reason = claim.name + " cites what is not proved: " + name;
      judge_.demand(Check::cited_proved, proved_.contains(name), reason);
      auto const cited = claims_.find(name);
      demand(cited != claims_.end(), reason);
      laws.push_back(cited_law(*cited->second, claim, given));
    }
    return laws;
  }

  /// \p cited as a law, for all values of its variables: its hypotheses are given in \p claim too.
  /// A variable that they are about stands for itself, with the same sort in both.
  [[nodiscard]] Law
  cited_law(Demand const& cited, Demand const& claim, Hypotheses const& given) const {
    Law law{cited.name, cited.variables, cited.left, cited.right};
    for (Law const& needed : cited.hypotheses) {
      auto const [first, end] = given.equal_range(needed.name);
      bool const is_given =
          std::any_of(first, end, [&](auto const& other) { return same(*other.second, needed); });
      judge_.demand(Check::cited_hypotheses, is_given, claim.name + " may not cite " + cited.name);
      std::set<std::string> heads;
      add_heads(needed.left, heads);
      add_heads(needed.right, heads);
      for (std::string const& name : heads) {
        if (cited.variables.contains(name) && !needed.variables.contains(name)) {
          check_same_name(cited, claim, name);
          law.variables.erase(name);
        }
      }
    }
    for (auto& [name, sort] : law.variables) {
      // A group acts on Y, V and W, and R has signs; the other sets of values are any sets.
      static std::set<std::string> const with_laws{"Y", "V", "W", "R"};
      bool const is_map = sort.head == "Fun" || sort.head == "Family";
      sort = is_map && !with_laws.contains(sort.parts[1].head) ? Expression{"Any", {}} : sort;
    }
    return law;
  }

  void check_same_name(Demand const& cited, Demand const& claim, std::string const& name) const {
    auto const found = claim.variables.find(name);
    judge_.demand(Check::cited_names,
                  found != claim.variables.end() && found->second == cited.variables.at(name),
                  claim.name + " cites " + cited.name + ", which is about one " + name);
  }

  Theory const& theory_;
  Judge const& judge_;
  std::map<std::string, Demand const*> claims_; ///< all that are demanded
  std::set<std::string> proved_;
};

Replayed run(Judge const& judge, Theory const& theory, json const& axioms, json const& theorems) {
  TheoryReplay replay{theory, judge};
  replay.run(axioms, theorems);
  return replay.done;
}

} // namespace

Replayed replay(Theory const& theory, json const& axioms, json const& theorems) {
  return run(Judge{std::nullopt}, theory, axioms, theorems);
}

Replayed
replay_without(Check left_out, Theory const& theory, json const& axioms, json const& theorems) {
  return run(Judge{left_out}, theory, axioms, theorems);
}

} // namespace equivarify::audit
