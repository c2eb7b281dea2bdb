#include "equivarify/codegen/spec/network_table.hpp"

#include "equivarify/codegen/json/wording.hpp"
#include "equivarify/codegen/spec/cost.hpp"
#include "equivarify/codegen/spec/reads.hpp"
#include "equivarify/codegen/spec/value_action.hpp"
#include "equivarify/codegen/text/numbers.hpp"

#include <fmt/format.h>

namespace equivarify::codegen {
namespace {

/// Bytes of a description that are shown.
constexpr std::size_t longest_description = 1000;

/// A line of the table.
struct Row {
  std::string name;
  std::string type{};
  std::string shapes{};
  std::string parameters{};
  std::string multiply_adds{};
  std::string action{};

  [[nodiscard]] std::string text() const {
    std::string const line = fmt::format("  {:<15} {:<15} {:<21} {:>12}{:>16}  {}",
                                         name,
                                         type,
                                         shapes,
                                         parameters,
                                         multiply_adds,
                                         action);
    return line.substr(0, line.find_last_not_of(' ') + 1) + '\n';
  }
};

/// What comes out: labels, or each output with its head, its size, what moves it, and what it
/// keeps.
std::string answers(Network const& network) {
  if (network.outputs.empty()) {
    std::vector<double> const& weights = network.labels.class_weights;
    return fmt::format(
        "  labels  {} classes x {} elements{}\n",
        network.labels.classes.size(),
        network.group.order(),
        weights.empty() ? "" : fmt::format(", loss by classes {}", fmt::join(weights, ", ")));
  }
  std::string text;
  for (Output const& output : network.outputs) {
    std::string const copies = output.head.copies() == 1
                                   ? ""
                                   : fmt::format("{} cosets of {} x ",
                                                 output.head.copies(),
                                                 output.head.outputs().acting().to_string());
    text += fmt::format("  output  {}: {}, {}{}{}{}, {}{}{}\n          {}\n",
                        output.name,
                        algebra::name_of(output.head.kind()),
                        copies,
                        to_string(output.shape),
                        output.classes.empty() ? "" : " classes",
                        output.action.empty() ? "" : ", " + output.action,
                        to_string(output.loss),
                        output.class_weights.empty()
                            ? ""
                            : fmt::format(" by classes {}", fmt::join(output.class_weights, ", ")),
                        output.weight == 1 ? "" : fmt::format(" x {}", output.weight),
                        output.head.keeps());
  }
  return text;
}

std::string head(Network const& network) {
  std::string const action =
      network.group.generators().empty() ? "trivially" : network.action_description;
  std::string const made = network.construction
                               ? fmt::format("  made by {}, H = {}\n",
                                             name_of(network.construction->kind),
                                             network.construction->subgroup.to_string())
                               : "";
  return fmt::format("{}{}{}\n\n"
                     "  group   {}, {} elements: {} of every value\n"
                     "  input   {}, {}\n"
                     "{}"
                     "{}"
                     "{}"
                     "{}"
                     "  sha256  {}\n\n",
                     network.name,
                     network.description.empty() ? "" : ": ",
                     printable(network.description, longest_description),
                     network.group.name(),
                     network.group.order(),
                     network.copies() == 1 ? "one copy"
                                           : fmt::format("{} copies", network.copies()),
                     to_string(network.input),
                     action,
                     answers(network),
                     made,
                     cost_line(network),
                     network.arithmetic == Arithmetic::bf16
                         ? "  weights bf16: those of linear layers are rounded to 16 bits\n"
                         : "",
                     network.spec_sha256);
}

std::string formula(Block const& block, bool is_first) {
  if (block.equivarification == Equivarification::concat) {
    return "concat  y(h) = F(s(h g0), s(h g1), ...)";
  }
  if (block.equivarification == Equivarification::none) {
    return is_first ? "none    y = F(x)" : "none    y = F(s), as it is";
  }
  return is_first ? "lift    y(h) = F(h^-1 x)" : "lift    y(h) = F(s(h))";
}

/// What layer \p index of \p block reads; empty where that is the layer before alone.
std::string reads_of(Block const& block, std::size_t index) {
  Layer const& layer = block.layers[index];
  if (layer.reads == std::vector{index}) {
    return {};
  }
  std::string text;
  for (std::size_t const value : layer.reads) {
    text += fmt::format(
        "{}{}", text.empty() ? "" : ", ", value == 0 ? block_input : block.layers[value - 1].name);
  }
  return fmt::format("      reads {}\n", text);
}

/// Layer \p index of \p block, on whose output the group acts by \p action.
std::string layer_row(Network const& network,
                      Block const& block,
                      std::size_t index,
                      ValueAction const& action) {
  Layer const& layer = block.layers[index];
  bool const is_plain = block.equivarification == Equivarification::none;
  std::size_t const multiply_adds = layer.multiply_adds() * (is_plain ? 1 : network.copies());
  std::string const input = layer.inputs.size() == 1 ? to_string(layer.input()) + " " : "";
  return Row{.name = "  " + layer.name,
             .type = type_name(layer.operation),
             .shapes = fmt::format("{}-> {}", input, to_string(layer.output)),
             .parameters = layer.parameters() == 0 ? "" : grouped(layer.parameters()),
             .multiply_adds = multiply_adds == 0 ? "" : grouped(multiply_adds),
             .action = to_words(network, action)}
             .text() +
         reads_of(block, index);
}

} // namespace

std::string to_table(Network const& network) {
  std::string text = head(network) + Row{.name = "block / layer",
                                         .type = "type",
                                         .shapes = "one copy",
                                         .parameters = "parameters",
                                         .multiply_adds = "multiply-adds",
                                         .action = "G acts on"}
                                         .text();
  auto const actions = value_actions(network);
  for (std::size_t b = 0; b < network.blocks.size(); ++b) {
    Block const& block = network.blocks[b];
    text += fmt::format("  {:<15} {}\n", block.name, formula(block, b == 0));
    for (std::size_t i = 0; i < block.layers.size(); ++i) {
      text += layer_row(network, block, i, actions[b][i + 1]);
    }
  }
  return text + Row{.name = "total",
                    .parameters = grouped(network.parameters()),
                    .multiply_adds = grouped(network.multiply_adds())}
                    .text();
}

} // namespace equivarify::codegen
