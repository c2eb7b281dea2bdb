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

// A motion that moves nothing would be tested in vain, and raise the correction of all others.
TEST(DataSymmetries, DoNotTestWhatMovesNothingOrTwice) {
  SignedPermutation const flip = signed_permutation({0, 1}, {-1, 1});
  Samples const samples = support::planted_samples(flip, 400, 5);
  DataQuestion question{.coordinates = std::vector<Coordinate>(2),
                        .proposals = {flip, signed_permutation({1, 0}, {1, 1})},
                        .search = false};
  DataSymmetries const alone = data_symmetries(samples, question, quick_search(5));
  question.proposals = {support::identity_motion(2), flip, flip, question.proposals.back()};
  DataSymmetries const result = data_symmetries(samples, question, quick_search(5));
  EXPECT_EQ(result.left_out, 2);
  ASSERT_EQ(result.candidates.size(), 2);
  EXPECT_EQ(result.candidates.back().corrected, alone.candidates.back().corrected);
}

// 100 classes of a line under its mirror: too few of each to be searched, so that what the mirror
// does to them is matched.
TEST(DataSymmetries, MatchLabelsThatAreTooRareToBeSearched) {
  std::size_t const classes = 100;
  std::mt19937_64 random{4};
  std::vector<double> values;
  for (int r = 0; r < 2000; ++r) {
    double const x = support::uniform(random);
    values.push_back(x - 0.5);
    for (std::size_t c = 0; c < classes; ++c) {
      values.push_back(static_cast<std::size_t>(x * classes) == c ? 1 : 0);
    }
  }
  DataQuestion question{.coordinates = {{.kind = 0, .may_negate = true}}, .labels = classes};
  question.coordinates.resize(1 + classes, {.kind = 1, .may_negate = false});
  DataSymmetries const result =
      data_symmetries(Samples{1 + classes, values}, question, quick_search(4));
  EXPECT_TRUE(result.matches_labels);
  ASSERT_EQ(result.candidates.size(), 1);
  SignedPermutation const& motion = result.candidates.front().motion;
  EXPECT_TRUE(motion.negated[0]);
  for (std::uint32_t c = 0; c < classes; ++c) {
    EXPECT_EQ(motion.gather[1 + c], classes - c) << c;
  }
  EXPECT_EQ(result.candidates.front().verdict, DataVerdict::kept);
}

// The least number of samples that is taken is enough: the mirror of a Gaussian column is found.
TEST(DataSymmetries, FindAMirrorInTheFewestSamplesThatAreTaken) {
  int found = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    std::mt19937_64 random{seed};
    std::vector<double> values;
    for (int r = 0; r < 80; ++r) {
      double sum = 0; // of twelve: close to normal
      for (int k = 0; k < 12; ++k) {
        sum += support::uniform(random) - 0.5;
      }
      values.insert(values.end(), {sum, 2 + support::uniform(random)});
    }
    DataSymmetries const result = data_symmetries(
        Samples{2, values}, {.coordinates = std::vector<Coordinate>(2)}, quick_search(seed));
    EXPECT_EQ(result.fixed_columns, 0) << seed;
    found += support::generate(kept(result), signed_permutation({0, 1}, {-1, 1})) ? 1 : 0;
  }
  EXPECT_GE(found, 16);
}

// Noise of many columns: the watch ends the search and then the tests, and both are said.
TEST(DataSymmetries, EndWithTheirWatch) {
  std::mt19937_64 random{2};
  std::vector<double> values(std::size_t{60} * 400);
  for (double& x : values) {
    x = support::uniform(random) - 0.5;
  }
  DataOptions options = quick_search(2);
  int asked = 0;
  options.search.watch.goes_on = [&asked] { return ++asked < 500; };
  options.watch.goes_on = [] { return false; };
  DataSymmetries const result =
      data_symmetries(Samples{60, values}, {.coordinates = std::vector<Coordinate>(60)}, options);
  EXPECT_TRUE(result.search.is_cut);
  EXPECT_FALSE(result.search.complete);
  EXPECT_EQ(result.candidates.size(), 1);
  EXPECT_EQ(result.untested + 1, result.search.generators.size());
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
