#include "equivarify/codegen/lift/lifted_spec.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/layers/json.hpp"
#include "equivarify/codegen/layers/part.hpp"
#include "equivarify/codegen/lift/tensor.hpp"
#include "equivarify/codegen/spec/load.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace equivarify::codegen {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

/// \p layer as a person would write it: its fields in their order, those at their defaults left
/// out.
ordered_json layer_form(Layer const& layer, std::vector<std::string> const& inputs) {
  LayerType const& type = layer.operation.type();
  json written;
  write_operation(layer.operation, written);
  ordered_json form{{"name", layer.name}, {"type", type.name()}};
  for (Field const& field : type.fields()) {
    bool const is_standard = field.otherwise && field.get(layer.operation) == *field.otherwise;
    bool const repeats = !field.repeats.empty() && written[field.name] == written[field.repeats];
    if (!is_standard && !repeats && written.contains(field.name)) {
      json const& value = written[field.name];
      bool const is_square = value.is_array() && value.size() == 2 && value[0] == value[1];
      form[field.name] = is_square ? value[0] : value;
    }
  }
  if (!inputs.empty()) {
    form["inputs"] = inputs;
  }
  return form;
}

bool is_part(LiftedLayer const& lifted) {
  return lifted.layer.operation.as<Part>() != nullptr;
}

/// \p form, tied where the network is equivariant already.
ordered_json tied_form(ordered_json form, Layer const& layer, SpecFrame const& frame) {
  if (!frame.already.is_null() && layer.operation.type().find_field("tied") != nullptr) {
    form["tied"] = true;
  }
  return form;
}

/// The names of what layer \p index reads; none where that is the layer before alone, which is no
/// part of the input.
std::vector<std::string> inputs_of(std::vector<LiftedLayer> const& layers, std::size_t index) {
  std::vector<std::size_t> const& reads = layers[index].layer.reads;
  if (reads == std::vector<std::size_t>{index} && (index == 0 || !is_part(layers[index - 1]))) {
    return {};
  }
  std::vector<std::string> names;
  for (std::size_t const value : reads) {
    names.push_back(value == 0 ? "input" : layers[value - 1].layer.name);
  }
  return names;
}

std::string layers_text(std::vector<LiftedLayer> const& layers, SpecFrame const& frame) {
  std::string text;
  for (std::size_t i = 0; i < layers.size(); ++i) {
    if (!is_part(layers[i])) {
      text += fmt::format(
          "      {}{}\n",
          tied_form(layer_form(layers[i].layer, inputs_of(layers, i)), layers[i].layer, frame)
              .dump(),
          i + 1 < layers.size() ? "," : "");
    }
  }
  return text;
}

/// The field `input`: an array, or several by their names.
ordered_json input_form(LiftedNetwork const& lifted, SpecFrame const& frame) {
  ordered_json parts = ordered_json::object();
  for (LiftedInput const& input : lifted.inputs) {
    ordered_json form{{"shape", extents_of(input.shape)},
                      {"action", input.part.empty() ? frame.action : frame.action.at(input.part)}};
    if (frame.from.contains(input.part)) {
      form["from"] = frame.from.at(input.part);
    }
    if (input.part.empty()) {
      return form;
    }
    parts[input.part] = std::move(form);
  }
  return {{"parts", parts}};
}

/// The fields between the network and what comes out, a line each.
std::string fields_text(SpecFrame const& frame) {
  ordered_json fields = ordered_json::object();
  if (frame.construction != "g_product") {
    fields["construction"] = frame.construction;
  }
  if (!frame.already.is_null()) {
    fields["already"] = frame.already;
  }
  fields.update(frame.more);
  std::string text;
  for (auto const& [name, value] : fields.items()) {
    text += fmt::format("  {}: {},\n", ordered_json(name).dump(), value.dump());
  }
  return text;
}

/// The last field: what comes out.
std::string output_text(LiftedNetwork const& lifted, SpecFrame const& frame) {
  if (!frame.output.is_null()) {
    return fmt::format("  \"output\": {}\n", frame.output.dump());
  }
  std::vector<std::string> classes;
  for (std::size_t c = 0; c < frame.classes.size(); ++c) {
    classes.push_back(frame.classes.at(lifted.output_order.at(c)));
  }
  ordered_json labels{{"classes", classes}};
  labels.update(frame.labels);
  return fmt::format("  \"labels\": {}\n", labels.dump());
}

/// The tensor of \p lifted called \p name, `LAYER.TENSOR`.
LiftedTensor const& tensor_called(LiftedNetwork const& lifted, std::string const& name) {
  for (LiftedLayer const& layer : lifted.layers) {
    for (LiftedTensor const& tensor : layer.tensors) {
      if (layer.layer.name + "." + tensor.name == name) {
        return tensor;
      }
    }
  }
  throw algebra::InternalError{"a tensor that was not lifted"};
}

/// `channels, rows, columns of [1, 8, 16, 1]` and so on, where the orders differ.
std::string order_in_words(std::vector<std::uint32_t> const& order, Extents const& shape) {
  return std::is_sorted(order.begin(), order.end())
             ? "in the same order"
             : fmt::format("the entries of {} in another order", to_string(shape));
}

Extents signed_extents(std::vector<std::size_t> const& shape) {
  return {shape.begin(), shape.end()};
}

} // namespace

