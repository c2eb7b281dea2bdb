/// \file
/// The functions that layers apply to every number, against their definitions in double precision.
#include "equivarify/runtime/layers/pointwise.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <string>
#include <vector>

namespace equivarify::runtime::testing {
namespace {

struct Case {
  std::string name;
  float (*value)(float);
  float (*slope)(float, float);
  double (*definition)(double);
};

/// From -12 to 12 in steps of 1/64, moved by less than a step so that no number is a corner of a
/// function.
std::vector<float> places() {
  std::vector<float> result;
  for (int i = -768; i < 768; ++i) {
    result.push_back((static_cast<float>(i) + 0.37F) / 64.0F);
  }
  return result;
}

class Activation : public ::testing::TestWithParam<Case> {};

TEST_P(Activation, IsItsDefinition) {
  for (float const x : places()) {
    double const y = GetParam().definition(static_cast<double>(x));
    EXPECT_NEAR(static_cast<double>(GetParam().value(x)), y, 1e-6 * std::max(1.0, std::abs(y)))
        << x;
  }
}

TEST_P(Activation, HasTheSlopeOfItsDefinition) {
  constexpr double step = 1e-5;
  for (float const place : places()) {
    auto const x = static_cast<double>(place);
    double const slope =
        (GetParam().definition(x + step) - GetParam().definition(x - step)) / (2 * step);
    float const found = GetParam().slope(place, GetParam().value(place));
    EXPECT_NEAR(static_cast<double>(found), slope, 2e-6) << x;
  }
}

TEST_P(Activation, StaysANumberFarFromZero) {
  for (float const x : {-1e30F, -200.0F, 200.0F, 1e30F}) {
    EXPECT_FALSE(std::isnan(GetParam().value(x))) << x;
    EXPECT_FALSE(std::isnan(GetParam().slope(x, GetParam().value(x)))) << x;
  }
}

std::vector<Case> const cases{
    {"relu", Relu::value, Relu::slope, [](double x) { return std::max(x, 0.0); }},
    {"sigmoid", Sigmoid::value, Sigmoid::slope, [](double x) { return 1 / (1 + std::exp(-x)); }},
    {"tanh", Tanh::value, Tanh::slope, [](double x) { return std::tanh(x); }},
    {"elu",
     Elu<bits_of(0.5F)>::value,
     Elu<bits_of(0.5F)>::slope,
     [](double x) { return x > 0 ? x : 0.5 * std::expm1(x); }},
    {"leaky_relu",
     LeakyRelu<bits_of(0.25F)>::value,
     LeakyRelu<bits_of(0.25F)>::slope,
     [](double x) { return x > 0 ? x : 0.25 * x; }},
    {"gelu",
     Gelu::value,
     Gelu::slope,
     [](double x) { return x / 2 * (1 + std::erf(x / std::numbers::sqrt2)); }},
    {"hard_sigmoid",
     HardSigmoid::value,
     HardSigmoid::slope,
     [](double x) { return std::clamp((x + 3) / 6, 0.0, 1.0); }},
    {"clip",
     Clip<bits_of(-1.5F), bits_of(2.5F)>::value,
     Clip<bits_of(-1.5F), bits_of(2.5F)>::slope,
     [](double x) { return std::clamp(x, -1.5, 2.5); }},
    /*cases*/};

INSTANTIATE_TEST_SUITE_P(Functions, Activation, ::testing::ValuesIn(cases), [](auto const& tried) {
  return tried.param.name;
});

/// Every function gives the same bits for a number wherever it stands: also in the last few of an
/// array, which vectorised loops treat apart.
template <typename Function>
void expect_no_place_matters() {
  for (std::size_t const size : {1U, 3U, 8U, 31U, 67U}) {
    std::vector<float> const x(size, -0.7310585F);
    std::vector<float> y(size);
    apply_to_each<Function>(x.data(), size, y.data());
    EXPECT_TRUE(std::all_of(y.begin(), y.end(), [&](float value) { return value == y.front(); }));
  }
}

TEST(ApplyToEach, GivesTheSameBitsAtEveryPlace) {
  expect_no_place_matters<Relu>();
  expect_no_place_matters<Sigmoid>();
  expect_no_place_matters<Tanh>();
  expect_no_place_matters<Elu<bits_of(0.5F)>>();
  expect_no_place_matters<LeakyRelu<bits_of(0.3F)>>();
  expect_no_place_matters<Gelu>();
  expect_no_place_matters<HardSigmoid>();
  expect_no_place_matters<Clip<bits_of(-1.5F), bits_of(2.5F)>>();
}

TEST(PointwiseVector, AppliesTheFunctionAndItsSlopes) {
  using Layer = PointwiseVector<Relu, 2, 2>;
  std::vector<float> const x{-1, 2, 3, -4};
  std::vector<float> y(4);
  std::vector<float> dx(4);
  Layer::forward(1, x.data(), y.data());
  EXPECT_EQ(y, (std::vector<float>{0, 2, 3, 0}));
  std::vector<float> const dy{5, 6, 7, 8};
  Layer::backward(1, x.data(), y.data(), dy.data(), dx.data());
  EXPECT_EQ(dx, (std::vector<float>{0, 6, 7, 0}));
}

} // namespace
} // namespace equivarify::runtime::testing
