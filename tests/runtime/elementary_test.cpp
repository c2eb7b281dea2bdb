/// \file
/// exp, expm1, tanh, erf and log, correctly rounded, and what losses and rates are made of.
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

/// A float whose value lies next to the middle between two floats, and the nearer of the two, by
/// MPFR 4.2 with 24 bits.
struct HardCase {
  std::string function;
  float x;
  float y;
};

std::vector<HardCase> const hard_cases{
    {"exp", 0x1.8d7cb6p-12F, 0x1.0018dap+0F},    {"exp", 0x1.cb763ap-12F, 0x1.001cbap+0F},
    {"exp", 0x1.344e9cp-5F, 0x1.09d174p+0F},     {"exp", 0x1.cce332p+0F, 0x1.834f4cp+2F},
    {"exp", 0x1.036492p+1F, 0x1.e59a28p+2F},     {"exp", 0x1.62b666p+1F, 0x1.ff48fap+3F},
    {"exp", 0x1.97f0f6p+4F, 0x1.b8a17cp+36F},    {"exp", 0x1.112856p+6F, 0x1.6f498ap+98F},
    {"exp", -0x1.c1c4b8p-10F, 0x1.ff1f4ep-1F},   {"exp", -0x1.6e1ddp-8F, 0x1.fd25dp-1F},
    {"exp", -0x1.e1dbe2p-8F, 0x1.fc3fd2p-1F},    {"exp", -0x1.548c34p-7F, 0x1.fab4dcp-1F},
    {"exp", -0x1.71e81ep-6F, 0x1.f491e8p-1F},    {"exp", -0x1.7acc62p+3F, 0x1.e51c66p-18F},
    {"exp", -0x1.d2259ap+3F, 0x1.fa6636p-22F},   {"expm1", 0x1.4a9cf4p-11F, 0x1.4ab7a6p-11F},
    {"expm1", 0x1.d1e228p-10F, 0x1.d24c32p-10F}, {"expm1", 0x1.469ca6p-9F, 0x1.4704e8p-9F},
    {"expm1", 0x1.c87e36p-9F, 0x1.c949f4p-9F},   {"expm1", 0x1.787854p-6F, 0x1.7cd41ep-6F},
    {"expm1", 0x1.84a5bap-4F, 0x1.97aed6p-4F},   {"expm1", 0x1.cce332p+0F, 0x1.434f4cp+2F},
    {"expm1", 0x1.036492p+1F, 0x1.a59a28p+2F},   {"expm1", 0x1.62b666p+1F, 0x1.df48fap+3F},
    {"expm1", -0x1.f676d8p-9F, -0x1.f5809cp-9F}, {"expm1", -0x1.bc1a6p-6F, -0x1.b6235cp-6F},
    {"expm1", -0x1.d3dc32p+3F, -0x1.fffffp-1F},  {"tanh", 0x1.86fbc4p-10F, 0x1.86fbb2p-10F},
    {"tanh", 0x1.a83722p-6F, 0x1.a81eep-6F},     {"tanh", 0x1.dc0accp-2F, 0x1.bc797cp-2F},
    {"tanh", 0x1.5969ap+2F, 0x1.fffaap-1F},      {"erf", 0x1.800afap-12F, 0x1.b15892p-12F},
    {"erf", 0x1.4b473ap-9F, 0x1.75ce82p-9F},
};

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
