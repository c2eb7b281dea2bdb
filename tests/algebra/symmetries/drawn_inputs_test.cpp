#include "equivarify/algebra/symmetries/drawn_inputs.hpp"

#include "equivarify/algebra/error.hpp"

#include <gtest/gtest.h>

#include <set>

#include "algebra/symmetries/planted.hpp"
#include "support/expect_error.hpp"

namespace equivarify::algebra::symmetries {
namespace {

/// The first entries.
std::multiset<double> entries(Samples const& samples) {
  std::multiset<double> result;
  for (std::size_t r = 0; r < samples.rows(); ++r) {
    result.insert(samples.row(r)[0]);
  }
  return result;
}

InputSource numbered(std::size_t rows) {
  std::vector<double> values(rows);
  for (std::size_t r = 0; r < rows; ++r) {
    values[r] = static_cast<double>(r);
  }
  return {.inputs = 1, .given = Samples{1, values}};
}

TEST(DrawnInputs, AreOtherSamplesForTheSearchThanForTheTest) {
  InputSource const source = numbered(101);
  DrawnInputs const searched = drawn_inputs(source, DrawnFor::search, 1000, 7);
  DrawnInputs const tested = drawn_inputs(source, DrawnFor::test, 1000, 7);
  EXPECT_EQ(searched.inputs.rows(), 50);
  EXPECT_EQ(tested.inputs.rows(), 51);
  std::multiset<double> all = entries(searched.inputs);
  all.merge(entries(tested.inputs));
  EXPECT_EQ(all, entries(*source.given));
  EXPECT_EQ(drawn_inputs(source, DrawnFor::test, 10, 7).inputs.rows(), 10);
}

TEST(DrawnInputs, HaveOthersOfTheSameKindInOtherRows) {
  DrawnInputs const drawn = drawn_inputs(numbered(100), DrawnFor::search, 40, 3);
  EXPECT_EQ(entries(drawn.inputs), entries(drawn.others));
  for (std::size_t r = 0; r < 40; ++r) {
    EXPECT_NE(drawn.inputs.row(r)[0], drawn.others.row(r)[0]);
  }
  DrawnInputs const boxed = drawn_inputs({.inputs = 1}, DrawnFor::search, 40, 3);
  EXPECT_NE(entries(boxed.inputs), entries(boxed.others));
}

TEST(DrawnInputs, NeedEnoughSamplesOfTheirSize) {
  support::expect_error<AlgebraError>(
      [] { (void)drawn_inputs(numbered(79), DrawnFor::search, 40, 3); },
      "79 inputs of 1 numbers, expected at least 80 of 1: one half to search, the other to test");
  InputSource other = numbered(100);
  other.inputs = 2;
  EXPECT_THROW((void)drawn_inputs(other, DrawnFor::search, 40, 3), AlgebraError);
}

} // namespace
} // namespace equivarify::algebra::symmetries