std::string spec_text(LiftedNetwork const& lifted, SpecFrame const& frame) {
  using Handler = ordered_json::error_handler_t;
  return fmt::format("{{\n  \"name\": {},\n  \"description\": {},\n  \"group\": {},\n"
                     "  \"input\": {},\n  \"network\": [\n"
                     "    {{\"name\": \"lifted\", \"equivarify\": {}, \"layers\": [\n{}"
                     "    ]}}\n  ],\n{}{}}}\n",
                     ordered_json(frame.name).dump(),
                     ordered_json(frame.description).dump(-1, ' ', false, Handler::replace),
                     frame.group.dump(),
                     input_form(lifted, frame).dump(),
                     ordered_json(frame.equivarification).dump(),
                     layers_text(lifted.layers, frame),
                     fields_text(frame),
                     output_text(lifted, frame));
}

Network parse_unwritten(std::string const& text, std::string const& called) {
  try {
    return parse_network(text, called);
  } catch (InputError const& error) {
    std::vector<Problem> problems = error.problems();
    for (Problem& problem : problems) {
      problem.place = {};
    }
    throw InputError{called, problems};
  }
}

void require_finite_weights(LiftedNetwork const& lifted) {
  for (LiftedLayer const& layer : lifted.layers) {
    for (LiftedTensor const& tensor : layer.tensors) {
      auto const place = std::find_if_not(tensor.values.begin(),
                                          tensor.values.end(),
                                          [](float value) { return std::isfinite(value); });
      if (place != tensor.values.end()) {
        throw InputError{{.summary = fmt::format("node \"{}\" cannot be lifted", layer.node),
                          .found = fmt::format("{} in \"{}\"", *place, tensor.source),
                          .expected = fmt::format(
                              "finite numbers, for \"{}.{}\"", layer.layer.name, tensor.name)}};
      }
    }
  }
}

ReferenceWeights<float> weights_of(Network const& network, LiftedNetwork const& lifted) {
  ReferenceWeights<float> weights = zero_weights<float>(network);
  for (ReferenceParameter<float>& parameter : weights) {
    LiftedTensor const& tensor = tensor_called(lifted, parameter.name);
    EQUIVARIFY_ASSERT(tensor.values.size() == parameter.values.size(), "weights of another size");
    parameter.values = tensor.values;
  }
  return weights;
}

ordered_json mapping_of(LiftedNetwork const& lifted, Network const& network) {
  ordered_json layers = ordered_json::array();
  for (LiftedLayer const& layer : lifted.layers) {
    if (!is_part(layer)) {
      layers.push_back({{"layer", layer.layer.name}, {"node", layer.node}});
    }
  }
  ordered_json inputs = ordered_json::array();
  for (LiftedInput const& input : lifted.inputs) {
    inputs.push_back({{"file_shape", input.file_shape},
                      {"shape", extents_of(input.shape)},
                      {"order", input.order}});
    if (!input.part.empty()) {
      inputs.back()["name"] = input.name;
      inputs.back()["part"] = input.part;
    }
  }
  ordered_json tensors = ordered_json::array();
  for (auto const& parameter : zero_weights<float>(network)) {
    LiftedTensor const& tensor = tensor_called(lifted, parameter.name);
    tensors.push_back({{"tensor", parameter.name},
                       {"shape", parameter.shape},
                       {"source", tensor.source},
                       {"source_shape", tensor.source_shape},
                       {"change", tensor.change}});
  }
  bool const is_one = lifted.inputs.size() == 1;
  return {{is_one ? "input" : "inputs", is_one ? inputs.front() : inputs},
          {"output", {{"file_shape", lifted.file_output}, {"order", lifted.output_order}}},
          {"layers", layers},
          {"tensors", tensors},
          {"remarks", lifted.remarks}};
}

std::string mapping_text(LiftedNetwork const& lifted, Network const& network) {
  std::string text;
  for (LiftedInput const& input : lifted.inputs) {
    text += fmt::format("input   {}{} of the file as {}{}, {}\n",
                        input.part.empty() ? "" : input.name + " ",
                        to_string(input.file_shape),
                        input.part.empty() ? "" : input.part + " ",
                        to_string(input.shape),
                        order_in_words(input.order, input.file_shape));
  }
  for (LiftedLayer const& layer : lifted.layers) {
    if (is_part(layer)) {
      continue;
    }
    text += fmt::format("layer   {:<24} {:<22} {}\n",
                        layer.layer.name,
                        type_name(layer.layer.operation) + " -> " + to_string(layer.layer.output),
                        layer.node);
  }
  for (auto const& parameter : zero_weights<float>(network)) {
    LiftedTensor const& tensor = tensor_called(lifted, parameter.name);
    std::string const change = tensor.change.empty() ? "" : ", " + tensor.change;
    std::string const source =
        tensor.source.empty()
            ? tensor.change
            : fmt::format("{} {}{}", tensor.source, to_string(tensor.source_shape), change);
    text += fmt::format("weights {:<24} {:<22} {}\n",
                        parameter.name,
                        to_string(signed_extents(parameter.shape)),
                        source);
  }
  text += fmt::format("output  {} of the file, {}\n",
                      to_string(lifted.file_output),
                      order_in_words(lifted.output_order, lifted.file_output));
  for (std::string const& remark : lifted.remarks) {
    text += remark + "\n";
  }
  return text;
}

} // namespace equivarify::codegen
