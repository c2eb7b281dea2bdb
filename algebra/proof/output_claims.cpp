#include "equivarify/algebra/proof/output_claims.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/proof/theory.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>

namespace equivarify::algebra::proof {
namespace {

Term act(Term element, Term argument) {
  return {"act", {std::move(element), std::move(argument)}};
}

/// The claims of one output.
class OutputClaims {
public:
  OutputClaims(std::vector<Stage> const& network, Claim const& whole, OutputTerm const& output)
      : network_{network}, whole_{whole}, name_{output.name}, part_{symbol("part_" + output.name)} {
    copies_ = network.back().output;
    EQUIVARIFY_ASSERT(copies_.symbol == "Map", "a head without copies");
  }

  [[nodiscard]] std::vector<Claim> of_mean() const { return {moves_part(), mean()}; }

  [[nodiscard]] std::vector<Claim> of_induced() const { return {induced(), terms()}; }

private:
  [[nodiscard]] std::pair<std::string const, Term> part_into(char const* set) const {
    return {part_.symbol, {"Fun", {copies_.arguments[1], symbol(set)}}};
  }

  [[nodiscard]] Claim moves_part() const {
    Term const parts{"each", {part_}};
    return {.name = "part-" + name_,
            .says = fmt::format("the part {} of each copy moves with the copy", name_),
            .variables = {{"g", symbol("G")},
                          {"s", copies_},
                          {"h", copies_.arguments[0]},
                          part_into("V")},
            .hypotheses = {},
            .cites = {},
            .left = apply(parts, act(symbol("g"), symbol("s"))),
            .right = act(symbol("g"), apply(parts, symbol("s"))),
            .compared_at = symbol("h"),
            .strategy = {}};
  }

  /// The claim of the network, about its outputs in the set \p set.
  [[nodiscard]] Claim with_part(char const* set) const {
    Claim claim = whole_;
    claim.variables.insert(part_into(set));
    for (char const* const law : {"-identity", "-product"}) {
      claim.hypotheses.push_back(shipped_theory().hypothesis(set + std::string{law}));
    }
    return claim;
  }

  [[nodiscard]] Claim mean() const {
    auto const output = [this](Term value) {
      return apply(symbol("head"), apply({"each", {part_}}, std::move(value)));
    };
    Claim claim = with_part("V");
    claim.name = "output-" + name_;
    claim.says = fmt::format("the output {} of g x is g times that of x", name_);
    claim.cites = {"network", "part-" + name_, "mean-head-equivariant"};
    claim.left = output(whole_.left);
    claim.right = act(symbol("g"), output(whole_.right.arguments[1]));
    claim.strategy.unused = {"head"};
    return claim;
  }

  /// The part of the copy at e, as a map of the input.
  [[nodiscard]] Term one_copy() const {
    Term map = network_.front().map;
    for (std::size_t i = 1; i < network_.size(); ++i) {
      map = {"comp", {network_[i].map, std::move(map)}};
    }
    return {"comp", {part_, {"comp", {symbol("p"), std::move(map)}}}};
  }

  [[nodiscard]] Claim induced() const {
    Term const output{"coinduce", {{"average", {one_copy()}}}};
    Claim claim = with_part("Y");
    claim.name = "output-" + name_;
    claim.says = fmt::format("the output {} of g x is g times that of x", name_);
    claim.cites = {"lift-equivariant", "averaged-is-lift"};
    claim.left = apply(output, act(symbol("g"), symbol("x")));
    claim.right = act(symbol("g"), apply(output, symbol("x")));
    return claim;
  }

  [[nodiscard]] Claim terms() const {
    Term const t{"rep", {symbol("g")}};
    Term const k{"of_H", {symbol("k")}};
    Term const seen = act({"inv", {t}}, symbol("x"));
    Term const copy{"at", {whole_.right.arguments[1], {"mul", {t, k}}}};
    Claim claim = with_part("Y");
    claim.name = "terms-" + name_;
    claim.says =
        fmt::format("it is made of the terms k s(t k) of the parts {} of the copies", name_);
    claim.variables.emplace("k", symbol("H"));
    claim.cites = {"network"};
    claim.left = {"at", {{"turned", {one_copy(), seen}}, symbol("k")}};
    claim.right = act(k, apply(part_, copy));
    claim.strategy.unused = {"lift", "each", "concat"};
    return claim;
  }

  std::vector<Stage> const& network_;
  Claim const& whole_;
  std::string name_;
  Term part_;
  Term copies_;
};

} // namespace

std::vector<Claim> output_claims(std::vector<Stage> const& network,
                                 Claim const& whole,
                                 std::vector<OutputTerm> const& outputs) {
  std::vector<Claim> claims;
  for (OutputTerm const& output : outputs) {
    OutputClaims const of{network, whole, output};
    auto const more = output.is_induced ? of.of_induced() : of.of_mean();
    claims.insert(claims.end(), more.begin(), more.end());
  }
  return claims;
}

} // namespace equivarify::algebra::proof
