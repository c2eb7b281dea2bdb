#include "equivarify/algebra/symmetries/data_symmetries.hpp"

#include "equivarify/algebra/error.hpp"

#include <gtest/gtest.h>

#include "algebra/symmetries/planted.hpp"
#include "support/expect_error.hpp"

namespace equivarify::algebra::symmetries {
namespace {

using support::signed_permutation;

std::vector<SignedPermutation> kept(DataSymmetries const& result) {
  std::vector<SignedPermutation> motions;
  for (DataCandidate const& candidate : result.candidates) {
    if (candidate.verdict == DataVerdict::kept) {
      motions.push_back(candidate.motion);
    }
  }
  return motions;
}

DataOptions quick_search(std::uint64_t seed) {
  return {.seed = seed, .rows = 150, .rounds = 199};
}

// The seeds are fixed, as a true symmetry is rejected with the chance of the level.
TEST(DataSymmetries, FindWhatIsPlanted) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    std::mt19937_64 random{seed};
    auto const width = static_cast<std::uint32_t>(2 + random() % 5);
    SignedPermutation const g = support::random_motion(width, true, random);
    DataOptions options = quick_search(seed);
    options.level = 0.002;
    DataSymmetries const result = data_symmetries(support::planted_samples(g, 2000, seed),
                                                  {.coordinates = std::vector<Coordinate>(width)},
                                                  options);
    EXPECT_TRUE(support::generate(kept(result), g)) << seed;
  }
}

TEST(DataSymmetries, FindNothingInDataWithoutOne) {
  DataSymmetries const result = data_symmetries(Samples{4, support::plain_rows(4, 2000, 8)},
                                                {.coordinates = std::vector<Coordinate>(4)},
                                                quick_search(8));
  EXPECT_TRUE(kept(result).empty());
}

// The half that is searched is symmetric, the other is not: a test on the searched half would keep
// it.
TEST(DataSymmetries, AreTestedOnTheHalfThatWasNotSearched) {
  SignedPermutation const flip = signed_permutation({0, 1}, {-1, 1});
  Samples const symmetric = support::planted_samples(flip, 1000, 5);
  std::vector<double> values;
  auto const tested = split_rows(1000, 5).second;
  for (std::size_t r = 0; r < 1000; ++r) {
    bool const spoilt = std::find(tested.begin(), tested.end(), r) != tested.end();
    double const x = symmetric.row(r)[0];
    values.insert(values.end(), {spoilt ? std::abs(x) : x, symmetric.row(r)[1]});
  }
  DataOptions options = quick_search(5);
  options.level = 0.005; // far below the p-value that the searched half may have
  DataSymmetries const result =
      data_symmetries(Samples{2, values}, {.coordinates = std::vector<Coordinate>(2)}, options);
  ASSERT_EQ(result.candidates.size(), 1);
  EXPECT_EQ(result.candidates.front().motion, flip);
  EXPECT_EQ(result.candidates.front().verdict, DataVerdict::rejected);
}

// Of 40 true symmetries some have a p-value below 0.05, as they must; corrected, none is rejected.
TEST(DataSymmetries, AreCorrectedForTheNumberOfCandidates) {
  std::mt19937_64 random{3};
  std::uint32_t const width = 40;
  std::vector<double> values(std::size_t{width} * 400);
  for (double& x : values) {
    x = support::uniform(random) - 0.5;
  }
  std::vector<SignedPermutation> proposals;
  for (std::uint32_t i = 0; i < width; ++i) {
    proposals.push_back(support::identity_motion(width));
    proposals.back().negated[i] = true;
  }
  DataSymmetries const result = data_symmetries(
      Samples{width, values},
      {.coordinates = std::vector<Coordinate>(width), .proposals = proposals, .search = false},
      quick_search(3));
  EXPECT_EQ(kept(result).size(), width);
  EXPECT_TRUE(std::any_of(result.candidates.begin(),
                          result.candidates.end(),
                          [](DataCandidate const& each) { return each.test.p_value <= 0.05; }));
  // As many rounds that a correction by 40 leaves room to reject.
  EXPECT_GE(result.candidates.front().test.rounds, 1600);
}

// Slightly moved data: rejected, but close.
TEST(DataSymmetries, TakeWhatIsCloseIfAsked) {
  std::mt19937_64 random{6};
  std::vector<double> values;
  for (int r = 0; r < 4000; ++r) {
    values.push_back(support::uniform(random) - 0.47);
  }
  DataQuestion const question{.coordinates = std::vector<Coordinate>(1),
                              .proposals = {signed_permutation({0}, {-1})},
                              .search = false};
  DataOptions options{.seed = 6, .rows = 2000, .rounds = 199};
  EXPECT_EQ(data_symmetries(Samples{1, values}, question, options).candidates.front().verdict,
            DataVerdict::rejected);
  options.near = 0.05;
  EXPECT_EQ(data_symmetries(Samples{1, values}, question, options).candidates.front().verdict,
            DataVerdict::near);
}

TEST(DataSymmetries, NeedSamplesForBothHalves) {
  support::expect_error<AlgebraError>(
      [] {
        (void)data_symmetries(Samples{1, std::vector<double>(79, 1.0)},
                              {.coordinates = std::vector<Coordinate>(1)});
      },
      "79 samples, expected at least 80: one half to search, the other to test");
}

} // namespace
} // namespace equivarify::algebra::symmetries
