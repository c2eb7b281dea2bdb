/// \file
/// Rows of numbers: what is known of a distribution.
#ifndef EQUIVARIFY_ALGEBRA_SYMMETRIES_SAMPLES_HPP
#define EQUIVARIFY_ALGEBRA_SYMMETRIES_SAMPLES_HPP

#include "equivarify/algebra/array_motion.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace equivarify::algebra::symmetries {

/// Rows of one width, each of which is one sample; an immutable value.
class Samples {
public:
  /// \throws AlgebraError unless the rows have a number, all of them one width, and all numbers are
  /// finite.
  Samples(std::size_t width, std::vector<double> values);

  [[nodiscard]] std::size_t width() const noexcept { return width_; }

  [[nodiscard]] std::size_t rows() const noexcept { return values_.size() / width_; }

  [[nodiscard]] std::span<double const> row(std::size_t index) const {
    return std::span{values_}.subspan(index * width_, width_);
  }

  /// The rows with these numbers, in this order.
  [[nodiscard]] Samples select(std::vector<std::size_t> const& rows) const;

private:
  std::size_t width_;
  std::vector<double> values_;
};

/// Writes g \p x to \p moved: entry i is entry `gather[i]` of \p x, or its negative. \pre equal
/// sizes, of two arrays
void move_row(SignedPermutation const& g, std::span<double const> x, std::span<double> moved);

/// The least k >= 1 with g^k the identity, signs counted. \throws LimitError beyond 64 bits
[[nodiscard]] std::uint64_t order_of(SignedPermutation const& g);

/// Whether \p g leaves every array as it is.
[[nodiscard]] bool is_identity(SignedPermutation const& g);

/// The permutation of the signed places 0, ..., 2n-1 that \p g makes: place i is entry i, place n +
/// i its negative, and a place goes to where its entry goes.
[[nodiscard]] Permutation on_signed_places(SignedPermutation const& g);

/// The numbers 0, ..., \p rows - 1 in two halves that have none in common, drawn by \p seed; of an
/// odd number the second has one more. One is to be searched, the other to be tested.
[[nodiscard]] std::pair<std::vector<std::size_t>, std::vector<std::size_t>>
split_rows(std::size_t rows, std::uint64_t seed);

} // namespace equivarify::algebra::symmetries

#endif
