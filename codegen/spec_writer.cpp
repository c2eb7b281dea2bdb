#include "equivarify/codegen/spec_writer.hpp"

#include <nlohmann/json.hpp>

namespace equivarify::codegen {
namespace {

using nlohmann::json; // sorts its keys

json to_json(Extent const& extent) {
  return json::array({extent.rows, extent.columns});
}

struct OperationWriter {
  json& layer;

  void operator()(Conv2d const& conv) const {
    layer["filters"] = conv.filters;
    layer["kernel"] = to_json(conv.kernel);
    layer["stride"] = to_json(conv.stride);
    layer["padding"] = conv.padding == Padding::same ? "same" : "valid";
    write_tied(conv.tied);
  }

  void operator()(Dense const& dense) const {
    layer["units"] = dense.units;
    write_tied(dense.tied);
  }

  void operator()(MaxPool2d const& pool) const { write_pool(pool); }

  void operator()(AveragePool2d const& pool) const { write_pool(pool); }

  template <typename WithoutFields>
  void operator()(WithoutFields const&) const {}

private:
  /// Only where it is said, so that specs from before there were ties keep their digests.
  void write_tied(bool tied) const {
    if (tied) {
      layer["tied"] = true;
    }
  }

  template <typename Pool>
  void write_pool(Pool const& pool) const {
    layer["size"] = to_json(pool.size);
    layer["stride"] = to_json(pool.stride);
  }
};

json to_json(LayerSpec const& layer) {
  json result{{"type", type_name(layer.operation)}, {"name", layer.name}};
  std::visit(OperationWriter{result}, layer.operation);
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
  json action = json::object();
  for (auto const& [generator, motion] : input.action) {
    json const form = json::parse(motion.form);
    action[generator] = form.is_string() ? json::array({form}) : form;
  }
  return {{"shape", {input.shape.channels, input.shape.rows, input.shape.columns}},
          {"action", action}};
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

} // namespace

std::string canonical_form(Spec const& spec) {
  json network = json::array();
  for (BlockSpec const& block : spec.network) {
    network.push_back(to_json(block));
  }
  LabelsSpec const& labels = spec.labels;
  json result{{"name", spec.name},
              {"group", json::parse(spec.group.form)},
              {"input", to_json(spec.input)},
              {"network", network},
              {"labels",
               {{"classes", labels.classes},
                {"elements", labels.elements},
                {"symmetries", labels.symmetries}}},
              {"seed", spec.seed},
              {"training", to_json(spec.training)},
              {"arithmetic", spec.arithmetic == Arithmetic::fast ? "fast" : "exact"}};
  write_construction(spec, result);
  return result.dump();
}

} // namespace equivarify::codegen
