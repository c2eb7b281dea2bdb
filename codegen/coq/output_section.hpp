/// \file
/// The theorem of one output of a network as a section of a Coq file.
#ifndef EQUIVARIFY_CODEGEN_COQ_OUTPUT_SECTION_HPP
#define EQUIVARIFY_CODEGEN_COQ_OUTPUT_SECTION_HPP

#include "equivarify/algebra/proof/network_theorem.hpp"

#include <string>

namespace equivarify::codegen {

/// The section `Output_NAME` of \p output, within that of its network, whose last value has copies
/// in the type \p copy: `output_NAME` and `output_NAME_equivariant`; of an induced output also
/// `output_NAME_values`, that one value for each coset of its subgroup tells all.
[[nodiscard]] std::string output_section(algebra::proof::OutputTerm const& output,
                                         std::string const& copy);

} // namespace equivarify::codegen

#endif
