#include "equivarify/codegen/report/network_facts.hpp"

#include "equivarify/codegen/layers/layer_type.hpp"
#include "equivarify/codegen/verify/agenda.hpp"

namespace equivarify::codegen {
namespace {

/// The type and its settings, such as `conv2d 16, 3x3`.
std::string describe(Operation const& operation) {
  std::string const settings = operation.type().settings(operation);
  return settings.empty() ? type_name(operation) : type_name(operation) + " " + settings;
}

void add_layers(Block const& block, std::size_t order, std::vector<LayerFacts>& rows) {
  std::size_t const copies = block.equivarification == Equivarification::none ? 1 : order;
  for (Layer const& layer : block.layers) {
    rows.push_back({.block = block.name,
                    .equivarified = to_string(block.equivarification),
                    .name = layer.name,
                    .operation = describe(layer.operation),
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

runtime::RecordNames names_of(NetworkFacts const& network) {
  return {.elements = network.elements,
          .element_labels = network.element_labels,
          .classes = network.classes,
          .pixels = network.input.size()};
}

std::vector<InputPart> arrays_of(NetworkFacts const& network) {
  return network.parts.empty() ? std::vector{InputPart{.name = "", .shape = network.input}}
                               : network.parts;
}

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
  facts.parts = network.parts;
  facts.outputs = network.outputs;
  for (Block const& block : network.blocks) {
    add_layers(block, network.copies(), facts.layers);
  }
  facts.copies = network.copies();
  facts.parameters = network.parameters();
  facts.multiply_adds = network.multiply_adds();
  facts.seed = network.seed;
  facts.keeps_bits = keeps_bits(network.arithmetic);
  facts.agenda = agenda_of(network);
  return facts;
}

} // namespace equivarify::codegen
