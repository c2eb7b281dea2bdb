#include "equivarify/algebra/symmetries/function_symmetries.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/symmetries/generated_symmetries.hpp"

#include <gtest/gtest.h>

#include "algebra/symmetries/planted.hpp"
#include "support/expect_error.hpp"

namespace equivarify::algebra::symmetries {
namespace {

using support::signed_permutation;

/// A layer of tanh and a linear one with random weights, averaged over the powers of (g, h).
RowFunction equivariant_network(SignedPermutation const& g,
                                SignedPermutation const& h,
                                std::uint64_t seed,
                                double broken = 0) {
  std::size_t const inputs = g.gather.size();
  std::size_t const outputs = h.gather.size();
  std::size_t const hidden = 12;
  std::mt19937_64 random{seed};
  std::vector<double> weights(hidden * (inputs + 1 + outputs));
  for (double& w : weights) {
    w = 3 * support::uniform(random) - 1.5;
  }
  auto const plain = [=](std::span<double const> x) {
    std::vector<double> y(outputs);
    double const* w = weights.data();
    for (std::size_t k = 0; k < hidden; ++k) {
      double sum = *w++;
      for (double const entry : x) {
        sum += entry * *w++;
      }
      for (double& each : y) {
        each += std::tanh(sum) * *w++;
      }
    }
    return y;
  };
  std::uint64_t const order = order_of(next_to(g, h));
  SignedPermutation back = h;
  return [=](Samples const& x) {
    std::vector<double> values;
    for (std::size_t r = 0; r < x.rows(); ++r) {
      // y = sum over k of h^-k F(g^k x).
      std::vector<double> y(outputs);
      std::vector<double> at(x.row(r).begin(), x.row(r).end());
      std::vector<double> next(inputs);
      for (std::uint64_t k = 0; k < order; ++k) {
        std::vector<double> value = plain(at);
        std::vector<double> moved(outputs);
        for (std::uint64_t turn = 0; turn < (order - k) % order; ++turn) {
          move_row(h, value, moved);
          value = moved;
        }
        for (std::size_t o = 0; o < outputs; ++o) {
          y[o] += value[o];
        }
        move_row(g, at, next);
        at = next;
      }
      y[0] += broken * std::sin(5 * x.row(r)[0]);
      values.insert(values.end(), y.begin(), y.end());
    }
    return Samples{outputs, std::move(values)};
  };
}

FunctionOptions few_inputs(std::uint64_t seed) {
  return {.seed = seed, .search_inputs = 2000, .test_inputs = 200};
}

std::vector<SignedPermutation> accepted(FunctionSymmetries const& result, FunctionVerdict verdict) {
  std::vector<SignedPermutation> motions;
  for (FunctionCandidate const& each : result.candidates) {
    if (each.verdict == verdict) {
      motions.push_back(next_to(each.on_input, each.on_output));
    }
  }
  return motions;
}

/// The least standard deviation of an output.
double least_spread(Samples const& outputs) {
  double least = 1;
  for (std::size_t o = 0; o < outputs.width(); ++o) {
    std::vector<double> column;
    for (std::size_t r = 0; r < outputs.rows(); ++r) {
      column.push_back(outputs.row(r)[o]);
    }
    least = std::min(least, spread_of(Samples{1, column}));
  }
  return least;
}

TEST(FunctionSymmetries, FindWhatIsPlanted) {
  int tried = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    std::mt19937_64 random{seed};
    auto const inputs = static_cast<std::uint32_t>(2 + random() % 4);
    auto const outputs = static_cast<std::uint32_t>(2 + random() % 3);
    SignedPermutation const g = support::random_motion(inputs, true, random);
    SignedPermutation const h = support::random_motion(outputs, true, random);
    FunctionQuestion const question{.function = equivariant_network(g, h, seed),
                                    .source = {.inputs = inputs}};
    // Where a mean over signs leaves nothing of an output, nothing is to be found.
    if (least_spread(question.function(draw_inputs(question.source, 50, seed))) > 0.05) {
      FunctionSymmetries const result = function_symmetries(question, few_inputs(seed));
      EXPECT_TRUE(support::generate(accepted(result, FunctionVerdict::held), next_to(g, h)))
          << seed;
      ++tried;
    }
  }
  EXPECT_GE(tried, 10);
}

// What does not hold at all inputs is called near, with the share at which it fails.
TEST(FunctionSymmetries, SayWhatIsOnlyNear) {
  SignedPermutation const g = signed_permutation({1, 0, 2}, {1, 1, -1});
  SignedPermutation const h = signed_permutation({0, 1}, {1, -1});
  FunctionSymmetries const result = function_symmetries(
      {.function = equivariant_network(g, h, 4, 0.1), .source = {.inputs = 3}}, few_inputs(4));
  EXPECT_TRUE(support::generate(accepted(result, FunctionVerdict::near), next_to(g, h)));
  EXPECT_TRUE(accepted(result, FunctionVerdict::held).empty());
  EXPECT_GT(result.candidates.front().share_bound, 0.9);
  EXPECT_EQ(result.candidates.front().p_value, 1);
}

TEST(FunctionSymmetries, BoundTheShareOfFailuresOfWhatHeld) {
  SignedPermutation const g = signed_permutation({1, 0}, {1, 1});
  FunctionSymmetries const result = function_symmetries({.function = equivariant_network(g, g, 5),
                                                         .source = {.inputs = 2},
                                                         .proposals = {g},
                                                         .search = false},
                                                        few_inputs(5));
  ASSERT_EQ(result.candidates.size(), 1);
  EXPECT_EQ(result.candidates.front().on_output, g);
  EXPECT_EQ(result.candidates.front().verdict, FunctionVerdict::held);
  EXPECT_NEAR(result.candidates.front().share_bound, 0.0149, 1e-4);
  EXPECT_NEAR(result.candidates.front().p_value, std::pow(0.99, 200), 1e-9);
}

// A box that is not symmetric has no sign changes to offer.
TEST(FunctionSymmetries, NegateNoInputsOfOneSign) {
  SignedPermutation const g = signed_permutation({0, 1}, {-1, 1});
  SignedPermutation const h = signed_permutation({0}, {1});
  FunctionQuestion question{.function = equivariant_network(g, h, 6), .source = {.inputs = 2}};
  EXPECT_EQ(function_symmetries(question, few_inputs(6)).candidates.size(), 1);
  question.source.lowest = {0};
  EXPECT_TRUE(function_symmetries(question, few_inputs(6)).candidates.empty());
}

// Entries of other ranges are not exchanged, and those of one sign keep it.
TEST(FunctionSymmetries, KeepToTheBox) {
  SignedPermutation const g = signed_permutation({1, 0, 2}, {1, 1, 1});
  SignedPermutation const h = signed_permutation({1, 0}, {1, 1});
  FunctionQuestion question{.function = equivariant_network(g, h, 7), .source = {.inputs = 3}};
  EXPECT_TRUE(support::generate(
      accepted(function_symmetries(question, few_inputs(7)), FunctionVerdict::held),
      next_to(g, h)));
  question.source.lowest = {-1, -2, -1};
  EXPECT_TRUE(function_symmetries(question, few_inputs(7)).candidates.empty());
  question.source.lowest = {-1, -2};
  support::expect_error<AlgebraError>(
      [&] { (void)function_symmetries(question, few_inputs(7)); },
      "2 bounds of 3 entries of the input, expected one, or one for each");
}

// Only where x0 is above 0 does the exchange of x1 and x2 hold: samples say where inputs are.
TEST(FunctionSymmetries, AreThoseOnTheSamplesThatAreGiven) {
  RowFunction const function = [](Samples const& x) {
    std::vector<double> values;
    for (std::size_t r = 0; r < x.rows(); ++r) {
      auto const row = x.row(r);
      values.push_back(row[1] * row[2] + std::max(0.0, -row[0]) * row[1]);
    }
    return Samples{1, values};
  };
  FunctionQuestion question{.function = function, .source = {.inputs = 3}};
  SignedPermutation const exchange = signed_permutation({0, 2, 1, 3}, {1, 1, 1, 1});
  EXPECT_FALSE(support::generate(
      accepted(function_symmetries(question, few_inputs(3)), FunctionVerdict::held), exchange));
  std::mt19937_64 random{3};
  std::vector<double> values;
  for (int r = 0; r < 900; ++r) {
    for (int i = 0; i < 3; ++i) {
      values.push_back(support::uniform(random) + (i == 0 ? 0.1 : 0));
    }
  }
  question.source.given = Samples{3, values};
  FunctionSymmetries const result = function_symmetries(question, few_inputs(3));
  EXPECT_TRUE(support::generate(accepted(result, FunctionVerdict::held), exchange));
  EXPECT_EQ(result.searched, 450);
  EXPECT_EQ(result.candidates.front().defect.inputs, 200);
}

TEST(FunctionSymmetries, LeaveOutWhatMovesNothing) {
  SignedPermutation const g = signed_permutation({1, 0}, {1, 1});
  FunctionSymmetries const result =
      function_symmetries({.function = equivariant_network(g, g, 5),
                           .source = {.inputs = 2},
                           .proposals = {support::identity_motion(2), g, g},
                           .search = false},
                          few_inputs(5));
  EXPECT_EQ(result.left_out, 2);
  EXPECT_EQ(result.candidates.size(), 1);
}

TEST(FunctionSymmetries, RefuseConstantFunctions) {
  RowFunction const constant = [](Samples const& x) {
    return Samples{1, std::vector<double>(x.rows(), 2.0)};
  };
  EXPECT_THROW(
      (void)function_symmetries({.function = constant, .source = {.inputs = 2}}, few_inputs(1)),
      AlgebraError);
}

} // namespace
} // namespace equivarify::algebra::symmetries
