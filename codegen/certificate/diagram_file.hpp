/// \file
/// The commuting diagram of a network as a file.
#ifndef EQUIVARIFY_CODEGEN_CERTIFICATE_DIAGRAM_FILE_HPP
#define EQUIVARIFY_CODEGEN_CERTIFICATE_DIAGRAM_FILE_HPP

#include "equivarify/codegen/network.hpp"

#include <string>

namespace equivarify::codegen {

/// Writes the diagram of \p network to \p file: in the language of Graphviz where its name ends in
/// `.dot`, as a picture drawn by Graphviz's `dot` where it ends in `.svg`.
///
/// \throws AlgebraError for another ending, or where `dot` is not installed.
void write_diagram(std::string const& file, Network const& network);

} // namespace equivarify::codegen

#endif
