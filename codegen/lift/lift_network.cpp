#include "equivarify/codegen/lift/lift_network.hpp"

#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/layers/part.hpp"
#include "equivarify/codegen/lift/graph_lift.hpp"
#include "equivarify/codegen/lift/operators/operator.hpp"
#include "equivarify/codegen/lift/spelled_out.hpp"
#include "equivarify/codegen/spec/fields.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <numeric>
#include <utility>

namespace equivarify::codegen {
namespace {

constexpr std::int64_t oldest_operators = 6;
constexpr std::int64_t newest_operators = 26;

bool is_softmax(OnnxNode const& node) {
  return node.type == "Softmax" || node.type == "LogSoftmax";
}

/// Whether \p node is a softmax whose logits become the output.
bool is_left_out(OnnxNode const& node, OnnxModel const& model, LiftChoices const& choices) {
  return !choices.keep_softmax && is_softmax(node) && !model.outputs.empty() &&
         node.outputs == std::vector{model.outputs.front().name};
}

void require_known_operators(OnnxModel const& model,
                             std::string const& path,
                             LiftChoices const& choices) {
  std::vector<Problem> problems;
  if (model.operator_set < oldest_operators || model.operator_set > newest_operators) {
    problems.push_back({.pointer = "the model, operator set",
                        .summary = "an operator set that is not read",
                        .found = fmt::to_string(model.operator_set),
                        .expected = fmt::format("{} to {}", oldest_operators, newest_operators)});
  }
  for (OnnxNode const& node : model.nodes) {
    if (is_left_out(node, model, choices)) {
      continue;
    }
    if (!node.domain.empty() || find_operator(node.type) == nullptr) {
      std::string const domain = node.domain.empty() ? "" : node.domain + ".";
      problems.push_back(
          {.pointer = in_words(node),
           .summary = "an operator without a form in a spec",
           .found = domain + node.type + (node.has_graphs ? ", which holds a graph" : ""),
           .expected = fmt::format("one of {}; --opaque takes any operator",
                                   fmt::join(operator_names(), ", "))});
    }
  }
  if (!problems.empty()) {
    throw InputError{path, std::move(problems)};
  }
}

/// The only one of \p values, or the one called \p name where that is not empty.
OnnxValue const& chosen(std::vector<OnnxValue> const& values,
                        std::string const& name,
                        char const* what,
                        std::string const& path) {
  std::vector<std::string> names;
  for (OnnxValue const& value : values) {
    if (value.name == name || (name.empty() && values.size() == 1)) {
      return value;
    }
    names.push_back(value.name);
  }
  std::string const wish = name.empty() ? "" : fmt::format("\"{}\" of ", name);
  throw InputError{path,
                   {{.pointer = fmt::format("graph, {}s", what),
                     .summary = fmt::format("not one {}", what),
                     .found = fmt::format("{}{}: {}", wish, names.size(), fmt::join(names, ", ")),
                     .expected = fmt::format("one {}", what)}}};
}

/// The places of \p ours in the file's array: the inverse of the places of the file's in ours.
std::vector<std::uint32_t> inverse(std::vector<std::int64_t> const& places) {
  std::vector<std::uint32_t> order(places.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    order[static_cast<std::size_t>(places[i])] = static_cast<std::uint32_t>(i);
  }
  return order;
}

/// The value that becomes the output, and the softmax after it that was left out; null for none.
struct OutputValue {
  std::string name;
  OnnxNode const* softmax = nullptr;
};

/// That of the output \p name: without a softmax at the end, if it may go.
OutputValue output_of(OnnxModel const& model,
                      std::string name,
                      LiftChoices const& choices,
                      std::vector<std::string>& remarks) {
  for (auto node = model.nodes.rbegin(); node != model.nodes.rend(); ++node) {
    bool const makes_it = !node->outputs.empty() && node->outputs.front() == name;
    if (makes_it && node->type == "Identity") {
      name = node->inputs.front();
    } else if (makes_it && is_softmax(*node) && !choices.keep_softmax) {
      remarks.push_back(
          fmt::format("{} at the end is left out: the outputs are its logits", in_words(*node)));
      return {node->inputs.front(), &*node};
    }
  }
  return {name};
}

/// \throws InputError unless \p shape is the one that \p output declares, as far as it does.
void require_declared(OnnxValue const& output, Extents const& shape, std::string const& path) {
  bool fits = output.shape.empty() || output.shape.size() == shape.size();
  for (std::size_t i = 0; fits && i < output.shape.size(); ++i) {
    auto const* const extent = std::get_if<std::int64_t>(&output.shape[i]);
    fits = extent == nullptr || *extent == shape[i];
  }
  if (!fits) {
    throw InputError{path,
                     {{.pointer = fmt::format("graph, output \"{}\"", output.name),
                       .summary = "an output of another shape than the file declares",
                       .found = extents_text(output.shape),
                       .expected = fmt::format("{}, which the nodes give", to_string(shape))}}};
  }
}

/// \throws InputError unless \p softmax, which was left out, is along an axis of \p shape; null for
/// none.
void require_axis(OnnxNode const* softmax, Extents const& shape, std::string const& path) {
  auto const rank = static_cast<std::int64_t>(shape.size());
  auto const attributes = softmax == nullptr ? std::vector<std::pair<std::string, OnnxAttribute>>{}
                                             : softmax->attributes;
  for (auto const& [name, attribute] : attributes) {
    auto const* const axis = std::get_if<std::int64_t>(&attribute);
    if (name == "axis" && axis != nullptr && (*axis < -rank || *axis >= rank)) {
      throw InputError{path,
                       {{.pointer = in_words(*softmax),
                         .summary = "an axis that is none",
                         .found = fmt::format("axis {} of {}", *axis, to_string(shape)),
                         .expected = fmt::format("{} to {}", -rank, rank - 1)}}};
    }
  }
}

/// Says of each tensor which constant of the file it is: whatever the file did to it before.
void name_sources(OnnxModel const& model, std::vector<LiftedLayer>& layers) {
  for (LiftedLayer& layer : layers) {
    for (LiftedTensor& tensor : layer.tensors) {
      for (OnnxTensor const& constant : model.constants) {
        if (constant.name == tensor.source) {
          auto const* const values = std::get_if<std::vector<float>>(&constant.values);
          tensor.source_shape = constant.shape;
          tensor.change = values != nullptr && *values == tensor.values ? "" : tensor.change;
        }
      }
    }
  }
}

/// The layers that give \p view.
void add_layers(LiftedNetwork& lifted,
                NetworkBuilder& network,
                View const& view,
                LiftChoices const& choices) {
  std::size_t value = choices.flat_output ? network.flat(view.value) : view.value;
  LiftedLayer const* const maker = network.maker(value);
  if (maker == nullptr || maker->layer.operation.as<Part>() != nullptr) {
    value = network.add("flatten", operation_of("flatten"), {value});
  }
  lifted.layers = network.needed_for(value);
  lifted.file_output = view.shape();
  lifted.output_order = inverse(view.places());
}

/// Says of each input how it is arranged, and what stands in for numbers with a point.
void add_inputs(LiftedNetwork& lifted, std::vector<GraphInput> const& inputs) {
  for (GraphInput const& input : inputs) {
    std::vector<std::int64_t> const& order = integers_of(input.arrangement.order);
    lifted.inputs.push_back({.name = input.value->name,
                             .part = input.part,
                             .shape = input.arrangement.shape,
                             .file_shape = input.extents,
                             .order = {order.begin(), order.end()}});
    if (input.value->type == OnnxType::boolean) {
      lifted.remarks.push_back(
          fmt::format("input \"{}\" holds truth values: 1 and 0", input.value->name));
    } else if (is_integer(input.value->type)) {
      lifted.remarks.push_back(
          fmt::format("input \"{}\" holds whole numbers: exact up to 2^24", input.value->name));
    }
  }
}

/// \throws InputError for more layers than a spec takes.
void require_few_layers(LiftedNetwork const& lifted, std::string const& path) {
  if (lifted.layers.size() > most_layers) {
    throw InputError{path,
                     {{.pointer = "graph",
                       .summary = "a network of more layers than a spec takes",
                       .found = fmt::format("{} layers", lifted.layers.size()),
                       .expected = fmt::format("at most {}", most_layers)}}};
  }
}

/// \throws InputError that names each input of several that no layer of \p lifted reads.
void require_all_read(LiftedNetwork const& lifted, std::string const& path) {
  std::vector<Problem> problems;
  for (LiftedInput const& input : lifted.inputs) {
    bool const is_read = input.part.empty() ||
                         std::any_of(lifted.layers.begin(),
                                     lifted.layers.end(),
                                     [&](auto const& l) { return l.layer.name == input.part; });
    if (!is_read) {
      problems.push_back({.pointer = fmt::format("graph, input \"{}\"", input.name),
                          .summary = "an input that cannot be lifted",
                          .found = "nothing that the output depends on reads it",
                          .expected = "inputs that the output depends on"});
    }
  }
  if (!problems.empty()) {
    throw InputError{path, std::move(problems)};
  }
}

} // namespace

LiftedNetwork
lift_network(OnnxModel const& file, std::string const& path, LiftChoices const& choices) {
  OnnxModel const model = with_whole_operators(file);
  require_known_operators(model, path, choices);
  OnnxValue const& output = chosen(model.outputs, choices.output, "output", path);
  LiftedNetwork lifted;
  OutputValue const value = output_of(model, output.name, choices, lifted.remarks);
  std::vector<Problem> problems;
  for (bool const takes_maps : {false, true}) { // another arrangement before a layer of its own
    problems.clear();
    std::vector<GraphInput> inputs = arranged_inputs(model, path, 0);
    for (std::size_t number = 1; !inputs.empty(); ++number) {
      GraphLift graph{model, inputs, takes_maps};
      if (View const* const view = graph.run(value.name)) {
        require_declared(output, view->shape(), path);
        require_axis(value.softmax, view->shape(), path);
        add_layers(lifted, graph.network(), *view, choices);
        add_inputs(lifted, inputs);
        lifted.value = value.name;
        require_all_read(lifted, path);
        require_few_layers(lifted, path);
        name_sources(model, lifted.layers);
        return lifted;
      }
      problems = problems.empty() ? graph.problems(value.name) : problems;
      inputs = arranged_inputs(model, path, number);
    }
  }
  throw InputError{path, std::move(problems)};
}

} // namespace equivarify::codegen
