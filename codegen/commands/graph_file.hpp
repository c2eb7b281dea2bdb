/// \file
/// Graphs of groups and actions as files, and drawn.
#ifndef EQUIVARIFY_CODEGEN_COMMANDS_GRAPH_FILE_HPP
#define EQUIVARIFY_CODEGEN_COMMANDS_GRAPH_FILE_HPP

#include "equivarify/algebra/cayley_graph.hpp"

#include <cstddef>
#include <filesystem>
#include <string>

namespace equivarify::codegen {

/// The most vertices that are drawn; Graphviz takes seconds for as many.
inline constexpr std::size_t max_drawn_vertices = 600;

/// Writes \p graph to \p file, whose name ends in `.dot`, and draws it beside as `.svg` where
/// Graphviz is installed; or only draws it, where the name ends in `.svg`. Returns a sentence that
/// says what was written, and why not the drawing.
///
/// \throws InputError for another ending, a folder that cannot be written to, and a drawing that
/// was asked for by name and cannot be made.
std::string write_graph(algebra::GeneratorGraph const& graph, std::filesystem::path const& file);

} // namespace equivarify::codegen

#endif
