#include "equivarify/codegen/generate/emit_header.hpp"

#include "equivarify/codegen/generate/c_names.hpp"
#include "equivarify/codegen/generate/emit_action.hpp"
#include "equivarify/codegen/generate/emit_facts.hpp"
#include "equivarify/codegen/generate/emit_fourier.hpp"
#include "equivarify/codegen/generate/emit_integers.hpp"
#include "equivarify/codegen/generate/emit_layers.hpp"
#include "equivarify/codegen/generate/emit_members.hpp"
#include "equivarify/codegen/generate/emit_outputs.hpp"
#include "equivarify/codegen/generate/emit_parts.hpp"
#include "equivarify/codegen/generate/emit_steps.hpp"
#include "equivarify/codegen/generate/emit_ties.hpp"
#include "equivarify/codegen/generate/layout.hpp"
#include "equivarify/codegen/generate/names.hpp"
#include "equivarify/codegen/generate/step_text.hpp"

#include <fmt/format.h>

#include <bit>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace equivarify::codegen {
namespace {

std::string includes(Plan const& plan, Purpose purpose) {
  std::set<std::string> headers{"base/arithmetic.hpp",
                                "group/grid_motion.hpp",
                                "arrays/feature_map.hpp",
                                "group/group_algebra.hpp",
                                "layers/rearrange.hpp"};
  if (purpose == Purpose::training) {
    headers.insert({"graph/trainable_graph.hpp", "graph/training_engine.hpp", "network/model.hpp"});
  } else {
    headers.insert({"answers/answers.hpp",
                    "graph/graph.hpp",
                    "graph/inference_engine.hpp",
                    "tensor_file/read_weights.hpp"});
  }
  if (purpose == Purpose::training && !emit_ties(plan).empty()) {
    headers.insert("optimizer/tied_weights.hpp");
  }
  if (purpose == Purpose::training && emit_integers(plan).find("rt::") != std::string::npos) {
    headers.insert("network/integer_layers.hpp");
  }
  if (is_by_steps(plan.network)) {
    headers.insert("group/steps.hpp");
  }
  if (plan.network.arithmetic == Arithmetic::bf16) {
    headers.insert("graph/rounded.hpp");
  }
  if (plan.transform) {
    headers.insert(plan.transform->tables ? "group/general_fourier.hpp" : "group/fourier.hpp");
  }
  for_each_step(plan, [&](Step const& step) {
    headers.insert(kernel_of(plan, step, {}).header + ".hpp");
    if (step.norm) {
      headers.insert("norm/normalised.hpp");
    }
  });
  std::string text;
  for (std::string const& header : headers) {
    text += fmt::format("#include \"equivarify/runtime/{}\"\n", header);
  }
  return text + (plan.network.parts.empty() ? "\n" : "\n#include <algorithm>\n") +
         "#include <array>\n#include <cstddef>\n#include <cstdint>\n" +
         (purpose == Purpose::inference ? "#include <memory>\n#include <span>\n#include <string>\n"
                                        : "") +
         "#include <string_view>\n";
}

std::string emit_read_weights() {
  return R"(
#ifndef EQUIVARIFY_NO_FILES
  /// The weights in a file that the training of this spec wrote.
  ///
  /// \throws std::runtime_error if the file cannot be read, is of another spec or is damaged.
  static std::unique_ptr<Weights> read_weights(std::string const& path) {
    auto weights = std::make_unique<Weights>();
    rt::read_weights(path, spec_sha256, parameters(*weights));
    return weights;
  }
#endif

  /// The weights in the bytes of such a file.
  ///
  /// \throws std::runtime_error if they are of another spec or damaged.
  static std::unique_ptr<Weights> read_weights(std::span<unsigned char const> file) {
    auto weights = std::make_unique<Weights>();
    rt::read_weights(file, spec_sha256, parameters(*weights));
    return weights;
  }
)";
}

std::string emit_trained_weights() {
  return R"(
  /// The weights that are built in.
  static std::unique_ptr<Weights> trained_weights() {
    auto weights = std::make_unique<Weights>();
    rt::set_weights(trained_bits, parameters(*weights));
    return weights;
  }
)";
}

/// The bits of \p weights in the order of weight files: read faster than decimal numbers, and
/// exact.
std::string emit_bits(ReferenceWeights<float> const& weights) {
  std::vector<std::string> items;
  for (auto const& parameter : weights) {
    for (float const value : parameter.values) {
      items.push_back(fmt::format("0x{:08x}", std::bit_cast<std::uint32_t>(value)));
    }
  }
  return "\n/// The weights as the bits of floats, in the order of weight files.\n" +
         braced_list(fmt::format("inline constexpr std::array<std::uint32_t, {}> trained_bits",
                                 items.size()),
                     items,
                     ";\n\n");
}

