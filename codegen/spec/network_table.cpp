#include "equivarify/codegen/spec/network_table.hpp"

#include "equivarify/codegen/json/wording.hpp"
#include "equivarify/codegen/text/numbers.hpp"

#include <fmt/format.h>

namespace equivarify::codegen {
namespace {

/// Bytes of a description that are shown.
constexpr std::size_t longest_description = 1000;

std::string row(std::string const& name,
                std::string const& type,
                std::string const& shapes,
                std::string const& parameters,
                std::string const& multiply_adds) {
  std::string const text = fmt::format(
      "  {:<15} {:<15} {:<21} {:>12}{:>16}", name, type, shapes, parameters, multiply_adds);
  return text.substr(0, text.find_last_not_of(' ') + 1) + '\n';
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
                     "  group   {}, {} elements: {} copies of every value\n"
                     "  input   {}, {}\n"
                     "  labels  {} classes x {} elements\n"
                     "{}"
                     "  sha256  {}\n\n",
                     network.name,
                     network.description.empty() ? "" : ": ",
                     printable(network.description, longest_description),
                     network.group.name(),
                     network.group.order(),
                     network.copies(),
                     to_string(network.input),
                     action,
                     network.labels.classes.size(),
                     network.group.order(),
                     made,
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

std::string layer_row(Layer const& layer, std::size_t order) {
  std::size_t const multiply_adds = layer.multiply_adds() * order;
  return row("  " + layer.name,
             type_name(layer.operation),
             fmt::format("{} -> {}", to_string(layer.input()), to_string(layer.output)),
             layer.parameters() == 0 ? "" : grouped(layer.parameters()),
             multiply_adds == 0 ? "" : grouped(multiply_adds));
}

} // namespace

std::string to_table(Network const& network) {
  std::string text =
      head(network) + row("block / layer", "type", "one copy", "parameters", "multiply-adds");
  for (Block const& block : network.blocks) {
    text +=
        fmt::format("  {:<15} {}\n", block.name, formula(block, &block == &network.blocks.front()));
    bool const is_plain = block.equivarification == Equivarification::none;
    for (Layer const& layer : block.layers) {
      text += layer_row(layer, is_plain ? 1 : network.copies());
    }
  }
  return text +
         row("total", "", "", grouped(network.parameters()), grouped(network.multiply_adds()));
}

} // namespace equivarify::codegen
