/// \file
/// What a layer of a spec says of its ties, checked.
#ifndef EQUIVARIFY_CODEGEN_SPEC_TIE_CHECKS_HPP
#define EQUIVARIFY_CODEGEN_SPEC_TIE_CHECKS_HPP

#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/layers/shape.hpp"
#include "equivarify/codegen/spec/spec.hpp"

#include <cstddef>
#include <string>

namespace equivarify::codegen {

/// Adds a problem if \p spec, at \p pointer, is tied and \p tied_by, the order of the subgroup that
/// ties weights, is 0: there is none. If its block is used as it is, \p is_plain, the problem says
/// how such a network is written.
void refuse_ties_of_nothing(LayerSpec const& spec,
                            std::size_t tied_by,
                            bool is_plain,
                            std::string const& pointer,
                            Problems& problems);

/// Adds a problem if \p spec, which gives \p output, is regular and its weights are free, or its
/// channels are no multiple of \p tied_by.
void refuse_groups_that_are_none(LayerSpec const& spec,
                                 Shape const& output,
                                 std::size_t tied_by,
                                 std::string const& pointer,
                                 Problems& problems);

} // namespace equivarify::codegen

#endif
