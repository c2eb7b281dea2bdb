#include "equivarify/codegen/onnx/vnnlib_query.hpp"

#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/onnx/onnx_heads.hpp"
#include "equivarify/codegen/reference/answer.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::codegen {
namespace {

constexpr char const* tolerance = "0.001";

/// A tensor that comes out.
struct AnswerPart {
  std::string name; ///< in the ONNX file
  std::size_t size;
};

std::vector<AnswerPart> answer_parts(Network const& network) {
  if (network.outputs.empty()) {
    return {{"logits", answer_size(network)}};
  }
  std::vector<AnswerPart> parts;
  for (Output const& output : network.outputs) {
    parts.push_back({onnx_output_name(output.name), output.head.size()});
  }
  return parts;
}

/// The tensors that go in, as generate_onnx() names them.
std::vector<InputPart> input_parts(Network const& network) {
  return network.parts.empty() ? std::vector<InputPart>{{"images", network.input}} : network.parts;
}

/// A vector has no rows; the one input of a network has them always.
bool is_vector(Network const& network, InputPart const& part) {
  return !network.parts.empty() && part.shape.is_flat();
}

/// The variable \p name of part number \p part, where there are several.
std::string variable(Network const& network, char const* name, std::size_t part) {
  return network.parts.empty() ? std::string(name) : fmt::format("{}{}", name, part);
}

/// The declaration of a network whose variables are \p input and \p output, numbered part by part.
std::string declaration(Network const& network,
                        std::string const& start,
                        char const* input,
                        char const* output) {
  std::string text = fmt::format("(declare-network {}\n", start);
  std::size_t number = 0;
  for (InputPart const& part : input_parts(network)) {
    std::string const rows = is_vector(network, part)
                                 ? ""
                                 : fmt::format(", {}, {}", part.shape.rows, part.shape.columns);
    text += fmt::format("  (declare-input {} float32 [1, {}{}] \"{}\")\n",
                        variable(network, input, number++),
                        part.shape.channels,
                        rows,
                        part.name);
  }
  number = 0;
  for (AnswerPart const& part : answer_parts(network)) {
    text += fmt::format(
        "  (declare-output {}{} float32 [1, {}] \"{}\")\n", output, number++, part.size, part.name);
  }
  return text + ")\n";
}

/// Entry \p i of all parts, one after another.
std::string entry_of_input(Network const& network, char const* name, std::size_t i) {
  std::vector<InputPart> const parts = input_parts(network);
  std::size_t part = 0;
  while (i >= parts[part].shape.size()) {
    i -= parts[part++].shape.size();
  }
  std::string const of_part = variable(network, name, part);
  if (is_vector(network, parts[part])) {
    return fmt::format("{}[0, {}]", of_part, i);
  }
  Shape const& shape = parts[part].shape;
  return fmt::format("{}[0, {}, {}, {}]",
                     of_part,
                     i / shape.plane(),
                     i % shape.plane() / shape.columns,
                     i % shape.columns);
}

/// Number \p i of all parts.
std::string
number_of_output(std::vector<AnswerPart> const& parts, char const* name, std::size_t i) {
  std::size_t part = 0;
  while (i >= parts[part].size) {
    i -= parts[part++].size;
  }
  return fmt::format("{}{}[0, {}]", name, part, i);
}

std::string with_sign(Moves const& moves, std::size_t at, std::string const& variable) {
  return !moves.negated.empty() && moves.negated[at] != 0 ? fmt::format("(- {})", variable)
                                                          : variable;
}

/// X in the box and Z = g X.
std::string inputs_text(Network const& network, std::size_t g) {
  Moves const moves = input_moves(network);
  std::size_t const size = network.input.size();
  char const* const least = moves.negated.empty() ? "0.0" : "-1.0";
  std::string text;
  for (std::size_t i = 0; i < size; ++i) {
    std::string const x = entry_of_input(network, "X", i);
    text += fmt::format("(assert (>= {0} {1}))\n(assert (<= {0} 1.0))\n", x, least);
  }
  for (std::size_t i = 0; i < size; ++i) {
    std::size_t const at = g * size + i;
    text += fmt::format("(assert (== {} {}))\n",
                        entry_of_input(network, "Z", i),
                        with_sign(moves, at, entry_of_input(network, "X", moves.sources[at])));
  }
  return text;
}

/// Some number of W is not that of g Y.
std::string outputs_text(Network const& network, std::size_t g) {
  Moves const moves = answer_moves(network);
  std::vector<AnswerPart> const parts = answer_parts(network);
  std::size_t const size = answer_size(network);
  std::string text = "(assert (or\n";
  for (std::size_t i = 0; i < size; ++i) {
    std::size_t const at = g * size + i;
    std::string const expected =
        with_sign(moves, at, number_of_output(parts, "Y", moves.sources[at]));
    std::string const found = number_of_output(parts, "W", i);
    text +=
        fmt::format("  (>= {0} (+ {1} {2}))\n  (<= {0} (- {1} {2}))\n", found, expected, tolerance);
  }
  return text + "))\n";
}

std::string query(Network const& network, std::size_t generator) {
  algebra::Element const g = network.group.generators()[generator].element;
  return fmt::format(
             "; {0}(g x) = g {0}(x) for g = {1} of {2}: is there an x where they are {3} apart?\n"
             "; unsat: the network commutes with g. Both networks are {0}.onnx.\n"
             "(vnnlib-version <2.0>)\n\n",
             network.name,
             network.group.generator_names()[generator],
             network.group.name(),
             tolerance) +
         declaration(network, "f", "X", "Y") +
         declaration(network, "f_of_moved\n  (equal-to f)", "Z", "W") + "\n" +
         inputs_text(network, g.index()) + outputs_text(network, g.index());
}

} // namespace

Generation generate_vnnlib(Network const& network) {
  if (network.input.depth > 1) { // parts have no depth
    throw InputError{{.pointer = "/input/shape",
                      .summary = "no query can be written",
                      .found = to_string(network.input),
                      .expected = "an input without depth"}};
  }
  Generation generation;
  for (std::size_t i = 0; i < network.group.generators().size(); ++i) {
    generation.files.push_back(
        {fmt::format("{}_query_{}.vnnlib", network.name, i + 1), query(network, i)});
  }
  generation.multiply_adds = network.multiply_adds();
  generation.multiplications = network.multiply_adds();
  return generation;
}

} // namespace equivarify::codegen