bool weighs_labels(Network const& network, Purpose purpose) {
  return purpose == Purpose::training && !network.labels.class_weights.empty();
}

std::string emit_loss_weights(Network const& network) {
  return "/// How much the loss counts where each of the classes is right.\nstruct LossWeights "
         "{\n" +
         class_weights_member_text(network.labels.class_weights) + "};\n\n";
}

/// What \p training has that the runtime's TrainingDefaults have not.
std::string emit_training(Training const& training, Pose pose) {
  Training const usual;
  std::vector<std::string> fields;
  auto const add = [&](char const* name, auto const& value, auto const& otherwise) {
    if (value != otherwise) {
      fields.push_back(fmt::format(".{} = {}", name, value));
    }
  };
  add("epochs", training.epochs, usual.epochs);
  add("batch", training.batch, usual.batch);
  add("learning_rate", training.learning_rate, usual.learning_rate);
  add("final_learning_rate", training.final_learning_rate, usual.final_learning_rate);
  if (training.schedule != usual.schedule) {
    fields.push_back(fmt::format(".schedule = rt::Schedule::{}", training.schedule));
  }
  add("beta1", training.beta1, usual.beta1);
  add("beta2", training.beta2, usual.beta2);
  add("epsilon", training.epsilon, usual.epsilon);
  if (pose != Pose::upright) {
    fields.push_back(fmt::format(".pose = rt::Pose::{}", to_string(pose)));
  }
  add("shift", training.shift, usual.shift);
  add("turn", training.turn, usual.turn);
  return braced_list("  static constexpr rt::TrainingDefaults training", fields, ";\n");
}

std::string emit_sizes(Plan const& plan, Purpose purpose) {
  std::string text = fmt::format("/// Images whose values are in memory at once.\n"
                                 "inline constexpr std::size_t micro_batch = {};\n\n",
                                 plan.micro_batch);
  return purpose == Purpose::inference
             ? text
             : text + fmt::format("/// Images whose gradients are in memory at once.\n"
                                  "inline constexpr std::size_t backward_batch = {};\n\n",
                                  plan.backward_group);
}

std::string emit_model(Plan const& plan, Purpose purpose, bool has_weights) {
  std::string const start =
      "\n/// The network with its group and its action, and what else is known of "
      "it.\nstruct Model : Layers, Group, Action" +
      std::string{plan.network.outputs.empty() ? "" : ", Outputs"} +
      (weighs_labels(plan.network, purpose) ? ", LossWeights" : "") +
      (purpose == Purpose::training ? ", Integers {\n" : " {\n") +
      emit_model_facts(plan.network, plan.is_exact());
  return purpose == Purpose::training
             ? start + emit_part_facts(plan.network) +
                   emit_training(plan.network.training, plan.network.labels.pose) +
                   fmt::format("\n  using Engine = rt::{}, micro_batch, backward_batch{}>;\n}};\n",
                               plan.network.outputs.empty()
                                   ? "TrainingEngine<Layers, classes"
                                   : "OutputTrainingEngine<Layers, Outputs",
                               weighs_labels(plan.network, purpose) ? ", LossWeights" : "")
             : start + "\n  using Engine = rt::InferenceEngine<Layers, micro_batch>;\n" +
                   emit_read_weights() + (has_weights ? emit_trained_weights() : "") + "};\n";
}

} // namespace

std::string
emit_header(Plan const& planned, Purpose purpose, ReferenceWeights<float> const* trained) {
  Plan const plan = purpose == Purpose::training ? for_training(planned) : planned;
  std::string const space = namespace_of(plan.network.name);
  std::string const guard = to_macro_name(plan.network.name) + "_HPP";
  return emit_provenance(plan.network) +
         fmt::format("#ifndef {0}\n#define {0}\n\n{1}\nnamespace {2} {{\n\nnamespace rt = "
                     "equivarify::runtime;\n\n",
                     guard,
                     includes(plan, purpose),
                     space) +
         emit_group(plan.network) + "\n" + emit_action(plan.network) + "\n" +
         emit_construction(plan.network) + emit_fourier_tables(plan) +
         (purpose == Purpose::training ? emit_ties(plan) : std::string{}) +
         emit_outputs(plan.network, purpose) +
         (weighs_labels(plan.network, purpose) ? emit_loss_weights(plan.network) : std::string{}) +
         emit_input(plan.network) + emit_sizes(plan, purpose) + emit_layers(plan, purpose) +
         emit_network(plan, purpose) +
         (purpose == Purpose::training ? emit_integers(plan) : std::string{}) +
         (trained == nullptr ? std::string{} : emit_bits(*trained)) +
         emit_model(plan, purpose, trained != nullptr) +
         fmt::format("\n}} // namespace {}\n\n#endif\n", space);
}

} // namespace equivarify::codegen
