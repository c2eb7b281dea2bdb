#include "equivarify/algebra/symmetries/invariance_test.hpp"

#include "equivarify/algebra/error.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "algebra/symmetries/planted.hpp"
#include "support/expect_error.hpp"

namespace equivarify::algebra::symmetries {
namespace {

using support::signed_permutation;

/// The share of \p trials in which planted data have a p-value of at most 0.1.
double share_of_small(SignedPermutation const& g, int trials) {
  int small = 0;
  for (int t = 0; t < trials; ++t) {
    Samples const samples = support::planted_samples(g, 60, static_cast<std::uint64_t>(1000 + t));
    small += test_invariance(samples, g, {.rounds = 99}).p_value <= 0.1 ? 1 : 0;
  }
  return static_cast<double>(small) / trials;
}

// Each level is the chance of rejecting a true symmetry; 0.1 +- 4 deviations of 400 trials.
TEST(TestInvariance, RejectsATrueSymmetryAsOftenAsTheLevelSays) {
  for (SignedPermutation const& g : {signed_permutation({1, 0, 2}, {1, 1, -1}),
                                     signed_permutation({1, 2, 0}, {1, 1, 1}),
                                     signed_permutation({1, 0, 2}, {1, -1, 1})}) {
    EXPECT_NEAR(share_of_small(g, 400), 0.1, 0.06) << order_of(g);
  }
}

TEST(TestInvariance, RejectsWhatIsNoSymmetry) {
  Samples const plain{3, support::plain_rows(3, 400, 3)};
  InvarianceResult const swap = test_invariance(plain, signed_permutation({1, 0, 2}, {1, 1, 1}));
  EXPECT_EQ(swap.p_value, 0.001);
  EXPECT_GT(swap.effect, 0.01);
  EXPECT_EQ(swap.rows, 400);
}

// Gaussian data of equal moments up to the second order, apart in the third.
TEST(TestInvariance, SeesMoreThanMeansAndDeviations) {
  std::mt19937_64 random{9};
  std::vector<double> values;
  for (int r = 0; r < 600; ++r) {
    values.push_back(-std::log(1 - support::uniform(random)) - 1);
  }
  EXPECT_LE(test_invariance(Samples{1, values}, signed_permutation({0}, {-1})).p_value, 0.002);
}

// The relation of inputs and labels counts: x is symmetric, y = x0 is so only with its sign.
TEST(TestInvariance, SeesTheRelationToLabels) {
  std::mt19937_64 random{10};
  std::vector<double> values;
  for (int r = 0; r < 400; ++r) {
    double const x = support::uniform(random) - 0.5;
    values.insert(values.end(),
                  {x, support::uniform(random), x > 0 ? 1.0 : 0.0, x > 0 ? 0.0 : 1.0});
  }
  Samples const samples{4, values};
  SignedPermutation const labels_stay = signed_permutation({0, 1, 2, 3}, {-1, 1, 1, 1});
  SignedPermutation const labels_swap = signed_permutation({0, 1, 3, 2}, {-1, 1, 1, 1});
  EXPECT_EQ(test_invariance(samples, labels_stay, {.labels = 2}).p_value, 0.001);
  EXPECT_GT(test_invariance(samples, labels_swap, {.labels = 2}).p_value, 0.05);
}

// The units of the columns do not matter, where the symmetry does not mix them.
TEST(TestInvariance, DoesNotDependOnUnits) {
  SignedPermutation const flip = signed_permutation({0, 1}, {-1, 1});
  Samples const plain = support::planted_samples(flip, 100, 4);
  std::vector<double> scaled;
  for (std::size_t r = 0; r < plain.rows(); ++r) {
    scaled.insert(scaled.end(), {plain.row(r)[0], plain.row(r)[1] * 1024});
  }
  EXPECT_NEAR(test_invariance(plain, flip).p_value,
              test_invariance(Samples{2, scaled}, flip).p_value,
              0.002);
}

TEST(TestInvariance, RefusesOrdersThatAreTooLarge) {
  // Cycles of 2, 3, 5, 7, 11 and 13 entries: order 30,030.
  std::vector<std::uint32_t> images;
  for (std::uint32_t const length : {2U, 3U, 5U, 7U, 11U, 13U}) {
    auto const start = static_cast<std::uint32_t>(images.size());
    for (std::uint32_t i = 0; i < length; ++i) {
      images.push_back(start + (i + 1) % length);
    }
  }
  SignedPermutation const g = signed_permutation(images, std::vector<int>(images.size(), 1));
  Samples const samples{41, support::plain_rows(41, 100, 2)};
  support::expect_error<LimitError>([&] { (void)test_invariance(samples, g); },
                                    "a signed permutation of order 30030 is too large to test");
}

} // namespace
} // namespace equivarify::algebra::symmetries
