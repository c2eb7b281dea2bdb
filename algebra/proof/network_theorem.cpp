#include "equivarify/algebra/proof/network_theorem.hpp"

#include "equivarify/algebra/proof/output_claims.hpp"
#include "equivarify/algebra/proof/theory.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace equivarify::algebra::proof {
namespace {

using Kind = BlockTerm::Kind;

Term act(Term argument) {
  return {"act", {symbol("g"), std::move(argument)}};
}

/// That layer \p name, of the sort \p sort, commutes with the elements of \p group, G or H.
Equation commutes(std::string const& name, Term const& sort, std::string const& group) {
  std::string const k = group == "H" ? "of_H(k)" : "k";
  return parse_equation(name + "-commutes",
                        "found of the layer itself",
                        fmt::format("k: {}; y: {}", group, to_string(sort.arguments[0])),
                        fmt::format("ap({0}, act({1}, y)) = act({1}, ap({0}, y))", name, k));
}

/// That the values of a block used as it is are a G-set.
std::vector<Equation> gset_hypotheses(Term const& set) {
  std::string const name = to_string(set);
  if (name == "X") {
    return {shipped_theory().hypothesis("X-identity"), shipped_theory().hypothesis("X-product")};
  }
  return {parse_equation(name + "-identity", "2.0.1: a G-set", "y: " + name, "act(e, y) = y"),
          parse_equation(name + "-product",
                         "2.0.1: a G-set",
                         "k: G; l: G; y: " + name,
                         "act(k, act(l, y)) = act(mul(k, l), y)")};
}

std::vector<Equation> hypotheses_of(Stage const& stage) {
  if (stage.block.kind == Kind::plain) {
    std::vector<Equation> result;
    for (std::string const& layer : stage.block.layers) {
      result.push_back(commutes("layer_" + layer, stage.layers.at("layer_" + layer), "G"));
    }
    return result;
  }
  if (is_copies(stage.input)) {
    return {};
  }
  std::vector<Equation> result = gset_hypotheses(stage.input);
  if (is_quotient(stage.block.kind)) {
    result.push_back(shipped_theory().hypothesis("N-fixes"));
  }
  if (is_symmetrized(stage.block.kind)) {
    result.insert(
        result.end(),
        {shipped_theory().hypothesis("Y-identity"), shipped_theory().hypothesis("Y-product")});
  }
  return result;
}

std::vector<std::string> cites_of(Stage const& stage) {
  switch (stage.block.kind) {
  case Kind::quotient_lift:
    return is_copies(stage.input) ? std::vector<std::string>{}
                                  : std::vector<std::string>{"kernel-lift-equivariant"};
  case Kind::concat:
    return {"concat-sees"};
  case Kind::quotient_concat:
    return {"quotient-sees"};
  case Kind::average:
    return {"lift-equivariant", "averaged-is-lift"};
  case Kind::pose:
  case Kind::coinduction:
    return {"lift-equivariant", "posed-is-lift"};
  case Kind::lift:
  case Kind::plain:
    break;
  }
  return {};
}

/// Where functions of the sort \p sort are compared.
Term place_of(Term const& sort) {
  return symbol(sort.arguments[0] == symbol("Q") ? "C" : "h");
}

Claim claim_of_block(Stage const& stage) {
  Term const x = symbol(is_copies(stage.input) ? "s" : "x");
  bool const is_compared = stage.block.kind != Kind::plain && !is_symmetrized(stage.block.kind);
  Claim claim{
      .name = "block-" + stage.block.name,
      .says = fmt::format("block {} is equivariant, whatever its layers compute", stage.block.name),
      .variables = stage.layers,
      .hypotheses = hypotheses_of(stage),
      .cites = cites_of(stage),
      .left = apply(stage.map, act(x)),
      .right = act(apply(stage.map, x)),
      .compared_at = is_compared ? std::optional{place_of(stage.output)} : std::nullopt,
      .strategy = {}};
  claim.variables.insert({{"g", symbol("G")}, {x.symbol, stage.input}});
  if (is_compared) {
    claim.variables.emplace(claim.compared_at->symbol, stage.output.arguments[0]);
  }
  return claim;
}

void add_new(std::vector<Equation>& equations, std::vector<Equation> const& more) {
  for (Equation const& equation : more) {
    if (std::find(equations.begin(), equations.end(), equation) == equations.end()) {
      equations.push_back(equation);
    }
  }
}

Claim claim_of_network(std::vector<Stage> const& network) {
  Claim claim{.name = "network",
              .says = "N(g x) = g N(x) for every g and x, whatever the layers compute",
              .variables = {{"g", symbol("G")}, {"x", symbol("X")}},
              .hypotheses = gset_hypotheses(symbol("X")),
              .cites = {},
              .left = act(symbol("x")),
              .right = symbol("x"),
              .compared_at = std::nullopt,
              .strategy = {}};
  for (Stage const& stage : network) {
    claim.left = apply(stage.map, std::move(claim.left));
    claim.right = apply(stage.map, std::move(claim.right));
    claim.cites.push_back("block-" + stage.block.name);
    claim.variables.insert(stage.layers.begin(), stage.layers.end());
    add_new(claim.hypotheses, hypotheses_of(stage));
  }
  claim.right = act(std::move(claim.right));
  return claim;
}

/// That the terms of the mean over poses are equal, for the layers of \p stage commute with H.
Claim claim_of_terms(Stage const& stage) {
  Term const plain = stage.single.arguments.front(); // of posed(F)
  Claim claim{.name = "terms-are-equal",
              .says = "k F(k^-1 x) = F(x) for k in H, for the layers of F commute with H",
              .variables = stage.layers,
              .hypotheses = hypotheses_of(stage),
              .cites = {"Y-inverse-right"},
              .left = {"turned", {plain, symbol("x")}},
              .right = {"all", {apply(plain, symbol("x"))}},
              .compared_at = symbol("l"),
              .strategy = {.unused = {"subgroup-inverse", "Y-product"}}};
  for (std::string const& layer : stage.block.layers) {
    std::string const name = "layer_" + layer;
    claim.hypotheses.push_back(commutes(name, stage.layers.at(name), "H"));
  }
  claim.variables.insert({{"x", symbol("X")}, {"l", symbol("H")}});
  return claim;
}

/// What follows for the coinduced \p stage because its layers commute with H.
std::vector<Claim> claims_of_commuting(Stage const& stage) {
  Term const x = symbol("x");
  Term const plain = stage.single.arguments.front(); // of posed(F)
  Claim const terms = claim_of_terms(stage);
  Claim posed = terms;
  posed.name = "posed-is-plain";
  posed.says = "the mean over poses is F itself, in exact arithmetic";
  posed.variables.erase("l");
  posed.cites = {"terms-are-equal"};
  posed.left = apply(stage.single, x);
  posed.right = apply(plain, x);
  posed.compared_at = std::nullopt;
  posed.strategy = {};
  Claim lift = posed;
  lift.name = "is-lift";
  lift.says = "the output rebuilt from [G:H] copies is the lift of F";
  lift.variables.emplace("h", symbol("G"));
  lift.cites = {"posed-is-lift", "posed-is-plain"};
  lift.left = apply(stage.map, x);
  lift.right = apply({"lift", {plain}}, x);
  lift.compared_at = symbol("h");
  lift.strategy.unused = {"posed"};
  Claim projects = posed;
  projects.name = "projects";
  projects.says = "p N = F";
  projects.cites = {"is-lift"};
  projects.left = apply({"comp", {symbol("p"), stage.map}}, x);
  return {terms, posed, lift, projects};
}

} // namespace

