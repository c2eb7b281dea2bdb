/// \file
/// Inputs at which a function is looked at.
#ifndef EQUIVARIFY_ALGEBRA_SYMMETRIES_DRAWN_INPUTS_HPP
#define EQUIVARIFY_ALGEBRA_SYMMETRIES_DRAWN_INPUTS_HPP

#include "equivarify/algebra/symmetries/samples.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace equivarify::algebra::symmetries {

/// Where inputs are from: a box, or samples of what is expected.
struct InputSource {
  std::size_t inputs = 0; ///< entries of an input
  /// Of each entry, or of all of them.
  std::vector<double> lowest{-1};
  std::vector<double> highest{1};
  std::optional<Samples> given{}; ///< taken in place of the box
};

/// Inputs, and as many others that were drawn independently of them.
struct DrawnInputs {
  Samples inputs;
  Samples others;
};

/// Which inputs are drawn; the two kinds have none in common.
enum class DrawnFor { search, test };

/// The range of entry \p i in the box of \p source.
[[nodiscard]] std::pair<double, double> range_of(InputSource const& source, std::size_t i);

/// \p count inputs, each entry drawn uniformly from the box of \p source, of few binary digits.
///
/// \throws AlgebraError if the box is empty or has another number of bounds.
[[nodiscard]] Samples draw_inputs(InputSource const& source, std::size_t count, std::uint64_t seed);

/// \p count inputs of \p source for one purpose. Of samples at most one half: the others are then
/// the same in another order, far from it.
///
/// \throws AlgebraError as draw_inputs(), for fewer than 80 samples or samples of another size.
[[nodiscard]] DrawnInputs
drawn_inputs(InputSource const& source, DrawnFor purpose, std::size_t count, std::uint64_t seed);

} // namespace equivarify::algebra::symmetries

#endif
