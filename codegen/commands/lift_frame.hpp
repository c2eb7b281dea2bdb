/// \file
/// What a spec says besides the layers of a lifted network, from the command line of `lift`.
#ifndef EQUIVARIFY_CODEGEN_COMMANDS_LIFT_FRAME_HPP
#define EQUIVARIFY_CODEGEN_COMMANDS_LIFT_FRAME_HPP

#include "equivarify/codegen/commands/lift_options.hpp"
#include "equivarify/codegen/json/document.hpp"
#include "equivarify/codegen/lift/lifted_spec.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// The frame of \p lifted that \p options describe; \p group is what `--group` says.
///
/// \throws algebra::AlgebraError for an option that does not fit the network, with what would.
[[nodiscard]] SpecFrame
frame_of(LiftOptions const& options, JsonDocument const& group, LiftedNetwork const& lifted);

/// \throws algebra::AlgebraError unless entries of the output have the numbers that they have in
/// the file, which \p what asks for, such as `--output permuted`.
void require_order(std::string const& what, LiftedNetwork const& lifted);

/// The number of classes of a file whose numbers have \p output_order, under \p construction:
/// averaging and canonicalization take one number for each element and class, those of e first.
///
/// \throws algebra::AlgebraError unless there are so many, in the order of the file.
[[nodiscard]] std::size_t count_classes(std::string const& construction,
                                        std::vector<std::uint32_t> const& output_order,
                                        algebra::Group const& group);

/// 0, 1, 2, ... as the names of \p count classes.
[[nodiscard]] std::vector<std::string> class_numbers(std::size_t count);

} // namespace equivarify::codegen

#endif
