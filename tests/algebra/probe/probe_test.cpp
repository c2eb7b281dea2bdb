#include "equivarify/algebra/probe/probe.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/probe/gtest.hpp"
#include "equivarify/algebra/probe/rapidcheck.hpp"
#include "equivarify/algebra/probe/shrink_input.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>
#include <set>

#include "functions.hpp"
#include "support/expect_error.hpp"

namespace equivarify::algebra::probe {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;

template <typename Function>
ProbeReport probe_invariance(Function function, ProbeOptions const& options = {}) {
  ArrayAction const input = turned_squares(3);
  return probe(make_black_box(function), input, ArrayAction::trivial(input.group(), 1), options);
}

std::vector<std::string> lines(ProbeReport const& report) {
  ArrayAction const input = turned_squares(3);
  return to_lines(report, input, ArrayAction::trivial(input.group(), 1), {});
}

float largest(Floats const& x) {
  return *std::max_element(x.begin(), x.end());
}

TEST(Probe, TriesEveryElementOnEveryInput) {
  ProbeReport const report = probe_invariance(largest);
  EXPECT_TRUE(report.equivariant());
  EXPECT_TRUE(report.all_elements);
  EXPECT_FALSE(report.constant);
  EXPECT_EQ(report.elements, 4U);
  EXPECT_EQ(report.evaluations, report.inputs * 5); // f(x), then every f(g x), e again among them
  EXPECT_EQ(report.numbers, report.inputs * 4);
  EXPECT_EQ(report.differing, 0U);
}

TEST(Probe, ShrinksToOneEntryOfOne) {
  ProbeReport const report = probe_invariance([](Floats const& x) { return x[1]; });
  ASSERT_TRUE(report.failure);
  EXPECT_EQ(std::accumulate(report.failure->x.begin(), report.failure->x.end(), 0.0), 1);
  EXPECT_EQ(report.failure->g, turned_squares(3).group().element_named("r"));
  EXPECT_THAT(lines(report),
              AllOf(Contains("refutes: f(g x) = g f(x) to the bit"), Contains("g = r")));
}

// Both a corner and the middle of the next edge have to be there.
TEST(Probe, ShrinksToAsFewEntriesAsItTakes) {
  auto const both = [](Floats const& x) { return x[0] > 0.25F && x[1] > 0.25F ? 1.0F : 0.0F; };
  ProbeReport const report = probe_invariance(both);
  ASSERT_TRUE(report.failure);
  EXPECT_EQ(std::count(report.failure->x.begin(), report.failure->x.end(), 1.0), 2);
  EXPECT_EQ(std::count(report.failure->x.begin(), report.failure->x.end(), 0.0), 7);
}

// The random input that fails has no zero; what remains must lie in the domain.
TEST(Probe, ShrinksWithinTheDomain) {
  ProbeOptions const options{.inputs = {.domain = {.lowest = 2, .highest = 5, .integers = true}}};
  ProbeReport const report = probe_invariance([](Floats const& x) { return x[0] - x[4]; }, options);
  ASSERT_TRUE(report.failure);
  for (double const value : report.failure->x) {
    EXPECT_TRUE(options.inputs.domain.contains(value)) << value;
  }
  EXPECT_EQ(std::count(report.failure->x.begin(), report.failure->x.end(), 2.0), 8);
}

TEST(Probe, TellsRoundingFromAnError) {
  auto const sum = [](Floats const& x) { return std::accumulate(x.begin(), x.end(), 0.0F); };
  ProbeReport const report = probe_invariance(sum);
  ASSERT_TRUE(report.identification);
  EXPECT_TRUE(report.identification->up_to_rounding);
  EXPECT_THAT(lines(report), Contains(HasSubstr("equivariant but for rounding")));
  EXPECT_TRUE(probe_invariance(sum, {.tolerance = {.absolute = 1.0}}).equivariant());
}

TEST(Probe, TellsTheSignOfZeroFromAnError) {
  auto const signed_zero = [](Floats const& x) { return x[0] == x[1] ? 0.0F : -0.0F; };
  ProbeReport const report = probe_invariance(signed_zero);
  EXPECT_FALSE(report.equivariant());
  EXPECT_THAT(lines(report),
              Contains("equivariant but for the signs of zeros; any tolerance accepts it"));
  EXPECT_TRUE(probe_invariance(signed_zero, {.tolerance = {.ulps = 1}}).equivariant());
}

TEST(Probe, SeesAnErrorThatAToleranceHides) {
  auto const slightly_wrong = [](Floats const& x) { return largest(x) + 1e-4F * x[0]; };
  EXPECT_FALSE(probe_invariance(slightly_wrong).equivariant());
  ProbeOptions const whole{.inputs = {.domain = {}}, .tolerance = {.absolute = 1e-3}};
  EXPECT_TRUE(probe_invariance(slightly_wrong, whole).equivariant());
}

TEST(Probe, NoticesThatAFunctionIsNone) {
  auto calls = std::make_shared<float>(0.0F);
  ProbeReport const report = probe_invariance([calls](Floats const&) { return *calls += 1; });
  EXPECT_FALSE(report.is_function());
  EXPECT_THAT(lines(report), Contains("refutes: f(x) = f(x), asked twice: f is no function"));
}

TEST(Probe, RemarksOnWhatSaysLittle) {
  EXPECT_THAT(lines(probe_invariance([](Floats const&) { return 7.0F; })),
              Contains("every input had the same output, which says little"));
  auto const undefined = [](Floats const&) { return std::numeric_limits<float>::quiet_NaN(); };
  ProbeReport const report = probe_invariance(undefined);
  EXPECT_TRUE(report.equivariant());
  EXPECT_EQ(report.not_numbers, report.inputs);
}

TEST(Probe, TriesTheGeneratorsOfALargeGroup) {
  Group const group = symmetric(7);
  ArrayAction const input = ArrayAction::on_places(
      GSet::from_generators(group, 7, {{1, 0, 2, 3, 4, 5, 6}, {1, 2, 3, 4, 5, 6, 0}}));
  ArrayAction const output = ArrayAction::trivial(group, 1);
  ProbeReport const report = probe(make_black_box(largest), input, output);
  EXPECT_TRUE(report.equivariant());
  EXPECT_FALSE(report.all_elements);
  EXPECT_EQ(report.elements, 3U);
  auto const not_at_all = [](Floats const& x) { return x[0]; };
  ProbeReport const refuted = probe(make_black_box(not_at_all), input, output);
  EXPECT_FALSE(refuted.equivariant());
  EXPECT_TRUE(refuted.identification->largest_is_bound);
}

TEST(Probe, SaysTheSameAgain) {
  auto const f = [](Floats const& x) { return x[0] + 0.1F * x[5]; };
  EXPECT_EQ(lines(probe_invariance(f)), lines(probe_invariance(f)));
}

TEST(Probe, TriesWhatItIsGiven) {
  auto const f = [](Floats const& x) { return x[0]; };
  NamedInput const flat{"flat", Array(9, 1)};
  EXPECT_TRUE(probe_invariance(f, {.given = {flat}}).equivariant());
  NamedInput ramp{"ramp", Array(9)};
  std::iota(ramp.values.begin(), ramp.values.end(), 0.0);
  EXPECT_EQ(probe_invariance(f, {.given = {flat, ramp}}).failure->found_in, "ramp");
}

TEST(Probe, RefusesOtherSizes) {
  support::expect_error<AlgebraError>(
      [] { return probe_invariance([](Floats const& x) { return x; }); },
      "an output has 9 numbers, expected 1, one for each entry that the action on outputs moves");
  support::expect_error<AlgebraError>(
      [] {
        return probe_invariance(largest, {.given = {{"mine", Array(4)}}});
      },
      "mine has 4 numbers, expected 9, one for each entry that the action on inputs moves");
  support::expect_error<AlgebraError>(
      [] {
        return probe(
            make_black_box(largest), turned_squares(3), ArrayAction::trivial(cyclic(3), 1));
      },
      "C4 acts on the input, C3 on the output; expected one group");
}

TEST(Inputs, AreOfManyKindsAndFollowFromTheSeed) {
  ArrayAction const action = moved_squares(5);
  std::vector<NamedInput> const inputs = make_inputs(action, {.seed = 3});
  std::set<std::string> names;
  for (NamedInput const& input : inputs) {
    names.insert(input.name);
    EXPECT_EQ(input.values.size(), 25U);
    for (double const value : input.values) {
      EXPECT_EQ(static_cast<double>(static_cast<float>(value)), value) << input.name;
    }
  }
  EXPECT_EQ(names.size(), inputs.size());
  for (char const* name : {"constant 0", "ramp", "fixed by <r, s>", "of all magnitudes", "large"}) {
    EXPECT_TRUE(names.contains(name)) << name;
  }
  EXPECT_EQ(make_inputs(action, {.seed = 3}).back().values, inputs.back().values);
  EXPECT_NE(make_inputs(action, {.seed = 4}).back().values, inputs.back().values);
}

TEST(Inputs, ASubgroupFixesThoseMadeForIt) {
  ArrayAction const action = moved_squares(4);
  Element const s = action.group().element_named("s");
  std::size_t fixed = 0;
  for (NamedInput const& input : make_inputs(action, {.domain = {}})) {
    if (input.name == "fixed by <s>") {
      ++fixed;
      EXPECT_EQ(action.act(s, input.values), input.values);
      EXPECT_NE(action.act(action.group().element_named("r"), input.values), input.values);
    }
  }
  EXPECT_EQ(fixed, 1U);
}

// How users test their own functions.
TEST(GoogleTestAdapter, Passes) {
  ArrayAction const input = moved_squares(3);
  EXPECT_TRUE(is_equivariant(lift_of(input), input, ArrayAction::regular(input.group(), 2)));
  EXPECT_TRUE(is_invariant(largest, input, 1));
}

TEST(GoogleTestAdapter, ExplainsItself) {
  ArrayAction const input = moved_squares(3);
  ::testing::AssertionResult const result =
      is_equivariant(opposite_of(input), input, ArrayAction::regular(input.group(), 2));
  EXPECT_FALSE(result);
  EXPECT_THAT(
      result.message(),
      AllOf(HasSubstr("g = r\nx = 1 at "), HasSubstr("follows opposite: f(g x)(h) = f(x)(h g)")));
}

RC_GTEST_PROP(RapidCheckAdapter, LiftsAreEquivariant, ()) {
  ArrayAction const input = moved_squares(3);
  require_equivariant(
      [&](Array const& x) {
        return widened(lift_of(input)({x.begin(), x.end()}));
      },
      input,
      ArrayAction::regular(input.group(), 2));
}

RC_GTEST_PROP(RapidCheckAdapter, WorksForAnyType, ()) {
  Group const group = cyclic(2); // acts on words by reversing them
  auto const reversed = [](Element g, std::string const& word) {
    return g.index() == 0 ? word : std::string{word.rbegin(), word.rend()};
  };
  require_equivariant(
      group,
      rc::gen::arbitrary<std::string>(),
      [](std::string const& word) { return word + word; },
      reversed,
      reversed);
}

/// RapidCheck would print the failure that is expected here.
class Silence : public rc::detail::TestListener {
  void onTestCaseFinished(rc::detail::CaseDescription const&) override {}

  void onShrinkTried(rc::detail::CaseDescription const&, bool) override {}

  void onTestFinished(rc::detail::TestMetadata const&, rc::detail::TestResult const&) override {}
};

TEST(RapidCheckAdapter, RefutesAndShrinks) {
  ArrayAction const input = turned_squares(2);
  ArrayAction const output = ArrayAction::trivial(input.group(), 1);
  auto const property = rc::detail::toProperty(
      [&] { require_equivariant([](Array const& x) { return Array{x[0]}; }, input, output); });
  rc::detail::TestParams params;
  params.seed = 1;
  Silence silent;
  rc::detail::TestResult const result = rc::detail::checkProperty(property, {}, params, silent, {});
  ASSERT_TRUE(result.is<rc::detail::FailureResult>());
  auto const& example = result.get<rc::detail::FailureResult>().counterExample;
  EXPECT_EQ(example.front().second, "r");
}

} // namespace
} // namespace equivarify::algebra::probe
