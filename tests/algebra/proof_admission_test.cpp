/// \file
/// What the prover does not even try: an index that is not free, a symbol that is not defined yet.
#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/proof/claim_text.hpp"
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
  auto const refuses = [](ClaimText text, std::string const& why) {
    text.name = "claim";
    expect_error<AlgebraError>([&] { return prove(to_claim(text), shipped_claims()); },
                               "\"claim\" is compared at \"" + text.compared_at + "\", which " +
                                   why);
  };
  ClaimText text{.name = {},
                 .says = {},
                 .variables = "s: Map(G, A); h: G",
                 .equation = "s = constant(at(s, h))",
                 .compared_at = "h"};
  refuses(text, "stands in its sides");
  text.compared_at = "mul(h, h)";
  refuses(text, "is no variable of it");
  text.compared_at = "k";
  refuses(text, "is no variable of it");
  text.variables += "; C: Q";
  text.compared_at = "C";
  refuses(text, "is of another sort than the places of its sides");
  ClaimText supposed{.name = {},
                     .says = {},
                     .variables = "k: H; x: X; f: Map(H, A)",
                     .hypotheses = {"k-chosen"},
                     .equation = "f = all(at(f, inv_H(k)))",
                     .compared_at = "k"};
  refuses(supposed, "stands in its sides");
  supposed.variables += "; j: Map(H, A)";
  supposed.equation = "f = j";
  refuses(supposed, "a hypothesis speaks of");
}

TEST(Definitions, AreUsedAfterTheClaimsThatJustifyThem) {
  std::vector<Claim> const kernel = lemma_theorems()[7].claims;
  Claim inverse = kernel[2];
  ASSERT_EQ(inverse.name, "kernel-inverse");
  inverse.strategy = {.ideas = {{.equation = "inverse-in-kernel", .position = {0}},
                                {.equation = "N-fixes", .direction = Direction::forward}}};
  EXPECT_ANY_THROW(static_cast<void>(prove(inverse, {}))); // for want of that axiom
  std::vector<Claim> const with_inverses(kernel.begin(), kernel.begin() + 3);
  EXPECT_TRUE(std::holds_alternative<Proof>(prove(inverse, with_inverses)));
  ClaimText text{.name = "claim", .says = {}, .variables = "n: N", .equation = ""};
  for (auto const& [equation, before] : {std::pair{"in(invert(n)) = inv(in(n))", "kernel-inverse"},
                                         std::pair{"in(conj(n, e)) = in(n)", "kernel-normal"},
                                         std::pair{"coset(in(n)) = coset(e)", "kernel-identity"},
                                         std::pair{"mul(sec(C), e) = sec(C)", "kernel-identity"},
                                         std::pair{"in(rest_N(e)) = in(n)", "kernel-identity"}}) {
    text.equation = equation;
    expect_error<AlgebraError>([&] { return prove(to_claim(text), {}); },
                               std::string{"\"claim\" uses a symbol that is defined after \""} +
                                   before + "\"");
  }
}

} // namespace
} // namespace equivarify::algebra::proof
