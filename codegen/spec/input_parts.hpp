/// \file
/// An input of several named parts.
#ifndef EQUIVARIFY_CODEGEN_SPEC_INPUT_PARTS_HPP
#define EQUIVARIFY_CODEGEN_SPEC_INPUT_PARTS_HPP

#include "equivarify/algebra/array_motion.hpp"
#include "equivarify/algebra/group.hpp"
#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/spec/spec.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// Where each part of \p input begins; none for one array.
[[nodiscard]] std::vector<InputPart> parts_of(InputSpec const& input);

/// The blocks of \p spec, the first of which begins with a layer Part for each part of the input,
/// of its name. So a layer that names a part reads the value of that layer.
[[nodiscard]] std::vector<BlockSpec> blocks_with_parts(Spec const& spec);

/// The JSON pointer of layer \p layer of block \p block among blocks_with_parts(), or of the part
/// that it stands for.
[[nodiscard]] std::string layer_pointer(Spec const& spec, std::size_t block, std::size_t layer);

/// How the generators of \p group move the entries of all parts of \p input, one part after
/// another. Each part moves by itself or, where it is said from which, takes the entries of
/// another. \throws InputError with every problem: an unknown generator or part, a generator that
/// is missing, a motion that does not lead to the shape of the part, two parts that take the
/// entries of one.
[[nodiscard]] std::vector<algebra::SignedPermutation> motions_of_parts(InputSpec const& input,
                                                                       algebra::Group const& group);

/// Adds a problem where the first block of \p spec is used as it is on an input of several parts.
void refuse_parts_as_they_are(Spec const& spec, Problems& problems);

} // namespace equivarify::codegen

#endif
