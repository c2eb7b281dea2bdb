#include "codegen/proof_forgeries.hpp"

#include <cstddef>
#include <string>
#include <vector>

#include "codegen/forged_claims.hpp"

namespace equivarify::audit {
namespace {

using nlohmann::json;

constexpr std::size_t kernel = 7;

std::vector<Forgery> of_statements() {
  return {
      {"axiom_altered",
       "the axioms are not those expected",
       [](Case& c) { c.axioms[10]["right"] = "at(s, mul(g, h))"; },
       Check::axioms},
      {"axiom_added",
       "the axioms are not those expected",
       [](Case& c) { c.axioms.push_back(c.axioms[0]); },
       Check::axioms},
      {"definition_swapped",
       "the axioms are not those expected",
       [](Case& c) { c.axioms[13]["left"].swap(c.axioms[13]["right"]); },
       Check::axioms},
      {"theorem_left_out",
       "the theorems are not those expected",
       [](Case& c) { c.theorems.erase(10); },
       Check::theorem_count},
      {"theorem_twice",
       "the theorems are not those expected",
       [](Case& c) { c.theorems.push_back(c.theorems[0]); },
       Check::theorem_count},
      {"theorems_in_another_order",
       "expected the theorem labels",
       [](Case& c) { c.theorems[9].swap(c.theorems[10]); }},
      {"theorem_renamed",
       "expected the theorem labels",
       [](Case& c) { c.theorems[9]["id"] = "parameters"; },
       Check::theorem_id},
      {"theorem_says_more",
       "the theorem labels: members are missing or too many",
       [](Case& c) { c.theorems[9]["holds"] = true; },
       Check::theorem_members},
      {"claim_left_out",
       "the theorem labels has not the claims expected",
       [](Case& c) { c.theorems[9]["claims"].erase(4); },
       Check::claim_count},
      {"claim_twice",
       "the theorem labels has not the claims expected",
       [](Case& c) { c.theorems[9]["claims"].push_back(c.claim(9, 4)); },
       Check::claim_count},
      {"claim_weakened",
       "the claim lift-projects does not say what it must",
       [](Case& c) { c.claim(2, 0)["right"] = c.claim(2, 0)["left"]; },
       Check::claim_text},
      {"hypothesis_dropped",
       "the claim kernel-lift-equivariant does not say what it must",
       [](Case& c) { c.claim(kernel, 9)["hypotheses"].erase(2); },
       Check::claim_text},
      {"hypothesis_added",
       "the claim lift-projects does not say what it must",
       [](Case& c) { c.claim(2, 0)["hypotheses"].push_back(c.claim(kernel, 1)["hypotheses"][2]); },
       Check::claim_text},
      {"sort_of_a_variable_altered",
       "the claim lift-projects does not say what it must",
       [](Case& c) { c.claim(2, 0)["variables"]["x"] = "W"; },
       Check::claim_text},
      {"citation_added",
       "the claim lift-projects does not say what it must",
       [](Case& c) { c.claim(2, 0)["cites"].push_back("lift-projects"); },
       Check::claim_text},
      {"compared_elsewhere",
       "the claim lift-equivariant does not say what it must",
       [](Case& c) { c.claim(1, 0)["compared_at"] = "g"; },
       Check::claim_text},
  };
}

std::vector<Forgery> of_steps() {
  return {
      {"proof_says_more",
       "the proof of lift-projects: members are missing or too many",
       [](Case& c) { c.claim(2, 0)["proof"]["holds"] = true; },
       Check::proof_members},
      {"steps_by_name",
       "the steps of lift-projects are no list",
       [](Case& c) {
         json steps = json::object();
         for (json const& step : c.claim(2, 0)["proof"]["left"]) {
           steps[std::to_string(steps.size())] = step;
         }
         c.claim(2, 0)["proof"]["left"] = steps;
       },
       Check::steps_are_list},
      {"step_says_more",
       "a step of lift-projects: members are missing or too many",
       [](Case& c) { c.step(2, 0, 0)["trusted"] = true; },
       Check::step_members},
      {"step_from_another_term",
       "a step of lift-projects does not begin where the one before it ends",
       [](Case& c) { c.step(2, 0, 0)["before"] = "ap(F, x)"; },
       Check::step_begins},
      {"step_sideways",
       "no direction: sideways",
       [](Case& c) { c.claim(kernel, 2)["proof"]["left"][0]["direction"] = "sideways"; },
       Check::step_direction},
      {"step_turned_round",
       "in lift-projects: composition does not lead from ap(comp(p, lift(F)), x) to ap(p, "
       "ap(lift(F), x))",
       [](Case& c) { c.step(2, 0, 0)["direction"] = "backward"; },
       Check::step_law},
      {"step_by_another_equation",
       "in lift-projects: not each leads from ap(comp(p, lift(F)), x) to ap(p, ap(lift(F), x))",
       [](Case& c) { c.step(2, 0, 0)["equation"] = "each"; },
       Check::step_name},
      {"step_at_no_position", "no position: 7", [](Case& c) { c.step(2, 0, 0)["position"] = "7"; }},
      {"step_without_ground",
       "in lift-projects: constant does not lead from ap(comp(p, lift(F)), x) to ap(F, x)",
       [](Case& c) {
         c.claim(2, 0)["proof"]["left"] = json::array(
             {step_of("constant", "forward", "", "ap(comp(p, lift(F)), x)", "ap(F, x)")});
       },
       Check::step_law},
      {"step_changes_more",
       "a step of claim changes more than it may",
       [](Case& c) {
         add_claim(
             c,
             demand_of({{"a", "G"}, {"b", "G"}}, "mul(mul(e, a), b)", "a", ""),
             json::array(
                 {step_of("group-identity-left", "forward", "0", "mul(mul(e, a), b)", "mul(a, e)"),
                  step_of("group-identity-right", "forward", "", "mul(a, e)", "a")}),
             "a");
       },
       Check::step_changes_a_part},
      {"sides_apart",
       "the two sides of claim do not meet: b and a",
       [](Case& c) {
         add_claim(c, demand_of({{"a", "G"}, {"b", "G"}}, "b", "a", ""), json::array(), "b");
       },
       Check::sides_meet},
      {"another_common_term",
       "the common term of lift-projects is another",
       [](Case& c) { c.claim(2, 0)["proof"]["common"] = "ap(F, act(e, x))"; },
       Check::common},
  };
}

std::vector<Forgery> of_definitions() {
  return {
      {"inverse_by_its_own_definition",
       "kernel-inverse uses invert before kernel-inverse is proved",
       [](Case& c) {
         c.claim(kernel, 2)["proof"] = {
             {"left",
              json::array({step_of("inverse-in-kernel",
                                   "backward",
                                   "0",
                                   "act(inv(in(n)), x)",
                                   "act(in(invert(n)), x)"),
                           step_of("N-fixes", "forward", "", "act(in(invert(n)), x)", "x")})},
             {"right", json::array()},
             {"common", "x"}};
       },
       Check::defined_in_step},
      {"claim_before_its_definition",
       "product-identity uses conj before kernel-normal is proved",
       [](Case& c) {
         Demand claim = demand_of({{"n", "N"}}, "in(conj(n, e))", "in(conj(n, e))", "");
         claim.name = "product-identity";
         c.demanded(0, 0) = claim;
         c.theorems[0]["claims"][0] = {
             {"name", claim.name},
             {"variables", {{"n", "N"}}},
             {"hypotheses", json::array()},
             {"cites", json::array()},
             {"left", "in(conj(n, e))"},
             {"right", "in(conj(n, e))"},
             {"compared_at", ""},
             {"proof",
              {{"left", json::array()}, {"right", json::array()}, {"common", "in(conj(n, e))"}}}};
         c.demanded(4, 0).cites.clear(); // which cited it
         c.theory.theorems.resize(1);
         c.theorems = json::array({c.theorems[0]});
         c.theory.theorems[0].claims.resize(1);
         c.theorems[0]["claims"] = json::array({c.theorems[0]["claims"][0]});
       },
       Check::defined_in_claim},
      {"index_in_a_side",
       "claim is compared at h, which stands in its sides",
       [](Case& c) {
         add_claim(c,
                   demand_of({{"s", "Map(G, A)"}, {"h", "G"}}, "constant(at(s, h))", "s", "h"),
                   json::array({step_of(
                       "constant", "forward", "", "at(constant(at(s, h)), h)", "at(s, h)")}),
                   "at(s, h)");
       },
       Check::index_not_in_sides},
      {"index_is_no_variable",
       "claim is compared at e, which is no variable of it",
       [](Case& c) {
         add_claim(c,
                   demand_of({{"s", "Map(G, A)"}}, "constant(ap(p, s))", "s", "e"),
                   json::array(
                       {step_of("constant", "forward", "", "at(constant(ap(p, s)), e)", "ap(p, s)"),
                        step_of("product-projection", "forward", "", "ap(p, s)", "at(s, e)")}),
                   "at(s, e)");
       },
       Check::index_declared},
      {"index_of_another_sort",
       "claim is compared at C, which is of another sort",
       [](Case& c) {
         add_claim(c,
                   demand_of({{"s", "Map(G, A)"}, {"C", "Q"}}, "s", "s", "C"),
                   json::array(),
                   "at(s, C)");
       },
       Check::index_sort},
      {"index_of_a_hypothesis",
       "claim is compared at k, which a hypothesis speaks of",
       [](Case& c) {
         Demand claim = demand_of({{"f", "Map(H, A)"}, {"k", "H"}, {"x", "X"}}, "f", "f", "k");
         claim.hypotheses = {c.theory.given.at("k-chosen")};
         add_claim(c, claim, json::array(), "at(f, k)");
       },
       Check::index_not_supposed},
      {"claim_cites_itself",
       "claim cites what is not proved: claim",
       [](Case& c) {
         add_claim(c,
                   demand_of({{"a", "G"}, {"b", "G"}}, "mul(a, b)", "mul(b, a)", "", {"claim"}),
                   json::array({step_of("claim", "forward", "", "mul(a, b)", "mul(b, a)")}),
                   "mul(b, a)");
       },
       Check::cited_proved},
      {"cited_without_its_hypotheses",
       "claim may not cite lift-projects",
       [](Case& c) {
         add_claim(c,
                   demand_of({{"F", "Fun(X, Z)"}, {"x", "X"}},
                             "ap(comp(p, lift(F)), x)",
                             "ap(F, x)",
                             "",
                             {"lift-projects"}),
                   json::array({step_of(
                       "lift-projects", "forward", "", "ap(comp(p, lift(F)), x)", "ap(F, x)")}),
                   "ap(F, x)");
       },
       Check::cited_hypotheses},
      {"cited_for_another_map",
       "claim cites lift-unique, which is about one F",
       [](Case& c) {
         Demand claim = demand_of({{"F", "Fun(W, Z)"}, {"H", "Fun(X, Map(G, Z))"}, {"x", "X"}},
                                  "ap(H, x)",
                                  "ap(lift(F), x)",
                                  "",
                                  {"lift-unique"});
         claim.hypotheses = c.demanded(3, 0).hypotheses;
         add_claim(
             c,
             claim,
             json::array({step_of("lift-unique", "forward", "", "ap(H, x)", "ap(lift(F), x)")}),
             "ap(lift(F), x)");
       },
       Check::cited_names},
  };
}
} // namespace

std::vector<Forgery> const& forgeries() {
  static std::vector<Forgery> const all = [] {
    std::vector<Forgery> result = of_statements();
    for (auto const& part : {of_steps(), of_definitions()}) {
      result.insert(result.end(), part.begin(), part.end());
    }
    return result;
  }();
  return all;
}
} // namespace equivarify::audit
