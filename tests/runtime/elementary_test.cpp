/// \file
/// exp, expm1, tanh, erf and log, correctly rounded, and what losses and rates are made of.
#include "equivarify/runtime/elementary/doubles.hpp"
#include "equivarify/runtime/elementary/error_function.hpp"
#include "equivarify/runtime/elementary/exponential.hpp"
#include "equivarify/runtime/elementary/logarithm.hpp"
#include "equivarify/runtime/elementary/rates.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "runtime/hard_cases.hpp"

namespace equivarify::runtime::elementary {
namespace {

using Function = float (*)(float);

/// A function with a second way to its value, in double-double arithmetic.
struct Ways {
  Function value;
  double (*in_double)(double);
  DoubleDouble (*slowly)(double);
  long double (*reference)(long double);
};

double tanh_in_double(double x) {
  double const t = detail::expm1_in_double(2.0 * x);
  return t / (t + 2.0);
}

DoubleDouble tanh_slowly(double x) {
  DoubleDouble const t = detail::exp_slowly({2.0 * x}, true);
  return t / (t + DoubleDouble{2.0});
}

std::map<std::string, Ways> const functions{
    {"exp",
     {exp,
      detail::exp_in_double,
      [](double x) { return detail::exp_slowly({x}, false); },
      [](long double x) { return std::exp(x); }}},
    {"expm1",
     {expm1,
      detail::expm1_in_double,
      [](double x) { return detail::exp_slowly({x}, true); },
      [](long double x) { return std::expm1(x); }}},
    {"tanh", {tanh, tanh_in_double, tanh_slowly, [](long double x) { return std::tanh(x); }}},
    {"erf",
     {erf, detail::erf_in_double, detail::erf_slowly, [](long double x) { return std::erf(x); }}},
    {"log",
     {log,
      detail::log_in_double,
      [](double x) { return detail::log_slowly({x}, detail::log_in_double(x)); },
      [](long double x) { return std::log(x); }}}};

using testing::hard_cases;
using testing::HardCase;

TEST(Elementary, HardCasesAreRoundedAsMpfrRoundsThem) {
  for (HardCase const& hard : hard_cases) {
    EXPECT_EQ(functions.at(hard.function).value(hard.x), hard.y) << hard.function << " " << hard.x;
  }
}

TEST(Elementary, HardCasesAreNotDecidedInDoublePrecision) {
  for (HardCase const& hard : hard_cases) {
    double const y = functions.at(hard.function).in_double(static_cast<double>(hard.x));
    EXPECT_FALSE(rounded(y)) << hard.function << " " << hard.x;
  }
}

/// Every float whose bits are a multiple of a prime, from 2^-30 to 3.9.
template <typename F>
void for_many_floats(F const& f) {
  for (auto bits = std::bit_cast<std::uint32_t>(0x1p-30F);
       bits < std::bit_cast<std::uint32_t>(3.9F);
       bits += 65521) {
    f(std::bit_cast<float>(bits));
  }
}

TEST(Elementary, BothWaysGiveTheNearestFloat) {
  for (auto const& [name, ways] : functions) {
    for_many_floats([&, &of = ways, &called = name](float x) {
      auto const nearest = static_cast<float>(of.reference(static_cast<long double>(x)));
      EXPECT_EQ(of.value(x), nearest) << called << " " << x;
      EXPECT_EQ(to_float(of.slowly(static_cast<double>(x))), nearest) << called << " " << x;
    });
  }
}

TEST(Elementary, TheWaysDifferByLessThanTheTestOfRoundingAllows) {
  for (auto const& [name, ways] : functions) {
    for_many_floats([&, &of = ways, &called = name](float x) {
      DoubleDouble const exact = of.slowly(static_cast<double>(x));
      double const y = of.in_double(static_cast<double>(x));
      double const error = (exact + DoubleDouble{-y}).high / y;
      EXPECT_LT(std::abs(error), 0x1p-50) << called << " " << x;
    });
  }
}

TEST(Elementary, SeveralAtOnceDifferByNoMore) {
  using Two = detail::DoublesOf<2>::DoubleLanes;
  std::map<std::string, Two (*)(Two)> const at_once{{"exp", detail::exp_in_doubles<Two>},
                                                    {"expm1", detail::expm1_in_doubles<Two>},
                                                    {"tanh", detail::tanh_in_doubles<Two>}};
  for (auto const& [name, function] : at_once) {
    for_many_floats([&, &of = function, &called = name](float x) {
      for (double const place : {static_cast<double>(x), -static_cast<double>(x)}) {
        DoubleDouble const exact = functions.at(called).slowly(place);
        double const y = of(Two{place, 1.0})[0];
        EXPECT_LT(std::abs((exact + DoubleDouble{-y}).high / y), 0x1p-50) << called << " " << place;
      }
    });
  }
}

TEST(Elementary, LogarithmsOfOneAndAShareAreTheNearestFloat) {
  for_many_floats([](float x) {
    if (x <= 1.0F) {
      auto const exact = std::log1p(static_cast<long double>(x));
      auto const nearest = static_cast<float>(exact);
      EXPECT_EQ(log1p_of_share(x), nearest) << x;
      auto const t = static_cast<double>(x);
      double const near = detail::log_of_ratio(t / (2.0 + t));
      EXPECT_LT(std::abs(static_cast<double>(static_cast<long double>(near) / exact - 1.0L)),
                0x1p-50)
          << x;
      DoubleDouble const slow = t < 0x1p-12
                                    ? detail::log1p_series(t)
                                    : detail::log_slowly(DoubleDouble{1.0} + DoubleDouble{t}, near);
      EXPECT_EQ(to_float(slow), nearest) << x;
    }
  });
  EXPECT_EQ(log1p_of_share(0.0F), 0.0F);
  EXPECT_EQ(log1p_of_share(0x1p-149F), 0x1p-149F);
}

TEST(Elementary, SignsAndEnds) {
  constexpr float infinity = std::numeric_limits<float>::infinity();
  EXPECT_EQ(exp(-infinity), 0.0F);
  EXPECT_EQ(exp(infinity), infinity);
  EXPECT_EQ(exp(0x1.62e42ep+6F), 0x1.ffff08p+127F); // the largest number that does not overflow
  EXPECT_EQ(exp(0x1.62e43p+6F), infinity);
  EXPECT_EQ(exp(-0x1.9fe368p+6F), 0x1p-149F);
  EXPECT_EQ(exp(-0x1.9fe36ap+6F), 0.0F);
  EXPECT_EQ(expm1(-infinity), -1.0F);
  EXPECT_TRUE(std::signbit(expm1(-0.0F)));
  EXPECT_EQ(tanh(-infinity), -1.0F);
  EXPECT_EQ(log(infinity), infinity);
  EXPECT_EQ(log(-0.0F), -infinity);
  EXPECT_EQ(log(1.0F), 0.0F);
  EXPECT_EQ(log(0x1p-149F), -0x1.9d1dap+6F);
  EXPECT_TRUE(std::isnan(log(-1.0F)));
  EXPECT_EQ(erf(infinity), 1.0F);
  EXPECT_TRUE(std::signbit(tanh(-0.0F)));
  EXPECT_TRUE(std::signbit(erf(-0.0F)));
  for (auto const& [name, ways] : functions) {
    EXPECT_TRUE(std::isnan(ways.value(std::numeric_limits<float>::quiet_NaN()))) << name;
  }
}

TEST(Rates, AreThoseOfLongDoubles) {
  for (int i = 1; i < 2000; ++i) {
    double const x = 0.37 * i;
    EXPECT_NEAR(log(x), std::log(x), 1e-15 * std::abs(std::log(x))) << x;
    double const way = i / 2000.0;
    EXPECT_NEAR(cos_of_pi(way), std::cos(3.14159265358979323846 * way), 4e-16) << way;
    EXPECT_NEAR(rest_of_power(0.999, static_cast<std::size_t>(i)), 1 - std::pow(0.999, i), 1e-15);
  }
}

TEST(Rates, AreExactWhereTheyCanBe) {
  EXPECT_EQ(log(1.0), 0.0);
  EXPECT_EQ(log(2.0), 0x1.62e42fefa39efp-1);
  EXPECT_EQ(cos_of_pi(0.0), 1.0);
  EXPECT_EQ(cos_of_pi(1.0), -1.0);
  EXPECT_EQ(rest_of_power(0.5, 3), 0.875);
  EXPECT_EQ(rest_of_power(0.9, 0), 0.0);
}

} // namespace
} // namespace equivarify::runtime::elementary
