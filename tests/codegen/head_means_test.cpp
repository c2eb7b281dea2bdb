/// \file
/// The bits of heads, proved: the runtime's mean of any number of terms is accepted; its own header
/// with an error in one line, steps altered one by one, and actions that are none are refused.
#include "equivarify/codegen/audit/translation/head_judge.hpp"
#include "equivarify/codegen/audit/translation/mean_judge.hpp"
#include "equivarify/codegen/audit/translation/term_order.hpp"
#include "equivarify/codegen/translation/head_mean.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "codegen/kernel_extractor.hpp"
#include "codegen/passes_certified.hpp"

namespace equivarify::codegen {
namespace {

using nlohmann::json;

/// The runtime's mean of \p terms numbers as a certificate has it.
json mean_of(std::size_t terms) {
  json steps = json::array();
  for (MeanStep const& step : head_mean(terms)) {
    steps.push_back({step.operation, step.first});
    if (step.operation.size() <= 1 || step.operation == "smaller" || step.operation == "larger") {
      steps.back().push_back(step.second);
    }
  }
  return steps;
}

/// Why \p mean of \p terms numbers is refused; empty if it is accepted.
std::string refusal_of_mean(json const& mean, std::size_t terms) {
  try {
    audit::judge_mean({mean, "/means"}, terms);
    return "";
  } catch (audit::Refusal const& refused) {
    return refused.what();
  }
}

TEST(HeadMeans, OfAnyNumberOfTermsKeepBits) {
  for (std::size_t const terms :
       std::vector<std::size_t>{1, 2, 3, 4, 5, 6, 7, 8, 12, 24, 31, 48, 72, 127, 128}) {
    EXPECT_EQ(refusal_of_mean(mean_of(terms), terms), "") << terms;
  }
  EXPECT_NE(refusal_of_mean(mean_of(6), 5), "");
  EXPECT_NE(refusal_of_mean(mean_of(6), 7), "");
}

/// What a certificate has is what these numbers are made of, so that every step matters.
TEST(HeadMeans, WithAnotherStepAreRefused) {
  constexpr std::size_t terms = 6;
  json const good = mean_of(terms);
  for (std::size_t i = 0; i < good.size(); ++i) {
    for (std::size_t operand = 1; operand < good[i].size(); ++operand) {
      for (std::size_t other = 0; other < i + terms; ++other) {
        json mutant = good;
        mutant[i][operand] = other;
        EXPECT_EQ(refusal_of_mean(mutant, terms).empty(), mutant == good)
            << mutant[i] << " at " << i;
      }
    }
    for (char const* const operation : {"smaller", "larger", "+", "-", "positive", "negative"}) {
      json mutant = good;
      mutant[i][0] = operation;
      EXPECT_EQ(refusal_of_mean(mutant, terms).empty(), mutant == good) << mutant[i] << " at " << i;
    }
    for (json const& bad :
         {json::array(), json("/"), json{"+"}, json{"+", 0}, json{"positive", 0, 0}}) {
      json mutant = good;
      mutant[i] = bad;
      EXPECT_NE(refusal_of_mean(mutant, terms), "") << bad << " at " << i;
    }
    json shorter = good;
    shorter.erase(i);
    bool const is_plain_zero = good[i][0] == "plain_zero"; // without which bits differ in a zero
    EXPECT_EQ(refusal_of_mean(shorter, terms).empty(), is_plain_zero) << good[i] << " at " << i;
  }
}

constexpr char const* mean_header = "runtime/answers/ordered_mean.hpp";

std::vector<WrongLine> wrong_means() {
  return {
      {mean_header, "  merge_exchange(keys);\n", ""},
      {mean_header, "exchange(keys, p, p, q - p);", "exchange(keys, p, 0, q - p);"},
      {mean_header, "q > p; q /= 2", "q > 2 * p; q /= 2"},
      {mean_header, "keys[i] = smaller(one, other);", "keys[i] = larger(one, other);"},
      {mean_header, "distance] = larger(one, other);", "distance] = other;"},
      {mean_header,
       "positive += positive_part(keys[i]);",
       "positive += positive_part(keys[keys.size() - i]);"},
      {mean_header,
       "positive += positive_part(keys[i]);",
       "positive = positive_part(keys[i]) + positive;"},
      {mean_header, "(positive - negative)", "(positive + negative)"},
      {mean_header, "negative += negative_part(keys[i]);", "positive += negative_part(keys[i]);"},
      {mean_header, "negative += negative_part(keys[i]);", "negative += positive_part(keys[i]);"},
      {mean_header, "static_cast<float>(keys.size())", "static_cast<float>(keys.size() + 1)"},
      {mean_header,
       "std::size_t i = 1; i < keys.size()",
       "std::size_t i = 1; i + 1 < keys.size()"}};
}

constexpr char const* mean_printing_code = R"(
template <typename Steps>
void print(char const* name, Steps const& steps) {
  std::cout << '"' << name << "\":[";
  char const* comma = "";
  for (auto const& step : steps) {
    std::string const& word = step.operation;
    std::cout << comma << "[\"" << word << "\"," << step.first;
    if (word.size() <= 1 || word == "smaller" || word == "larger") {
      std::cout << ',' << step.second;
    }
    std::cout << ']';
    comma = ",";
  }
  std::cout << ']';
}
)";

TEST(HeadMeans, OfAHeaderWithAnErrorAreRefused) {
  std::vector<WrongLine> wrong = wrong_means();
  wrong.push_back(
      {mean_header, "keys[i] = smaller(one, other);", "keys[i] = smaller(one, other);"});
  Extractor extractor{{"runtime/base/arithmetic.hpp",
                       "runtime/arrays/vector.hpp",
                       mean_header,
                       "codegen/translation/head_mean.hpp",
                       "codegen/translation/traced_mean.hpp"},
                      mean_printing_code};
  for (WrongLine const& line : wrong) {
    extractor.add(line, "", "  print(\"mean\", e::codegen::traced_mean(5));\n");
  }
  json const found = extractor.run();
  ASSERT_EQ(found.size(), wrong.size());
  for (std::size_t i = 0; i < wrong.size(); ++i) {
    bool const is_right = std::string{wrong[i].was} == wrong[i].is;
    EXPECT_EQ(refusal_of_mean(found[i]["mean"], 5).empty(), is_right) << wrong[i].is;
    EXPECT_EQ(found[i]["mean"] == mean_of(5), is_right) << wrong[i].is;
  }
}

/// Steps that sort all permutations sort everything.
RC_GTEST_PROP(HeadMeans, AreSortedWhereAllOrdersAre, ()) {
  auto const places = *rc::gen::inRange<std::size_t>(1, 6);
  auto const place = rc::gen::inRange<std::size_t>(0, places);
  auto steps = *rc::gen::container<std::vector<std::pair<std::size_t, std::size_t>>>(
      rc::gen::pair(place, place));
  if (*rc::gen::arbitrary<bool>()) { // with steps that sort, so that both cases come up
    for (std::size_t i = 0; i < places; ++i) {
      for (std::size_t j = i + 1; j < places; ++j) {
        steps.emplace_back(i, j);
      }
    }
  }
  audit::TermOrder order{places};
  std::vector<std::size_t> keys(places);
  std::iota(keys.begin(), keys.end(), 0);
  bool sorts_all = true;
  do {
    std::vector<std::size_t> moved = keys;
    for (auto const& [low, high] : steps) {
      if (low != high && moved[low] > moved[high]) {
        std::swap(moved[low], moved[high]);
      }
    }
    sorts_all = sorts_all && std::is_sorted(moved.begin(), moved.end());
  } while (std::next_permutation(keys.begin(), keys.end()));
  for (auto const& [low, high] : steps) {
    if (low != high) {
      order.exchange(low, high);
    }
  }
  RC_ASSERT(order.is_sorted() == sorts_all);
}

using audit::Images;

/// Whether heads on C4, whose elements e, r, r^2, r^3 in \p elements act with the movers of
/// \p action, one output for each of \p cosets, are accepted.
bool are_accepted(audit::ActionDue const& action, Images const& elements, Images const& cosets) {
  std::vector<Images> const c4{{0, 1, 2, 3}, {1, 2, 3, 0}, {2, 3, 0, 1}, {3, 0, 1, 2}};
  json const means{{std::to_string(elements.size()), mean_of(elements.size())}};
  try {
    audit::judge_heads(
        {means, "/means"},
        {{.members = {"name"}, .action = action, .elements = elements, .cosets = cosets}},
        c4,
        {1});
    return true;
  } catch (audit::Refusal const&) {
    return false;
  }
}

/// The whole group, of which r moves \p entries entries as \p mover says.
bool are_accepted(std::size_t entries, Images const& mover) {
  return are_accepted({.entries = entries,
                       .rows = 4,
                       .movers = {mover},
                       .steps = {{0, 1, 0}, {1, 2, 0}, {2, 3, 0}}},
                      {0, 1, 2, 3},
                      {0});
}

TEST(Heads, KeepBitsOnlyUnderAnAction) {
  EXPECT_TRUE(are_accepted(2, {3, 0}));        // r (x, y) = (-y, x)
  EXPECT_TRUE(are_accepted(1, {1}));           // r x = -x
  EXPECT_TRUE(are_accepted(4, {3, 0, 1, 2}));  // a cycle
  EXPECT_FALSE(are_accepted(3, {2, 0, 1}));    // a cycle of three: r^4 moves it
  EXPECT_FALSE(are_accepted(4, {7, 0, 1, 2})); // a cycle of four that negates once: r^4 = -1
}

TEST(Heads, KeepBitsOnlyOnCosets) {
  audit::ActionDue const half{
      .entries = 1, .rows = 2, .movers = {{1}}, .steps = {{0, 1, 0}}}; // r^2 negates
  EXPECT_TRUE(are_accepted(half, {0, 2}, {0, 1}));
  EXPECT_TRUE(are_accepted(half, {0, 2}, {0, 3}));
  EXPECT_FALSE(are_accepted(half, {0, 2}, {0, 2})); // one coset twice
  EXPECT_FALSE(are_accepted(half, {0, 1}, {0, 2})); // no subgroup
}

TEST(HeadMeans, AreInEveryCertificateOfOutputsThatKeepBits) {
  json const good = json::parse(
      passes_certificate(lower(load_network(ZOO_FOLDER "/zoo_robot.json")), Purpose::training));
  ASSERT_EQ(passes_refusal(certificate_text(good)), "");
  json without = good;
  without.erase("means");
  EXPECT_NE(passes_refusal(certificate_text(without)), "");
  json other = good;
  other["means"]["3"] = mean_of(3);
  EXPECT_NE(passes_refusal(certificate_text(other)), "");
  json unsorted = good;
  unsorted["means"]["2"].erase(0);
  EXPECT_NE(passes_refusal(certificate_text(unsorted)), "");
}

} // namespace
} // namespace equivarify::codegen
