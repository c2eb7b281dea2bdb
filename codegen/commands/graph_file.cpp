#include "equivarify/codegen/commands/graph_file.hpp"

#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/report/write_file.hpp"

#include <fmt/format.h>

#include <array>
#include <string>
#include <system_error>

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace equivarify::codegen {

namespace {

namespace fs = std::filesystem;

/// Runs Graphviz's `dot` without a shell. Returns what went wrong, or nothing.
std::string run_dot(std::string source, std::string drawing) {
  std::string program = "dot";
  std::string format = "-Tsvg";
  std::string output = "-o";
  std::array<char*, 6> arguments{
      program.data(), format.data(), output.data(), drawing.data(), source.data(), nullptr};
  pid_t child = 0;
  if (posix_spawnp(&child, "dot", nullptr, nullptr, arguments.data(), environ) != 0) {
    return "the program 'dot' is not installed (Debian package graphviz)";
  }
  int status = 0;
  if (waitpid(child, &status, 0) != child || !WIFEXITED(status)) {
    return "the program 'dot' was interrupted";
  }
  if (WEXITSTATUS(status) == 127) {
    return "the program 'dot' is not installed (Debian package graphviz)";
  }
  return WEXITSTATUS(status) == 0 ? "" : "the program 'dot' failed";
}

/// Draws \p text as \p file. Returns why that cannot be, or nothing.
std::string draw(std::string const& text, std::size_t vertices, fs::path const& file) {
  if (vertices > max_drawn_vertices) {
    return fmt::format("{} vertices; at most {} are drawn", vertices, max_drawn_vertices);
  }
  fs::path const source = file.string() + ".dot.part";
  fs::path const drawing = file.string() + ".part";
  write_file(source, text);
  std::string problem = run_dot(source.string(), drawing.string());
  std::error_code error;
  fs::remove(source, error);
  if (problem.empty()) {
    fs::rename(drawing, file, error);
    return error ? "the file cannot be written" : "";
  }
  fs::remove(drawing, error);
  return problem;
}

} // namespace

std::string write_graph(algebra::GeneratorGraph const& graph, fs::path const& file) {
  std::string const text = algebra::to_graphviz(graph);
  if (file.extension() == ".svg") {
    std::string const problem = draw(text, graph.vertex_names.size(), file);
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
  write_file(file, text);
  fs::path drawing = file;
  drawing.replace_extension(".svg");
  std::string const problem = draw(text, graph.vertex_names.size(), drawing);
  return problem.empty()
             ? fmt::format("wrote {} and {}", file.string(), drawing.string())
             : fmt::format("wrote {}, but not {}: {}", file.string(), drawing.string(), problem);
}

} // namespace equivarify::codegen
