#include "equivarify/runtime/integer/exact_form.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdlib>
#include <limits>

namespace equivarify::runtime {

namespace {

/// The odd part of a number has an inverse mod 2^32: Newton's iteration doubles the bits that are
/// right.
std::uint32_t inverse_of_odd(std::uint32_t odd) {
  std::uint32_t inverse = odd;
  for (int i = 0; i < 5; ++i) {
    inverse *= 2 - odd * inverse;
  }
  return inverse;
}

/// The largest sum of the |coefficients| of one of the \p count rows of \p size ones.
std::int64_t growth_of(std::int32_t const* rows, std::size_t count, std::size_t size) {
  std::int64_t largest = 0;
  for (std::size_t row = 0; row < count; ++row) {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < size; ++i) {
      sum += std::abs(std::int64_t{rows[row * size + i]});
    }
    largest = std::max(largest, sum);
  }
  return largest;
}

} // namespace

ExactForm exact_form(GroupScheme const& scheme, TileTables const& tile) {
  std::int64_t const copies = growth_of(scheme.values.data(), scheme.products, scheme.copies);
  std::int64_t const line = growth_of(tile.values, tile.entries, tile.entries);
  std::uint64_t const denominator = static_cast<std::uint64_t>(scheme.denominator) *
                                    static_cast<std::uint64_t>(tile.denominator) *
                                    static_cast<std::uint64_t>(tile.denominator);
  ExactForm form;
  form.shift = static_cast<unsigned>(std::countr_zero(denominator));
  form.odd_inverse = inverse_of_odd(static_cast<std::uint32_t>(denominator >> form.shift));
  form.entry_growth = copies * line * line;
  form.largest_entry = std::numeric_limits<ExactFactor>::max() / form.entry_growth;
  form.largest_sum =
      std::int64_t{std::numeric_limits<ExactSum>::max()} >> std::min(form.shift, 31U);
  return form;
}

} // namespace equivarify::runtime
