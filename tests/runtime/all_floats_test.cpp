#include "runtime/all_floats.hpp"

#include "equivarify/runtime/layers/activations.hpp"
#include "equivarify/runtime/layers/pointwise.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "runtime/hard_cases.hpp"
#include "runtime/kept_sums.hpp"

namespace equivarify::testing {
namespace {

constexpr std::uint32_t few = 65'536;

TEST(AllFloats, HaveTheValuesWhoseDigestIsKept) {
  for (FloatFunction const& function : float_functions()) {
    EXPECT_EQ(try_floats(function, {.every = few}).digest, kept_sum(function.name, few))
        << function.name << " " << function.way;
  }
}

/// What layers make of these functions: vectors find the values that single numbers have.
template <typename Function>
void expect_the_same_at_once() {
  std::vector<std::string> digests;
  for (ToEach const to_each : {one_by_one<Function::value>, runtime::apply_at_once<Function>}) {
    digests.push_back(try_floats({.name = "", .to_each = to_each}, {.every = few}).digest);
  }
  EXPECT_EQ(digests[0], digests[1]);
}

TEST(AllFloats, AreWhatLayersMakeOfSeveralAtOnce) {
  expect_the_same_at_once<runtime::Sigmoid>();
  expect_the_same_at_once<runtime::Elu<std::bit_cast<std::uint32_t>(1.25F)>>();
}

TEST(AllFloats, HaveOneDigestForAnyNumberOfThreads) {
  FloatFunction const& exp = float_functions().front();
  EXPECT_EQ(try_floats(exp, {.every = few}).digest,
            try_floats(exp, {.every = few, .threads = 3}).digest);
}

/// Such a number may stand among others that are computed at once.
TEST(AllFloats, KeepTheirValuesAmongOthers) {
  for (FloatFunction const& function : float_functions()) {
    for (runtime::testing::HardCase const& hard : runtime::testing::hard_cases) {
      if (hard.function == function.name) {
        std::vector<float> x(67, 0.7310585F);
        x[9] = hard.x;
        x[40] = std::numeric_limits<float>::quiet_NaN();
        std::vector<float> y(x.size());
        function.to_each(x.data(), x.size(), y.data());
        EXPECT_EQ(y[9], hard.y) << function.name << " " << function.way << " " << hard.x;
        EXPECT_TRUE(std::isnan(y[40])) << function.name << " " << function.way;
      }
    }
  }
}

/// Rounds twice: first to a double, then to a float with one bit cut off.
float careless_exp(float x) {
  return static_cast<float>(std::exp(static_cast<double>(x)) * (1.0 + 0x1p-25));
}

TEST(AllFloats, ShowWhereAValueIsNotTheNextFloat) {
  FloatFunction careless = float_functions().front();
  careless.to_each = one_by_one<careless_exp>;
  auto const by_double = [](std::string const&, float x) {
    return static_cast<float>(std::exp(static_cast<double>(x)));
  };
  EXPECT_FALSE(try_floats(careless, {.every = few, .precisely = by_double}).wrong.empty());
  EXPECT_TRUE(
      try_floats(float_functions().front(), {.every = few, .precisely = by_double}).wrong.empty());
  EXPECT_NE(try_floats(careless, {.every = few}).digest, kept_sum("exp", few));
}

} // namespace
} // namespace equivarify::testing
