#include "equivarify/codegen/spec/writer.hpp"

#include "equivarify/codegen/layers/json.hpp"
#include "equivarify/codegen/spec/output_form.hpp"

#include <nlohmann/json.hpp>

namespace equivarify::codegen {
namespace {

using nlohmann::json; // sorts its keys

json to_json(LayerSpec const& layer) {
  json result{{"name", layer.name}};
  write_operation(layer.operation, result);
  if (!layer.inputs.empty()) {
    result["inputs"] = layer.inputs;
  }
  return result;
}

json to_json(BlockSpec const& block) {
  json layers = json::array();
  for (LayerSpec const& layer : block.layers) {
    layers.push_back(to_json(layer));
  }
  return {
      {"name", block.name}, {"equivarify", to_string(block.equivarification)}, {"layers", layers}};
}

json to_json(InputSpec const& input) {
  return {{"shape", {input.shape.channels, input.shape.rows, input.shape.columns}},
          {"action", to_json(input.action)}};
}

json to_json(Training const& training) {
  return {{"epochs", training.epochs},
          {"batch", training.batch},
          {"learning_rate", training.learning_rate},
          {"final_learning_rate", training.final_learning_rate},
          {"schedule", training.schedule},
          {"beta1", training.beta1},
          {"beta2", training.beta2},
          {"epsilon", training.epsilon}};
}

/// The keys that say how the network is constructed; left out where they say nothing, so that specs
/// from before there were constructions keep their digests.
void write_construction(Spec const& spec, json& result) {
  if (spec.construction != "g_product") {
    result["construction"] = spec.construction;
  }
  if (spec.already) {
    json labels = "trivial";
    for (auto const& [name, permutation] : spec.already->labels) {
      if (labels.is_string()) {
        labels = json::object();
      }
      labels[name] = std::visit([](auto const& form) { return json(form); }, permutation);
    }
    result["already"] = {{"subgroup", spec.already->subgroup}, {"labels", labels}};
  }
}

/// What comes out, and what it is called; the two ways to say so exclude each other.
void write_outputs(Spec const& spec, json& result) {
  LabelsSpec const& labels = spec.labels;
  if (!spec.output.empty()) {
    result["labels"] = {{"elements", labels.elements}};
    for (OutputSpec const& output : spec.output) {
      result["output"][output.name] = to_json(output);
    }
    return;
  }
  result["labels"] = {{"classes", labels.classes},
                      {"elements", labels.elements},
                      {"symmetries", labels.symmetries}};
  if (labels.pose != Pose::upright) { // so that specs from before there was a choice keep digests
    result["labels"]["pose"] = to_string(labels.pose);
  }
}

json canonical_json(Spec const& spec) {
  json network = json::array();
  for (BlockSpec const& block : spec.network) {
    network.push_back(to_json(block));
  }
  json result{{"name", spec.name},
              {"group", json::parse(spec.group.form)},
              {"input", to_json(spec.input)},
              {"network", network},
              {"seed", spec.seed},
              {"training", to_json(spec.training)},
              {"arithmetic", spec.arithmetic == Arithmetic::fast ? "fast" : "exact"}};
  write_outputs(spec, result);
  write_construction(spec, result);
  return result;
}

} // namespace

std::string canonical_form(Spec const& spec) {
  return canonical_json(spec).dump();
}

std::string network_form(Spec const& spec) {
  json form = canonical_json(spec);
  for (char const* const key : {"name", "seed", "training", "arithmetic", "labels", "output"}) {
    form.erase(key);
  }
  if (spec.output.empty()) {
    form["classes"] = spec.labels.classes.size();
  }
  for (OutputSpec const& output : spec.output) {
    form["output"].push_back(meaning_of(output));
  }
  return form.dump();
}

} // namespace equivarify::codegen
