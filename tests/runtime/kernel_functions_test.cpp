/// \file
/// The functions of runtime/layers/functions.hpp against their definitions in double precision.
#include "equivarify/runtime/layers/functions.hpp"
#include "equivarify/runtime/layers/trigonometry.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <numbers>
#include <string>
#include <vector>

namespace equivarify::runtime::testing {
namespace {

/// Where a function is tried.
enum class Domain { all, positive, from_one, inside };

struct Tried {
  std::string name;
  float (*value)(float);
  float (*slope)(float, float);
  void (*to_each)(float const*, std::size_t, float*);
  std::function<double(double)> definition;
  bool is_odd = false;
  Domain domain = Domain::all;
};

template <typename Function>
Tried tried(std::string const& name,
            double (*definition)(double),
            bool is_odd = false,
            Domain domain = Domain::all) {
  return {
      name, Function::value, Function::slope, apply_to_each<Function>, definition, is_odd, domain};
}

double softplus(double x) {
  return std::log1p(std::exp(x));
}

double gelu_by_tanh(double x) {
  double const width = std::sqrt(2 / std::numbers::pi);
  return x / 2 * (1 + std::tanh(width * (x + 0.044715 * x * x * x)));
}

std::vector<Tried> const all{
    tried<Softplus>("softplus", softplus),
    tried<Softsign>(
        "softsign", [](double x) { return x / (1 + std::abs(x)); }, true),
    tried<HardSwish>("hard_swish", [](double x) { return x * std::clamp((x + 3) / 6, 0.0, 1.0); }),
    tried<Mish>("mish", [](double x) { return x * std::tanh(softplus(x)); }),
    tried<GeluByTanh>("gelu_tanh", gelu_by_tanh),
    tried<Absolute>("abs", [](double x) { return std::abs(x); }),
    tried<Exponential>("exp", [](double x) { return std::exp(x); }),
    tried<Logarithm>(
        "log", [](double x) { return std::log(x); }, false, Domain::positive),
    tried<SquareRoot>(
        "sqrt", [](double x) { return std::sqrt(x); }, false, Domain::positive),
    tried<Reciprocal>("reciprocal", [](double x) { return 1 / x; }),
    tried<Square>("square", [](double x) { return x * x; }),
    tried<ErrorFunction>(
        "erf", [](double x) { return std::erf(x); }, true),
    tried<Floor>("floor", [](double x) { return std::floor(x); }),
    tried<Ceil>("ceil", [](double x) { return std::ceil(x); }),
    tried<Round>(
        "round", [](double x) { return std::nearbyint(x); }, true),
    tried<Sign>(
        "sign", [](double x) { return x > 0 ? 1.0 : (x < 0 ? -1.0 : 0.0); }, true),
    tried<Sine>(
        "sin", [](double x) { return std::sin(x); }, true),
    tried<Cosine>("cos", [](double x) { return std::cos(x); }),
    tried<Tangent>(
        "tan", [](double x) { return std::tan(x); }, true, Domain::inside),
    tried<ArcSine>(
        "asin", [](double x) { return std::asin(x); }, true, Domain::inside),
    tried<ArcCosine>(
        "acos", [](double x) { return std::acos(x); }, false, Domain::inside),
    tried<ArcTangent>(
        "atan", [](double x) { return std::atan(x); }, true),
    tried<HyperbolicSine>(
        "sinh", [](double x) { return std::sinh(x); }, true),
    tried<HyperbolicCosine>("cosh", [](double x) { return std::cosh(x); }),
    tried<InverseHyperbolicSine>(
        "asinh", [](double x) { return std::asinh(x); }, true),
    tried<InverseHyperbolicCosine>(
        "acosh", [](double x) { return std::acosh(x); }, false, Domain::from_one),
    tried<InverseHyperbolicTangent>(
        "atanh", [](double x) { return std::atanh(x); }, true, Domain::inside)};

/// In steps of 1/64, moved by less than a step so that no number is a corner of a function.
std::vector<float> places(Tried const& function) {
  int const first = function.domain == Domain::positive   ? 0
                    : function.domain == Domain::from_one ? 64
                    : function.domain == Domain::inside   ? -63
                                                          : -512;
  int const last = function.domain == Domain::inside ? 63 : 512;
  std::vector<float> result;
  for (int i = first; i < last; ++i) {
    result.push_back((static_cast<float>(i) + 0.37F) / 64.0F);
  }
  return result;
}

class Function : public ::testing::TestWithParam<Tried> {};

TEST_P(Function, IsItsDefinition) {
  for (float const x : places(GetParam())) {
    double const y = GetParam().definition(static_cast<double>(x));
    EXPECT_NEAR(static_cast<double>(GetParam().value(x)), y, 1e-6 * std::max(1.0, std::abs(y)))
        << x;
  }
}

TEST_P(Function, HasTheSlopeOfItsDefinition) {
  for (float const place : places(GetParam())) {
    auto const x = static_cast<double>(place);
    double const step = 1e-5 * std::min(1.0, std::abs(x));
    auto const& f = GetParam().definition;
    double const slope = (f(x + step) - f(x - step)) / (2 * step);
    float const found = GetParam().slope(place, GetParam().value(place));
    EXPECT_NEAR(static_cast<double>(found), slope, 4e-6 * std::max(1.0, std::abs(slope))) << x;
  }
}

TEST_P(Function, IsOddToTheBitExactlyIfItSaysSo) {
  // What is negated as 0 - 0 stays the positive zero.
  bool is_odd = GetParam().value(0.0F) == -GetParam().value(0.0F);
  for (float const x : places(GetParam())) {
    is_odd = is_odd && GetParam().value(-x) == -GetParam().value(x);
  }
  EXPECT_EQ(is_odd, GetParam().is_odd);
}

TEST_P(Function, StaysANumberFarFromZero) {
  for (float const x : {-1e18F, -200.0F, 200.0F, 1e18F}) {
    if (GetParam().domain != Domain::inside && (x > 0.0F || GetParam().domain == Domain::all)) {
      EXPECT_FALSE(std::isnan(GetParam().value(x))) << x;
      EXPECT_FALSE(std::isnan(GetParam().slope(x, GetParam().value(x)))) << x;
    }
  }
}

/// Also in the last few of an array, which vectorised loops treat apart.
TEST_P(Function, GivesTheSameBitsAtEveryPlace) {
  float const place = GetParam().domain == Domain::from_one ? 1.7310585F : 0.7310585F;
  for (std::size_t const size : {1U, 3U, 8U, 31U, 67U}) {
    std::vector<float> const x(size, place);
    std::vector<float> y(size);
    GetParam().to_each(x.data(), size, y.data());
    EXPECT_EQ(y, std::vector<float>(size, GetParam().value(place)));
  }
}

INSTANTIATE_TEST_SUITE_P(Functions, Function, ::testing::ValuesIn(all), [](auto const& row) {
  return row.param.name;
});

} // namespace
} // namespace equivarify::runtime::testing
