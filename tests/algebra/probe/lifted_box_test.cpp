/// \file
/// Functions lifted while they run: equivariant to the bit whatever they compute, and still F at e.
#include "equivarify/algebra/probe/lifted_box.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/named_groups.hpp"
#include "equivarify/algebra/probe/probe.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <vector>

namespace equivarify::algebra::probe {
namespace {

/// Four numbers of no symmetry.
std::vector<double> tangle(std::vector<double> const& x) {
  std::vector<double> y;
  for (std::size_t i = 0; i < 4; ++i) {
    y.push_back(std::sin(x[i] + 2.0 * x[(i + 3) % x.size()]) + 0.1 * static_cast<double>(i));
  }
  return y;
}

ArrayAction turns() {
  return ArrayAction::on_grid(dihedral(4), {1, 3, 3}, {{"quarter_turn"}, {"flip_columns"}});
}

/// Two numbers that a turn exchanges, the second with a sign, and two more.
ArrayAction arrows() {
  return ArrayAction::on_array(
      dihedral(4),
      {{{1, 0, 3, 2}, {true, false, false, true}}, {{0, 1, 2, 3}, {false, true, true, false}}},
      {4, 1, 1});
}

TEST(LiftedBox, IsEquivariantToTheBit) {
  BlackBox const f = make_black_box(tangle);
  EXPECT_FALSE(probe(f, turns(), arrows()).equivariant());
  EXPECT_TRUE(probe(lifted(f, turns(), 4), turns(), copies_action(turns(), 4)).equivariant());
  EXPECT_TRUE(probe(averaged(f, turns(), arrows()), turns(), arrows()).equivariant());
}

TEST(LiftedBox, HasFInTheCopyOfE) {
  BlackBox const f = make_black_box(tangle);
  std::vector<Array> inputs;
  for (int seed = 0; seed < 3; ++seed) {
    Array& x = inputs.emplace_back();
    for (int i = 0; i < 9; ++i) {
      x.push_back(std::cos(5.0 * seed + i));
    }
  }
  std::vector<Array> const copies = lifted(f, turns(), 4)(inputs);
  ASSERT_EQ(copies.size(), 3U);
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    EXPECT_EQ(projected(copies[i], 4), f({inputs[i]}).front());
    for (Element const h : turns().group().elements()) {
      Array const moved = turns().act(turns().group().inverse(h), inputs[i]);
      auto const first = copies[i].begin() + 4 * static_cast<std::ptrdiff_t>(h.index());
      EXPECT_EQ(Array(first, first + 4), f({moved}).front());
    }
  }
}

// A function that is equivariant already stays what it is.
TEST(LiftedBox, AveragesAnEquivariantFunctionToItself) {
  BlackBox const f = averaged(make_black_box(tangle), turns(), arrows());
  BlackBox const again = averaged(f, turns(), arrows());
  Array const x{0.5, -1, 2, 0.25, 3, -0.75, 1, 1.5, -2};
  Array const once = f({x}).front();
  Array const twice = again({x}).front();
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_NEAR(once[i], twice[i], 1e-12);
  }
}

TEST(LiftedBox, AsksForAllCopiesAtOnce) {
  int calls = 0;
  BlackBox const counted = [&calls](std::vector<Array> const& inputs) {
    ++calls;
    return std::vector<Array>(inputs.size(), Array{1.0});
  };
  EXPECT_EQ(lifted(counted, turns(), 1)({Array(9), Array(9)}).size(), 2U);
  EXPECT_EQ(calls, 1);
}

TEST(LiftedBox, RefusesAnswersThatAreNone) {
  BlackBox const silent = [](std::vector<Array> const&) { return std::vector<Array>{}; };
  EXPECT_THROW(static_cast<void>(lifted(silent, turns(), 1)({Array(9)})), AlgebraError);
  BlackBox const f = make_black_box(tangle);
  EXPECT_THROW(static_cast<void>(lifted(f, turns(), 3)({Array(9)})), AlgebraError);
  EXPECT_THROW(static_cast<void>(lifted(f, turns(), 4)({Array(8)})), AlgebraError);
  ArrayAction const other = ArrayAction::trivial(cyclic(2), 4);
  EXPECT_THROW(static_cast<void>(averaged(f, turns(), other)), AlgebraError);
}

TEST(LiftedBox, SumsWhatIsNoNumberToThat) {
  Array terms{1, std::nan(""), -1};
  EXPECT_TRUE(std::isnan(sum_by_size(terms)));
  Array infinite{1, std::numeric_limits<double>::infinity(), 2};
  EXPECT_TRUE(std::isinf(sum_by_size(infinite)));
}

RC_GTEST_PROP(LiftedBox, SumsTheSameInAnyOrderAndOppositely, (std::vector<int> numbers)) {
  Array terms;
  for (int const number : numbers) {
    terms.push_back(0.1 * (number % 7)); // so that some cancel and some stand several times
  }
  Array reversed(terms.rbegin(), terms.rend());
  Array opposite = reversed;
  std::transform(opposite.begin(), opposite.end(), opposite.begin(), std::negate<>{});
  double const sum = sum_by_size(terms);
  RC_ASSERT(sum == sum_by_size(reversed));
  RC_ASSERT(sum == -sum_by_size(opposite));
}

} // namespace
} // namespace equivarify::algebra::probe
