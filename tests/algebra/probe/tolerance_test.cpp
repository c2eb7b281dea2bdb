#include "equivarify/algebra/probe/tolerance.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace equivarify::algebra::probe {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();
auto const after_one = static_cast<double>(std::nextafter(1.0F, 2.0F));

TEST(Tolerance, ExactMeansTheSameBits) {
  Tolerance const exact{};
  EXPECT_TRUE(exact.agree(1, 1));
  EXPECT_FALSE(exact.agree(1, after_one));
  EXPECT_FALSE(exact.agree(0.0, -0.0));
  EXPECT_TRUE(exact.agree(nan, -nan));
  EXPECT_FALSE(exact.agree(nan, 1));
  EXPECT_TRUE(exact.agree(infinity, infinity));
  EXPECT_EQ(to_string(exact), "to the bit");
}

TEST(Tolerance, AnyBoundIsEnough) {
  Tolerance const tolerance{.absolute = 0.5, .relative = 0.01};
  EXPECT_TRUE(tolerance.agree(1, 1.5));
  EXPECT_FALSE(tolerance.agree(1, 1.6));
  EXPECT_TRUE(tolerance.agree(1000, 1009));
  EXPECT_FALSE(tolerance.agree(1000, 1011));
  EXPECT_TRUE(tolerance.agree(0.0, -0.0));
  EXPECT_FALSE(tolerance.agree(infinity, 1e300));
  EXPECT_FALSE(tolerance.agree(nan, 0));
  EXPECT_EQ(to_string(tolerance), "within 0.5 or 0.01 of the larger number");
}

TEST(Tolerance, CountsNumbersOfThePrecision) {
  EXPECT_EQ(ulps_between(1, after_one, Precision::single_precision), 1U);
  EXPECT_EQ(ulps_between(1, after_one, Precision::double_precision), 1ULL << 29U);
  EXPECT_EQ(ulps_between(0.0, -0.0, Precision::single_precision), 0U);
  EXPECT_EQ(ulps_between(-1e-45, 1e-45, Precision::single_precision), 2U);
  EXPECT_EQ(ulps_between(infinity, 1, Precision::double_precision),
            std::numeric_limits<std::uint64_t>::max());
  Tolerance const one{.ulps = 1};
  EXPECT_TRUE(one.agree(1, after_one));
  EXPECT_EQ(to_string(one), "within 1 ulp");
}

} // namespace
} // namespace equivarify::algebra::probe
