#include "equivarify/codegen/process/drawing.hpp"

#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/process/file.hpp"
#include "equivarify/codegen/process/program.hpp"

#include <fmt/format.h>

namespace equivarify::codegen {
namespace {

namespace fs = std::filesystem;

/// Draws \p drawing as \p file. Returns why that cannot be, or nothing.
std::string draw(Drawing const& drawing, fs::path const& file) {
  if (drawing.vertices > max_drawn_vertices) {
    return fmt::format("{} vertices; at most {} are drawn", drawing.vertices, max_drawn_vertices);
  }
  ChildLimits const limits{.seconds = 120, .output = std::size_t{1} << 28U};
  ChildOutcome const outcome = run({"dot", "-Tsvg"}, {.input = drawing.graphviz, .limits = limits});
  if (outcome.exit_code == no_such_program) {
    return "the program 'dot' is not installed (Debian package graphviz)";
  }
  if (outcome.timed_out) {
    return fmt::format("the program 'dot' did not end within {} seconds", limits.seconds);
  }
  if (outcome.exit_code != 0 || outcome.overflowed) {
    return fmt::format("the program 'dot' failed: {}", outcome.last_words);
  }
  write_file(file, outcome.output);
  return "";
}

} // namespace

std::string write_drawing(Drawing const& drawing, fs::path const& file) {
  if (file.extension() == ".svg") {
    std::string const problem = draw(drawing, file);
    if (!problem.empty()) {
      throw InputError{file.string(), {{.summary = "cannot be drawn", .found = problem}}};
    }
    return fmt::format("wrote {}", file.string());
  }
  if (file.extension() != ".dot") {
    throw InputError{
        file.string(),
        {{.summary = "unknown kind of drawing", .expected = "a name that ends in .dot or .svg"}}};
  }
  write_file(file, drawing.graphviz);
  fs::path picture = file;
  picture.replace_extension(".svg");
  std::string const problem = draw(drawing, picture);
  return problem.empty()
             ? fmt::format("wrote {} and {}", file.string(), picture.string())
             : fmt::format("wrote {}, but not {}: {}", file.string(), picture.string(), problem);
}

} // namespace equivarify::codegen
