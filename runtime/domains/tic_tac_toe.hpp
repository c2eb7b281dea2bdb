/// \file
/// The positions of tic-tac-toe.
#ifndef EQUIVARIFY_RUNTIME_DOMAINS_TIC_TAC_TOE_HPP
#define EQUIVARIFY_RUNTIME_DOMAINS_TIC_TAC_TOE_HPP

#include "equivarify/runtime/data/numbers.hpp"

namespace equivarify::runtime {

/// All 5,478 positions that play can reach, as the player sees them whose turn it is: two planes of
/// 3 x 3, first 1 where a stone is the player's own, then 1 where it is the other's.
[[nodiscard]] NumberArray tic_tac_toe_positions();

} // namespace equivarify::runtime

#endif
