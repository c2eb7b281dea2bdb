/// \file
/// Graphs in the language of Graphviz, as files and drawn.
#ifndef EQUIVARIFY_CODEGEN_PROCESS_DRAWING_HPP
#define EQUIVARIFY_CODEGEN_PROCESS_DRAWING_HPP

#include <cstddef>
#include <filesystem>
#include <string>

namespace equivarify::codegen {

/// The most vertices that are drawn; Graphviz takes seconds for as many.
inline constexpr std::size_t max_drawn_vertices = 600;

/// A graph that can be drawn.
struct Drawing {
  std::string graphviz; ///< in the language of Graphviz
  std::size_t vertices = 0;
};

/// Writes \p drawing to \p file, whose name ends in `.dot`, and draws it next to it as `.svg` where
/// Graphviz is installed; or only draws it, where the name ends in `.svg`. Returns a sentence that
/// says what was written, and why not the picture.
///
/// \throws InputError for another ending, a folder that cannot be written to, and a picture that
/// was asked for by name and cannot be made.
std::string write_drawing(Drawing const& drawing, std::filesystem::path const& file);

} // namespace equivarify::codegen

#endif
