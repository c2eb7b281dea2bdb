/// \file
/// The theorem of one network as a section of a Coq file.
#ifndef EQUIVARIFY_CODEGEN_COQ_NETWORK_SECTION_HPP
#define EQUIVARIFY_CODEGEN_COQ_NETWORK_SECTION_HPP

#include "equivarify/algebra/proof/network_theorem.hpp"

#include <string>
#include <vector>

namespace equivarify::codegen {

/// The section `Network` of the network \p name with \p blocks: its layers as functions of which
/// nothing is known, but that those of a block used as it is commute; each block with its theorem;
/// and `network_equivariant`. Where an F that commutes with H is coinduced, also
/// `network_is_lift`. Each of \p outputs has its section, see output_section().
[[nodiscard]] std::string network_section(std::string const& name,
                                          std::vector<algebra::proof::BlockTerm> const& blocks,
                                          std::vector<algebra::proof::OutputTerm> const& outputs);

} // namespace equivarify::codegen

#endif
