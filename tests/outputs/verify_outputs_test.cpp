/// \file
/// What `verify` proves and refutes of networks with outputs.
#include "equivarify/codegen/verify/verification.hpp"
#include "equivarify/codegen/verify/verification_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "outputs/proved_claims.hpp"
#include "outputs/shipped_spec.hpp"
#include "support/output_specs.hpp"

namespace equivarify::codegen {
namespace {

using nlohmann::json;
using ::testing::Contains;
using ::testing::HasSubstr;

Verification verified(json const& spec) {
  return verify(network_with(spec), {.tests = 2, .inputs = 2});
}

TEST(VerifyOutputs, ProvesEachHead) {
  Verification const verification = verified(slots(every_head(), 12));
  EXPECT_TRUE(verification.holds());
  EXPECT_THAT(claims_of(verification),
              ::testing::ElementsAre("block-body",
                                     "block-answers",
                                     "network",
                                     "part-alone",
                                     "output-alone",
                                     "part-forces",
                                     "output-forces",
                                     "part-plane",
                                     "output-plane",
                                     "output-sides",
                                     "terms-sides",
                                     "part-which",
                                     "output-which"));
  EXPECT_THAT(to_text(verification, false), HasSubstr(R"(
  holds    sides            f(g x) = g f(x), f being R F^: induced, 6 numbers, means over <s>
             p F^ = F if and only if F(k x) = k F(x) for all k in <s>
)"));
  json const written = json::parse(to_json(verification));
  EXPECT_EQ(written["outputs"].size(), 5U);
  EXPECT_EQ(written["outputs"][1]["keeps"], "p F^ = F if and only if F(g x) = g F(x) for all g");
}

TEST(VerifyOutputs, SaysWhatAMeanSupposes) {
  EXPECT_THAT(
      verified(shipped_spec("mirrored_torques")).rests_on.value().supposed,
      ::testing::ElementsAre("a mean does not depend on the order of its terms and commutes "
                             "with a linear action (exact arithmetic; to the bit by sorted "
                             "sums)"));
}

/// The spec of arrows and masks with a second block, of one layer, used as it is.
json with_block_as_it_is(json const& layer) {
  json spec = turned_planes();
  spec["network"].push_back({{"name", "last"}, {"equivarify", "none"}, {"layers", {layer}}});
  return spec;
}

TEST(VerifyOutputs, ABlockAsItIsMayLeaveTheCopiesOfAHead) {
  Verification const verification = verified(with_block_as_it_is({{"type", "tanh"}}));
  EXPECT_TRUE(verification.holds());
  ASSERT_TRUE(verification.stack && verification.stack->measurement);
  // Two random inputs, three turns, 50 numbers in each of the outputs.
  EXPECT_EQ(verification.stack->measurement->values, 2U * 3 * 100);
  EXPECT_EQ(verification.stack->measurement->differing_bits, 0U);
  EXPECT_THAT(claims_of(verification), Contains("output-mask"));
}

TEST(VerifyOutputs, ABlockThatMixesTheCopiesBeforeAHeadIsRefuted) {
  Verification const verification = verified(
      with_block_as_it_is({{"name", "conv3"}, {"type", "conv2d"}, {"filters", 16}, {"kernel", 3}}));
  EXPECT_FALSE(verification.holds());
  EXPECT_FALSE(verification.has_network_theorem());
  std::string const text = to_text(verification, false);
  EXPECT_THAT(text, HasSubstr("REFUTED  conv3"));
  EXPECT_THAT(text, HasSubstr("mixes the copies with a weight of its own for each"));
  EXPECT_THAT(text, HasSubstr("refutes: conv3(g x) = g conv3(x)"));
}

TEST(VerifyOutputs, AnotherConventionIsRefutedAtAnOutputToo) {
  Network const network = network_with(slots(every_head(), 12));
  Verification const verification =
      verify(network, {.tests = 2, .inputs = 1, .convention = "opposite"});
  EXPECT_FALSE(verification.holds());
}

} // namespace
} // namespace equivarify::codegen
