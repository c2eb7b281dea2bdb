/// \file
/// Which Fourier transform a group gets.
#ifndef EQUIVARIFY_CODEGEN_GENERATE_GROUP_TRANSFORM_HPP
#define EQUIVARIFY_CODEGEN_GENERATE_GROUP_TRANSFORM_HPP

#include "equivarify/codegen/fourier/fourier_tables.hpp"
#include "equivarify/codegen/spec/network.hpp"

#include <cstddef>
#include <optional>
#include <string>

namespace equivarify::codegen {

/// A scheme of the runtime for convolutions over a group.
struct GroupTransform {
  std::string type;         ///< in C++: `rt::FourierC4`, `rt::GeneralFourier<FourierTables>`
  std::size_t products = 0; ///< multiplications of one channel pair
  std::size_t outputs = 0;  ///< numbers that they add up to; of a general one no more than these
  bool exact = true;        ///< moved inputs give moved outputs to the last bit
  std::optional<FourierTables> tables{}; ///< of a general one; the generated code holds them
};

/// The transform of \p group with the fewest multiplications that \p arithmetic allows: one that
/// the runtime has by hand where the elements are in its order, else a general one. None where none
/// is exact and it must be, or none saves anything.
///
/// \throws algebra::LimitError as fourier_tables() does.
[[nodiscard]] std::optional<GroupTransform> group_transform(algebra::Group const& group,
                                                            Arithmetic arithmetic);

} // namespace equivarify::codegen

#endif
