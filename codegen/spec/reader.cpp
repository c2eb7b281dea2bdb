#include "equivarify/codegen/spec/reader.hpp"

#include "equivarify/codegen/layers/json.hpp"
#include "equivarify/codegen/spec/output_form.hpp"
#include "equivarify/codegen/spec/reads.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace equivarify::codegen {
namespace {

using nlohmann::json;

GroupSpec read_group_spec(json const& value) {
  return {value.dump()};
}

MotionSpec read_motion(json const& value) {
  return {value.dump()};
}

Shape read_shape(json const& value) {
  return {value[0].get<std::size_t>(), value[1].get<std::size_t>(), value[2].get<std::size_t>()};
}

std::map<std::string, MotionSpec> read_action(json const& value) {
  std::map<std::string, MotionSpec> action;
  for (auto const& [generator, motion] : value.items()) {
    action.emplace(generator, read_motion(motion));
  }
  return action;
}

Equivarification read_equivarification(json const& value) {
  if (value == "none") {
    return Equivarification::none;
  }
  return value == "lift" ? Equivarification::lift : Equivarification::concat;
}

BlockSpec read_block(json const& value) {
  BlockSpec block{.name = value["name"].get<std::string>(),
                  .equivarification = read_equivarification(value["equivarify"]),
                  .layers = {}};
  for (json const& layer : value["layers"]) {
    block.layers.push_back({.name = layer.value("name", ""),
                            .operation = read_operation(layer),
                            .inputs = layer.value("inputs", std::vector<std::string>{})});
  }
  return block;
}

/// Calls the n-th layer of a type TYPEn where the user gave it no name.
void name_layers(std::vector<BlockSpec>& blocks) {
  std::map<std::string, int> count;
  for (BlockSpec& block : blocks) {
    for (LayerSpec& layer : block.layers) {
      std::string const type = type_name(layer.operation);
      std::string const standard = type + std::to_string(++count[type]);
      layer.name = layer.name.empty() ? standard : layer.name;
    }
  }
}

/// Leaves out where a layer reads the one before, so that stating it changes no digest.
void leave_out_standard_inputs(BlockSpec& block) {
  std::string before = block_input;
  for (LayerSpec& layer : block.layers) {
    if (layer.inputs == std::vector{before}) {
      layer.inputs.clear();
    }
    before = layer.name;
  }
}

std::vector<BlockSpec> read_blocks(json const& value) {
  std::vector<BlockSpec> blocks;
  for (json const& block : value) {
    blocks.push_back(read_block(block));
  }
  name_layers(blocks);
  std::for_each(blocks.begin(), blocks.end(), leave_out_standard_inputs);
  return blocks;
}

Pose read_pose(std::string const& word) {
  if (word == "unknown") {
    return Pose::unknown;
  }
  return word == "given" ? Pose::given : Pose::upright;
}

LabelsSpec read_labels(json const& value) {
  LabelsSpec labels;
  labels.classes = value.value("classes", labels.classes);
  labels.elements = value.value("elements", labels.elements);
  labels.symmetries = value.value("symmetries", labels.symmetries);
  labels.pose = read_pose(value.value("pose", to_string(labels.pose)));
  return labels;
}

PermutationSpec read_permutation(json const& value) {
  if (value.is_string()) {
    return value.get<std::string>();
  }
  return value.get<std::vector<std::uint32_t>>();
}

AlreadySpec read_already(json const& value) {
  AlreadySpec already{.subgroup = value["subgroup"].get<std::vector<std::string>>(), .labels = {}};
  if (value.contains("labels") && value["labels"].is_object()) {
    for (auto const& [name, permutation] : value["labels"].items()) {
      already.labels.emplace(name, read_permutation(permutation));
    }
  }
  return already;
}

Training read_training(json const& value) {
  Training const standard;
  return {.epochs = value.value("epochs", standard.epochs),
          .batch = value.value("batch", standard.batch),
          .learning_rate = value.value("learning_rate", standard.learning_rate),
          .final_learning_rate = value.value("final_learning_rate", standard.final_learning_rate),
          .schedule = value.value("schedule", standard.schedule),
          .beta1 = value.value("beta1", standard.beta1),
          .beta2 = value.value("beta2", standard.beta2),
          .epsilon = value.value("epsilon", standard.epsilon)};
}

} // namespace

Spec read_spec(json const& value, Problems const& problems) {
  Spec spec;
  auto const read = [&](std::string const& pointer, auto& part, auto const& reader) {
    json::json_pointer const place{pointer};
    if (value.contains(place) && !problems.blocked(pointer)) {
      part = reader(value[place]);
    }
  };
  auto const as_text = [](json const& text) { return text.get<std::string>(); };
  read("/name", spec.name, as_text);
  read("/description", spec.description, as_text);
  read("/group", spec.group, read_group_spec);
  read("/input/shape", spec.input.shape, read_shape);
  read("/input/action", spec.input.action, read_action);
  read("/network", spec.network, read_blocks);
  read("/construction", spec.construction, as_text);
  read("/already", spec.already, read_already);
  read("/labels", spec.labels, read_labels);
  read("/output", spec.output, read_outputs);
  if (value.contains("output") && !problems.blocked("/output")) {
    auto classes = joint_classes(value["output"]);
    spec.labels.classes = classes.empty() ? spec.labels.classes : std::move(classes);
  }
  read("/seed", spec.seed, [](json const& number) { return number.get<std::uint64_t>(); });
  read("/training", spec.training, read_training);
  read("/arithmetic", spec.arithmetic, [](json const& word) {
    return word == "fast" ? Arithmetic::fast : Arithmetic::exact;
  });
  return spec;
}

} // namespace equivarify::codegen
