/// \file
/// Inputs moved by elements of the group, with changes of signs.
#include "equivarify/runtime/evaluation/input_action.hpp"

#include "equivarify/runtime/group/moved_entry.hpp"

#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <cstdint>
#include <vector>

namespace equivarify::testing {
namespace {

using Values = std::vector<float>;

/// C4 = <r> on two numbers: r(a, b) = (-b, a).
struct Turns {
  static constexpr std::array<std::array<std::uint32_t, 2>, 4> input_permutations{
      {{0, 1}, {1, 0}, {0, 1}, {1, 0}}};
  static constexpr std::array<std::array<bool, 2>, 4> input_negated{
      {{false, false}, {true, false}, {true, true}, {false, true}}};
};

runtime::Description description() {
  runtime::Description result;
  for (std::size_t g = 0; g < 4; ++g) {
    auto const& row = Turns::input_permutations[g];
    result.input_permutations.emplace_back(row.begin(), row.end());
    result.input_negated.emplace_back(Turns::input_negated[g].begin(),
                                      Turns::input_negated[g].end());
  }
  return result;
}

Values moved(runtime::Description const& network, std::size_t element, Values const& x) {
  Values result(x.size());
  runtime::move_input(network, element, x, result);
  return result;
}

TEST(InputAction, MovesEntries) {
  runtime::Description network;
  network.input_permutations = {{1, 3, 0, 2}};
  EXPECT_EQ(moved(network, 0, {1, 2, 3, 4}), (Values{2, 4, 1, 3}));
}

TEST(InputAction, ChangesSigns) {
  EXPECT_EQ(moved(description(), 1, {3, 5}), (Values{-5, 3}));
  EXPECT_EQ(moved(description(), 2, {3, 5}), (Values{-3, -5}));
}

TEST(InputAction, IsOneToTheBitAlsoOfZeros) {
  for (Values const& x : {Values{3, 5}, Values{0.0F, -0.0F}, Values{-2, 0}}) {
    for (std::size_t g = 0; g < 4; ++g) {
      for (std::size_t h = 0; h < 4; ++h) {
        Values const at_once = moved(description(), (g + h) % 4, x);
        Values const twice = moved(description(), g, moved(description(), h, x));
        for (std::size_t i = 0; i < x.size(); ++i) {
          EXPECT_EQ(std::bit_cast<std::uint32_t>(at_once[i]),
                    std::bit_cast<std::uint32_t>(twice[i]));
          EXPECT_EQ(
              std::bit_cast<std::uint32_t>(at_once[i]),
              std::bit_cast<std::uint32_t>(runtime::moved_entry<Turns>(x.data(), (g + h) % 4, i)));
        }
      }
    }
  }
}

} // namespace
} // namespace equivarify::testing
