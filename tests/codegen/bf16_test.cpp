#include "equivarify/codegen/reference/bf16.hpp"

#include "equivarify/codegen/reference/weights.hpp"
#include "equivarify/codegen/spec/load.hpp"
#include "equivarify/runtime/arrays/bf16.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>

namespace equivarify::codegen {
namespace {

// Two codes that share nothing: by the numbers m 2^e here, by the bits of floats there.
RC_GTEST_PROP(NearestBf16, IsThatOfGeneratedPrograms, (std::uint32_t bits)) {
  auto const value = std::bit_cast<float>(bits);
  RC_PRE(!std::isnan(value));
  float const found = runtime::from_bf16(runtime::to_bf16(value));
  RC_ASSERT(std::bit_cast<std::uint32_t>(nearest_bf16(value)) ==
            std::bit_cast<std::uint32_t>(found));
}

TEST(NearestBf16, IsThatOfGeneratedProgramsAtTheEndsToo) {
  for (float const value : {0.0F,
                            -0.0F,
                            0x1.0p-149F,
                            0x1.0p-134F,
                            0x1.8p-133F,
                            0x1.fffffep-127F,
                            0x1.01p0F,
                            0x1.03p0F,
                            0x1.fefffep127F,
                            std::numeric_limits<float>::max(),
                            std::numeric_limits<float>::infinity()}) {
    EXPECT_EQ(nearest_bf16(value), runtime::from_bf16(runtime::to_bf16(value)));
    EXPECT_EQ(nearest_bf16(-value), -nearest_bf16(value));
  }
}

TEST(RandomWeights, AreRoundedWhereTheArithmeticSaysSoBiasesNot) {
  Network network = load_network(std::string{SPECS_FOLDER} + "/tiny_c4.json");
  auto const floats = random_weights<float>(network, 3);
  network.arithmetic = Arithmetic::bf16;
  auto const rounded = random_weights<float>(network, 3);
  ASSERT_EQ(floats.size(), rounded.size());
  for (std::size_t p = 0; p < floats.size(); ++p) {
    bool const is_bias = floats[p].name.ends_with(".bias");
    EXPECT_EQ(floats[p].values == rounded[p].values, is_bias) << floats[p].name;
    for (std::size_t i = 0; i < floats[p].values.size() && !is_bias; ++i) {
      ASSERT_EQ(rounded[p].values[i], nearest_bf16(floats[p].values[i])) << floats[p].name;
    }
  }
}

} // namespace
} // namespace equivarify::codegen
