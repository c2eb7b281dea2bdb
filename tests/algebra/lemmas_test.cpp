#include "equivarify/algebra/lemmas/lemmas.hpp"

#include "equivarify/algebra/lemmas/sets.hpp"
#include "equivarify/algebra/named_groups.hpp"
#include "equivarify/algebra/small_groups.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::algebra::lemmas {
namespace {

using ::testing::ElementsAre;

std::vector<EntryPermutation> turns_and_flips(std::uint32_t side) {
  ArrayShape const shape{1, side, side};
  return entry_permutations(
      dihedral(4), {grid_action("quarter_turn", shape), grid_action("flip_columns", shape)}, shape);
}

LemmaReport const& report_of(std::vector<LemmaReport> const& reports, std::string const& id) {
  for (LemmaReport const& report : reports) {
    if (report.id == id) {
      return report;
    }
  }
  throw InternalError("no lemma " + id);
}

TEST(Lemmas, AreElevenInThePapersOrderAndEightOfHeads) {
  std::vector<std::string> ids;
  for (Lemma const& lemma : all_lemmas()) {
    ids.push_back(lemma.id);
  }
  EXPECT_THAT(ids,
              ElementsAre("action",
                          "lift-equivariant",
                          "lift-projects",
                          "lift-unique",
                          "equivarification",
                          "compose",
                          "universal",
                          "kernel",
                          "concat",
                          "labels",
                          "parameters",
                          "signs",
                          "mean-head",
                          "finite-head",
                          "no-single-answer",
                          "best-answers",
                          "marginals",
                          "unknown-pose",
                          "correlation"));
}

/// What \p count parts of the exhaustive checks see together, lemma after lemma.
std::vector<ExhaustiveReport> merged_parts(std::uint64_t count, LemmaOptions const& options) {
  auto const sets = array_sets(dihedral(4), turns_and_flips(3), options.seed);
  std::vector<std::vector<ExhaustiveReport>> parts(all_lemmas().size());
  for (std::uint64_t index = 0; index < count; ++index) {
    std::vector<ExhaustiveReport> const part = check_part_of_lemmas(sets, options, {index, count});
    for (std::size_t n = 0; n < parts.size(); ++n) {
      parts[n].push_back(part[n]);
    }
  }
  std::vector<ExhaustiveReport> merged;
  for (std::vector<ExhaustiveReport> const& of_lemma : parts) {
    merged.push_back(merge_parts(of_lemma));
  }
  return merged;
}

/// The shifts of a ring of 300 entries.
std::vector<EntryPermutation> shifts_of_a_ring() {
  std::vector<EntryPermutation> shifts(300);
  for (std::uint32_t g = 0; g < 300; ++g) {
    for (std::uint32_t i = 0; i < 300; ++i) {
      shifts[g].push_back((i + 300 - g) % 300);
    }
  }
  return shifts;
}

TEST(Lemmas, OfALargeGroupTryItsActionOnGeneratorsAlone) {
  Group const ring = cyclic(300);
  LemmaOptions const options{.tests = 1};
  std::vector<LemmaReport> reports = check_lemmas(ring, shifts_of_a_ring(), options);
  for (LemmaReport const& report : reports) {
    EXPECT_TRUE(report.holds()) << report.id;
    EXPECT_TRUE(report.exhaustive.too_large) << report.id;
  }
  EXPECT_EQ(reports.front().exhaustive.cases, 600U); // each element times e and times r
  EXPECT_EQ(reports.front().exhaustive.equations, 180'000U);

  std::vector<EntryPermutation> wrong = shifts_of_a_ring();
  std::swap(wrong[71], wrong[205]);
  reports = check_lemmas(ring, wrong, options);
  EXPECT_FALSE(reports.front().holds());
  ASSERT_TRUE(reports.front().counterexample);
}

TEST(Lemmas, InPartsSeeEveryCaseOnce) {
  LemmaOptions options{.tests = 1, .max_exhaustive_cases = 300};
  std::vector<LemmaReport> const whole = check_lemmas(dihedral(4), turns_and_flips(3), options);
  options.exhaustive = merged_parts(7, options);
  std::vector<LemmaReport> const in_parts = check_lemmas(dihedral(4), turns_and_flips(3), options);
  ASSERT_EQ(in_parts.size(), whole.size());
  for (std::size_t n = 0; n < whole.size(); ++n) {
    EXPECT_TRUE(in_parts[n].holds());
    EXPECT_EQ(in_parts[n].exhaustive.cases, whole[n].exhaustive.cases) << whole[n].id;
    EXPECT_EQ(in_parts[n].exhaustive.equations, whole[n].exhaustive.equations) << whole[n].id;
    EXPECT_EQ(in_parts[n].exhaustive.complete, whole[n].exhaustive.complete) << whole[n].id;
    EXPECT_EQ(in_parts[n].exhaustive.sampled, whole[n].exhaustive.sampled) << whole[n].id;
  }
}

TEST(Lemmas, OfBoundedWorkSeeEverySetAndSayWhatTheyLeaveOut) {
  LemmaOptions options{.tests = 1, .max_exhaustive_cases = 300, .max_work = 20'000};
  std::vector<LemmaReport> const bounded = check_lemmas(dihedral(4), turns_and_flips(3), options);
  options.max_work = 0;
  std::vector<LemmaReport> const whole = check_lemmas(dihedral(4), turns_and_flips(3), options);
  for (std::size_t n = 0; n < whole.size(); ++n) {
    ExhaustiveReport const& few = bounded[n].exhaustive;
    ExhaustiveReport const& all = whole[n].exhaustive;
    EXPECT_FALSE(all.bounded);
    EXPECT_EQ(few.bounded, few.cases < all.cases) << whole[n].id;
    EXPECT_LE(few.equations, all.equations);
    EXPECT_GE(few.cases, 1U);
    EXPECT_TRUE(bounded[n].left_out.empty()); // what is proved needs no case
  }
}

TEST(Lemmas, OfBoundedWorkAreStillRefuted) {
  std::size_t refuted = 0;
  for (LemmaReport const& report : check_lemmas(dihedral(4),
                                                turns_and_flips(3),
                                                {.tests = 1,
                                                .max_exhaustive_cases = 300,
                                                .max_work = 20'000,
                                                .construction = convention_named("opposite")})) {
    refuted += report.exhaustive.refutation ? 1U : 0U;
  }
  EXPECT_GT(refuted, 0U);
}

TEST(Lemmas, InPartsAreRefutedByTheSameCase) {
  LemmaOptions options{.max_exhaustive_cases = 300, .construction = convention_named("opposite")};
  std::size_t refuted = 0;
  std::vector<ExhaustiveReport> const whole = merged_parts(1, options);
  std::vector<ExhaustiveReport> const in_parts = merged_parts(7, options);
  for (std::size_t n = 0; n < whole.size(); ++n) {
    EXPECT_EQ(in_parts[n].refutation, whole[n].refutation) << all_lemmas()[n].id;
    refuted += whole[n].refutation ? 1U : 0U;
  }
  EXPECT_GT(refuted, 0U);
}

TEST(Lemmas, HoldForTheSymmetriesOfTheSquareOnImages) {
  for (LemmaReport const& report : check_lemmas(dihedral(4), turns_and_flips(28), {})) {
    EXPECT_TRUE(report.holds()) << report.id;
    EXPECT_GT(report.exhaustive.cases, 0U);
    EXPECT_GT(report.exhaustive.complete, 0U);
    EXPECT_EQ(report.property.tests, 200U);
  }
}

TEST(Lemmas, HoldForEveryGroupOfTheCatalogue) {
  for (Group const& group : small_groups()) {
    for (LemmaReport const& report :
         check_lemmas(group, {.tests = 1, .max_exhaustive_cases = 64})) {
      EXPECT_TRUE(report.holds()) << group.name() << ' ' << report.id;
    }
  }
}

TEST(Lemmas, HoldForAGSetWithSeveralOrbits) {
  Group const s3 = symmetric(3);
  GSet const x = GSet::disjoint_union(GSet::trivial(s3, 1),
                                      GSet::from_generators(s3, 3, {{1, 0, 2}, {1, 2, 0}}));
  for (LemmaReport const& report : check_lemmas(x, {.tests = 1})) {
    EXPECT_TRUE(report.holds()) << report.id;
  }
}

TEST(Lemmas, HoldForALargeGroupByProperties) {
  for (LemmaReport const& report :
       check_lemmas(symmetric(4), {.tests = 1, .max_exhaustive_cases = 50})) {
    EXPECT_TRUE(report.holds()) << report.id;
  }
}

TEST(Lemmas, EqualSeedsGiveEqualReports) {
  LemmaOptions const options{.seed = 7, .tests = 50, .construction = convention_named("opposite")};
  LemmaReport const first = report_of(check_lemmas(cyclic(3), options), "lift-equivariant");
  LemmaReport const second = report_of(check_lemmas(cyclic(3), options), "lift-equivariant");
  ASSERT_TRUE(first.counterexample && second.counterexample);
  EXPECT_EQ(first.counterexample->text, second.counterexample->text);
  EXPECT_EQ(first.property.refutation, second.property.refutation);
}

Lemma const& lemma_called(std::string const& id) {
  auto const& all = all_lemmas();
  return *std::find_if(all.begin(), all.end(), [&](Lemma const& lemma) { return lemma.id == id; });
}

TEST(Lemmas, TryAllSamplesWithEachLayer) {
  auto const sets = transitive_sets(cyclic(13)); // 2^13 tuples are too many
  ExhaustiveReport const report = check_exhaustively(lemma_called("concat"), sets, formula(), {});
  EXPECT_EQ(report.complete, sets.size() * 13);
  EXPECT_EQ(report.sampled, sets.size() * 2 * 13);
  EXPECT_EQ(report.cases, sets.size() * 13 * (1 + 2 * 16));
  EXPECT_EQ(report.equations, report.cases * (1 + 13));
}

TEST(Lemmas, RefutedByASampleNameTheLayer) {
  Construction wrong = variant("one_copy", "what copy 5 shows is not turned");
  wrong.concatenate = [](Group const& group, Tuple const& s, Element h) {
    Tuple seen = formula().concatenate(group, s, h);
    seen[5] = s[5];
    return seen;
  };
  auto const sets = transitive_sets(cyclic(13));
  ExhaustiveReport const report = check_exhaustively(lemma_called("concat"), sets, wrong, {});
  ASSERT_TRUE(report.refutation.has_value());
  EXPECT_THAT(*report.refutation,
              ::testing::Contains(Fact{"L", "L(t0, t1, ...) = 1 t5 + 0 mod 2"}));
}

TEST(Lemmas, RefuteEntriesThatAreNoAction) {
  Group const d4 = dihedral(4);
  std::vector<EntryPermutation> broken = turns_and_flips(4);
  std::swap(broken[6][0], broken[6][1]);
  LemmaReport const report = report_of(check_lemmas(d4, broken, {.tests = 1}), "action");
  ASSERT_FALSE(report.holds());
  EXPECT_EQ(report.counterexample->found_by, "exhaustive");
}

TEST(Counterexample, IsShrunkReadableAndReplayable) {
  LemmaOptions const options{
      .seed = 1, .construction = convention_named("opposite"), .spec = "specs/mnist_c4.json"};
  std::vector<NamedSet> const point{{"1 point", GSet::trivial(cyclic(1), 1)}};
  LemmaReport const report = report_of(check_lemmas(point, options), "lift-equivariant");
  ASSERT_TRUE(report.counterexample);
  Counterexample const& found = *report.counterexample;
  EXPECT_EQ(found.found_by, "property");
  // C3 is the smallest group in which some element is not its own inverse.
  EXPECT_THAT(found.text,
              ElementsAre("group   = C3 = {e, r, r^2}",
                          "X       = C3 / 1, 3 points",
                          "r on X  = (x0 x1 x2)",
                          "F       = x0 -> 0, x1 -> 1, x2 -> 0",
                          "refutes: F^(g x) = g F^(x)",
                          "g       = r",
                          "x       = x0",
                          "F^(g x) = (1, 0, 0)",
                          "g F^(x) = (0, 0, 1)"));
  EXPECT_EQ(found.replay, "equivarify verify specs/mnist_c4.json --seed 1 --convention opposite");
}

TEST(Recipe, ReachesEveryGroupUpToOrderFifteen) {
  std::set<std::string> names;
  std::set<std::uint32_t> labels;
  for (Recipe const& recipe : sample_recipes(1, 1000)) {
    Instance const instance = make_instance(recipe);
    names.insert(instance.group().name());
    labels.insert(instance.labels);
  }
  EXPECT_EQ(names.size(), small_groups().size());
  EXPECT_EQ(labels, (std::set<std::uint32_t>{1, 2, 3}));
}

} // namespace
} // namespace equivarify::algebra::lemmas