Theorem network_theorem(std::vector<BlockTerm> const& blocks,
                        std::vector<OutputTerm> const& outputs) {
  Theorem theorem{.id = "network", .source = "the spec", .claims = {}};
  std::vector<Stage> const network = stages(blocks);
  for (Stage const& stage : network) {
    theorem.claims.push_back(claim_of_block(stage));
  }
  theorem.claims.push_back(claim_of_network(network));
  auto const of_outputs = output_claims(network, theorem.claims.back(), outputs);
  theorem.claims.insert(theorem.claims.end(), of_outputs.begin(), of_outputs.end());
  if (blocks.front().kind == Kind::coinduction) {
    std::vector<Claim> const more = claims_of_commuting(network.front());
    theorem.claims.insert(theorem.claims.end(), more.begin(), more.end());
  }
  return theorem;
}

std::vector<Theorem> theorems_of(std::vector<BlockTerm> const& blocks,
                                 std::vector<OutputTerm> const& outputs) {
  std::vector<Theorem> theorems = shipped_theory().lemmas;
  bool const induces = std::any_of(
      outputs.begin(), outputs.end(), [](OutputTerm const& output) { return output.is_induced; });
  for (Theorem const& theorem : shipped_theory().constructions) {
    bool const is_of_quotients = theorem.id == "quotient";
    Kind const kind = blocks.front().kind;
    if (is_of_quotients ? is_quotient(kind) : is_symmetrized(kind) || induces) {
      theorems.push_back(theorem);
    }
  }
  theorems.push_back(network_theorem(blocks, outputs));
  return theorems;
}

} // namespace equivarify::algebra::proof
