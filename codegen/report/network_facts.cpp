#include "equivarify/codegen/report/network_facts.hpp"

#include <fmt/format.h>

#include <variant>

namespace equivarify::codegen {
namespace {

std::string by(Extent const& extent) {
  return fmt::format("{}x{}", extent.rows, extent.columns);
}

/// The numbers that belong to an operation, such as `16, 3x3`; empty where it has none.
struct SettingsOf {
  std::string operator()(Conv2d const& conv) const {
    return fmt::format(" {}, {}", conv.filters, by(conv.kernel));
  }

  std::string operator()(Dense const& dense) const { return fmt::format(" {}", dense.units); }

  std::string operator()(MaxPool2d const& pool) const { return fmt::format(" {}", by(pool.size)); }

  std::string operator()(AveragePool2d const& pool) const {
    return fmt::format(" {}", by(pool.size));
  }

  template <typename Other>
  std::string operator()(Other const& /*other*/) const {
    return "";
  }
};

void add_layers(Block const& block, std::size_t order, std::vector<LayerFacts>& rows) {
  std::size_t const copies = block.equivarification == Equivarification::none ? 1 : order;
  for (Layer const& layer : block.layers) {
    rows.push_back(
        {.block = block.name,
         .equivarified = to_string(block.equivarification),
         .name = layer.name,
         .operation = type_name(layer.operation) + std::visit(SettingsOf{}, layer.operation),
         .output = to_string(layer.output),
         .parameters = layer.parameters(),
         .multiply_adds = layer.multiply_adds() * copies});
  }
}

std::vector<std::string> element_names(algebra::Group const& group) {
  std::vector<std::string> names;
  for (algebra::Element const g : group.elements()) {
    names.push_back(group.name_of(g));
  }
  return names;
}

} // namespace

NetworkFacts describe(Network const& network) {
  NetworkFacts facts;
  facts.name = network.name;
  facts.description = network.description;
  facts.spec_sha256 = network.spec_sha256;
  facts.group = network.group.name();
  facts.action = network.action_description;
  facts.elements = element_names(network.group);
  facts.element_labels = network.labels.element_labels;
  facts.classes = network.labels.classes;
  facts.input = network.input;
  for (Block const& block : network.blocks) {
    add_layers(block, network.copies(), facts.layers);
  }
  facts.copies = network.copies();
  facts.parameters = network.parameters();
  facts.multiply_adds = network.multiply_adds();
  facts.seed = network.seed;
  return facts;
}

} // namespace equivarify::codegen
