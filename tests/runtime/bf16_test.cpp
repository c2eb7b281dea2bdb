#include "equivarify/runtime/arrays/bf16.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace equivarify::runtime {
namespace {

float rounded(float value) {
  return from_bf16(to_bf16(value));
}

constexpr float infinity = std::numeric_limits<float>::infinity();
constexpr float largest = 0x1.fep127F; // of the finite bf16 numbers

TEST(Bf16, RoundsToTheNearestAndOfTwoToTheEvenOne) {
  EXPECT_EQ(rounded(0x1.0p0F), 0x1.0p0F);
  EXPECT_EQ(rounded(0x1.00fffep0F), 0x1.00p0F); // just below the middle
  EXPECT_EQ(rounded(0x1.01p0F), 0x1.00p0F);     // the middle, down to the even one
  EXPECT_EQ(rounded(0x1.03p0F), 0x1.04p0F);     // the middle, up to the even one
  EXPECT_EQ(rounded(0x1.010002p0F), 0x1.02p0F); // just above it
  EXPECT_EQ(rounded(0x1.ffp0F), 0x1.0p1F);      // to the next power of two
  EXPECT_EQ(to_bf16(-0.0F), 0x8000U);
}

TEST(Bf16, RoundsSubnormalNumbersAlike) {
  EXPECT_EQ(rounded(0x1.0p-133F), 0x1.0p-133F); // the smallest
  EXPECT_EQ(rounded(0x1.0p-134F), 0.0F);        // the middle, down to the even one
  EXPECT_EQ(rounded(0x1.8p-133F), 0x1.0p-132F);
  EXPECT_EQ(rounded(0x1.fffffep-127F), 0x1.0p-126F);
}

TEST(Bf16, NeverRoundsAFiniteNumberToInfinity) {
  EXPECT_EQ(rounded(std::numeric_limits<float>::max()), largest);
  EXPECT_EQ(rounded(-std::numeric_limits<float>::max()), -largest);
  EXPECT_EQ(rounded(0x1.fefffep127F), largest);
  EXPECT_EQ(rounded(infinity), infinity);
  EXPECT_EQ(rounded(-infinity), -infinity);
  EXPECT_TRUE(std::isnan(rounded(std::numeric_limits<float>::quiet_NaN())));
  EXPECT_TRUE(
      std::isnan(rounded(std::bit_cast<float>(0x7f800001U)))); // its upper half is infinity's
}

RC_GTEST_PROP(Bf16, IsTheNearestOfItsNeighboursAndOdd, (std::uint32_t bits)) {
  auto const value = std::bit_cast<float>(bits & 0x7fffffffU);
  RC_PRE(std::isfinite(value));
  Bf16 const found = to_bf16(value);
  auto const distance = [value](int other) {
    float const there = from_bf16(static_cast<Bf16>(other));
    return std::abs(static_cast<double>(there) - static_cast<double>(value));
  };
  for (int const other : {found == 0 ? 1 : found - 1, found + 1}) {
    bool const is_tie = distance(other) == distance(found) && (found & 1U) == 0;
    RC_ASSERT(distance(other) > distance(found) || is_tie);
  }
  RC_ASSERT(to_bf16(from_bf16(found)) == found);
  RC_ASSERT(to_bf16(-value) == static_cast<Bf16>(found ^ 0x8000U));
}

template <std::size_t N>
void expect_widened() {
  std::array<Bf16, N + 1> numbers{};
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    numbers[i] = to_bf16(static_cast<float>(i) * 0.37F - 2.0F);
  }
  std::array<float, N> values{};
  store<N>(values.data(), load_widened<N>(numbers.data() + 1)); // at no multiple of anything
  for (std::size_t i = 0; i < N; ++i) {
    EXPECT_EQ(values[i], from_bf16(numbers[i + 1]));
  }
}

TEST(Bf16, AreWidenedAsVectorsToo) {
  expect_widened<1>();
  expect_widened<2>();
  expect_widened<4>();
  expect_widened<lanes>();
}

} // namespace
} // namespace equivarify::runtime
