/// \file
/// Within which bounds a scheme over the copies and one over tiles give sums exactly.
#ifndef EQUIVARIFY_RUNTIME_INTEGER_EXACT_FORM_HPP
#define EQUIVARIFY_RUNTIME_INTEGER_EXACT_FORM_HPP

#include "equivarify/runtime/integer/group_scheme.hpp"
#include "equivarify/runtime/integer/tile_scheme.hpp"

#include <cstdint>

namespace equivarify::runtime {

using ExactFactor = std::int16_t; ///< transformed entries and weights
using ExactSum = std::int32_t;    ///< mod 2^32

/// The factors of products have 16 bits, and sums are known mod 2^32: D times a sum, where D is
/// 2^shift times an odd number, is multiplied by the inverse of that and shifted. The sum comes out
/// where no factor leaves its 16 bits and |sum| 2^shift < 2^31; whatever else there is on the way
/// may wrap around.
struct ExactForm {
  unsigned shift = 0;
  std::uint32_t odd_inverse = 1;  ///< of the odd part of D, mod 2^32
  std::int64_t entry_growth = 1;  ///< a transformed entry is at most so many times the largest one
  std::int64_t largest_entry = 0; ///< |entries| for which the transformed ones fit
  std::int64_t largest_sum = 0;   ///< |sums| that come out
};

/// Those of \p scheme together with tiles of \p tile along rows and columns.
[[nodiscard]] ExactForm exact_form(GroupScheme const& scheme, TileTables const& tile);

} // namespace equivarify::runtime

#endif
