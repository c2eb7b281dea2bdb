/// \file
/// Rubik's cube as a permutation group.
#ifndef EQUIVARIFY_TESTS_SUPPORT_RUBIK_HPP
#define EQUIVARIFY_TESTS_SUPPORT_RUBIK_HPP

#include "equivarify/algebra/permutation_group.hpp"

namespace equivarify::support {

/// The group of Rubik's cube on the 48 stickers that move, by the turns of its faces: up, left,
/// front, right, back, down have 8 stickers each, in this order, row by row.
inline algebra::PermutationGroup rubiks_cube() {
  auto const turn = [](char const* cycles) {
    return algebra::Permutation::from_cycles(cycles, 48);
  };
  return algebra::PermutationGroup::generated_by(
      48,
      {{"U", turn("(0 2 7 5)(1 4 6 3)(8 32 24 16)(9 33 25 17)(10 34 26 18)")},
       {"L", turn("(8 10 15 13)(9 12 14 11)(0 16 40 39)(3 19 43 36)(5 21 45 34)")},
       {"F", turn("(16 18 23 21)(17 20 22 19)(5 24 42 15)(6 27 41 12)(7 29 40 10)")},
       {"R", turn("(24 26 31 29)(25 28 30 27)(2 37 42 18)(4 35 44 20)(7 32 47 23)")},
       {"B", turn("(32 34 39 37)(33 36 38 35)(2 8 45 31)(1 11 46 28)(0 13 47 26)")},
       {"D", turn("(40 42 47 45)(41 44 46 43)(13 21 29 37)(14 22 30 38)(15 23 31 39)")}});
}

} // namespace equivarify::support

#endif
