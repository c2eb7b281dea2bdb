/// \file
/// What the prover does not even try: an index that is not free, a symbol that is not defined yet.
#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/proof/prover.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "shipped_claims.hpp"
#include "support/expect_error.hpp"

namespace equivarify::algebra::proof {
namespace {

using support::expect_error;

TEST(Freshness, OfTheIndexIsDemanded) {
  auto const refuses = [](std::string const& lines, std::string const& why) {
    Claim const claim = read_claims("claim claim: of functions\n" + lines).front();
    expect_error<AlgebraError>([&] { return prove(claim, shipped_claims()); },
                               "\"claim\" is compared at \"" + to_string(*claim.compared_at) +
                                   "\", which " + why);
  };
  std::string const constant = "  for C: Q; h: G; s: Map(G, A)\n  s = constant(at(s, h)) at ";
  refuses(constant + "h", "stands in its sides");
  refuses(constant + "mul(h, h)", "is no variable of it");
  refuses(constant + "k", "is no variable of it");
  refuses(constant + "C", "is of another sort than the places of its sides");
  std::string const supposed =
      "  for f: Map(H, A); j: Map(H, A); k: H; x: X\n  given k-chosen\n  f = ";
  refuses(supposed + "all(at(f, inv_H(k))) at k", "stands in its sides");
  refuses(supposed + "j at k", "a hypothesis speaks of");
}

TEST(Definitions, AreUsedAfterTheClaimsThatJustifyThem) {
  std::vector<Claim> const kernel = shipped_theory().lemmas[7].claims;
  Claim inverse = kernel[2];
  ASSERT_EQ(inverse.name, "kernel-inverse");
  inverse.strategy = {.ideas = {{.equation = "inverse-in-kernel", .position = {0}},
                                {.equation = "N-fixes", .direction = Direction::forward}}};
  EXPECT_TRUE(std::holds_alternative<Unproved>(prove(inverse, {}))); // for want of that axiom
  std::vector<Claim> const with_inverses(kernel.begin(), kernel.begin() + 3);
  EXPECT_TRUE(std::holds_alternative<Proof>(prove(inverse, with_inverses)));
  for (auto const& [equation, before] : {std::pair{"in(invert(n)) = inv(in(n))", "kernel-inverse"},
                                         std::pair{"in(conj(n, e)) = in(n)", "kernel-normal"},
                                         std::pair{"coset(in(n)) = coset(e)", "kernel-identity"},
                                         std::pair{"mul(sec(C), e) = sec(C)", "kernel-identity"},
                                         std::pair{"in(rest_N(e)) = in(n)", "kernel-identity"}}) {
    Claim const claim =
        read_claims(std::string{"claim claim: of N\n  for C: Q; n: N\n  "} + equation).front();
    expect_error<AlgebraError>([&] { return prove(claim, {}); },
                               std::string{"\"claim\" uses a symbol that is defined after \""} +
                                   before + "\"");
  }
}

} // namespace
} // namespace equivarify::algebra::proof
