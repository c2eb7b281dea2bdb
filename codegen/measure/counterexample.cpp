#include "equivarify/codegen/measure/counterexample.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace equivarify::codegen {
namespace {

constexpr std::size_t most_entries = 6;

/// Whether \p layers of a network have the weights called \p name.
bool uses(Network const& network, std::string const& name) {
  return std::any_of(network.blocks.begin(), network.blocks.end(), [&name](Block const& block) {
    return std::any_of(block.layers.begin(), block.layers.end(), [&name](Layer const& layer) {
      return name == layer.name + ".weight" || name == layer.name + ".bias";
    });
  });
}

/// The output of \p network that is numbered \p layer after all layers; null if that is a layer.
Output const* output_at(Network const& network, std::size_t layer) {
  for (Block const& block : network.blocks) {
    if (layer < block.layers.size()) {
      return nullptr;
    }
    layer -= block.layers.size();
  }
  return layer < network.outputs.size() ? &network.outputs[layer] : nullptr;
}

std::string output_text(Output const& output, Difference const& difference) {
  return fmt::format("entry {}: {} in {}(g x), {} in g {}(x)",
                     difference.entry,
                     difference.turned_first,
                     output.name,
                     difference.turned_last,
                     output.name);
}

std::string
difference_text(Network const& network, Layer const& layer, Difference const& difference) {
  auto const h = network.group.element(static_cast<std::uint32_t>(difference.copy));
  return fmt::format("copy {}, entry {}: {} in {}(g x), {} in g {}(x)",
                     network.group.name_of(h),
                     subscripts(difference.entry, extents(layer.output)),
                     difference.turned_first,
                     layer.name,
                     difference.turned_last,
                     layer.name);
}

} // namespace

std::string subscripts(std::size_t index, std::vector<std::size_t> const& shape) {
  std::string text;
  for (auto size = shape.rbegin(); size != shape.rend(); ++size) {
    text = fmt::format("[{}]{}", index % *size, text);
    index /= *size;
  }
  return text;
}

std::vector<std::size_t> extents(Shape const& shape) {
  return shape.is_flat() ? std::vector{shape.channels} : extents_of(shape);
}

std::string sparse_text(std::vector<float> const& values, std::vector<std::size_t> const& shape) {
  std::string text;
  std::size_t count = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i] != 0.0F && ++count <= most_entries) {
      text += fmt::format("{}{} at {}", text.empty() ? "" : ", ", values[i], subscripts(i, shape));
    }
  }
  if (count == 0) {
    return "0";
  }
  return count <= most_entries ? text + ", 0 elsewhere"
                               : fmt::format("{} and {} more", text, count - most_entries);
}

std::vector<std::string>
describe_trial(Network const& network, Trial const& trial, std::size_t layer) {
  Network const part = up_to_layer(network, layer);
  Output const* const output = output_at(part, layer);
  std::string const& name =
      output != nullptr ? output->name : part.blocks.back().layers.back().name;
  std::vector<std::string> lines{fmt::format("refutes: {0}(g x) = g {0}(x)", name),
                                 fmt::format("g = {}", network.group.name_of(trial.g)),
                                 "x = " + sparse_text(trial.x, extents(network.input))};
  for (ReferenceParameter<float> const& parameter : trial.weights) {
    if (uses(part, parameter.name)) {
      lines.push_back(
          fmt::format("{} = {}", parameter.name, sparse_text(parameter.values, parameter.shape)));
    }
  }
  return lines;
}

std::vector<std::string> describe(Network const& network,
                                  Arrangement const& arrangement,
                                  Trial const& trial,
                                  std::size_t layer) {
  std::vector<std::string> lines = describe_trial(network, trial, layer);
  Network const part = up_to_layer(network, layer);
  if (auto const difference = first_difference(part, arrangement, trial)) {
    Output const* const output = output_at(part, difference->layer);
    lines.push_back(output != nullptr
                        ? output_text(*output, *difference)
                        : difference_text(network, part.blocks.back().layers.back(), *difference));
  }
  return lines;
}

} // namespace equivarify::codegen
