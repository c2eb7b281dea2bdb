#include "equivarify/codegen/generate/emit_header.hpp"

#include "equivarify/codegen/generate/emit_facts.hpp"
#include "equivarify/codegen/generate/emit_fourier.hpp"
#include "equivarify/codegen/generate/emit_layers.hpp"
#include "equivarify/codegen/generate/emit_ties.hpp"
#include "equivarify/codegen/generate/names.hpp"
#include "equivarify/codegen/generate/step_text.hpp"

#include <fmt/format.h>

#include <set>
#include <string>

namespace equivarify::codegen {
namespace {

std::string includes(Plan const& plan, Purpose purpose) {
  std::set<std::string> headers{"grid_motion.hpp",
                                "kernels/buffer.hpp",
                                "kernels/crew.hpp",
                                "kernels/feature_map.hpp",
                                "kernels/group_algebra.hpp",
                                "kernels/rearrange.hpp",
                                "parallel.hpp",
                                "parameters.hpp"};
  if (purpose == Purpose::training) {
    headers.insert({"kernels/initialize.hpp", "kernels/training_engine.hpp", "model.hpp"});
  } else {
    headers.insert({"kernels/inference_engine.hpp", "kernels/read_weights.hpp"});
  }
  if (purpose == Purpose::training && !emit_ties(plan).empty()) {
    headers.insert("kernels/tied_weights.hpp");
  }
  if (plan.transform) {
    headers.insert(plan.transform->tables ? "kernels/general_fourier.hpp" : "kernels/fourier.hpp");
  }
  for (Step const& step : plan.image_steps) {
    headers.insert("kernels/" + kernel_of(plan, step, "").header + ".hpp");
  }
  for (Step const& step : plan.vector_steps) {
    headers.insert("kernels/" + kernel_of(plan, step, "").header + ".hpp");
  }
  std::string text;
  for (std::string const& header : headers) {
    text += fmt::format("#include \"equivarify/runtime/{}\"\n", header);
  }
  return text + "\n#include <array>\n#include <cstddef>\n#include <cstdint>\n#include "
                "<memory>\n#include <span>\n"
                "#include <string_view>\n#include <vector>\n";
}

/// Calls \p emit for each step with weights and joins what it returns.
template <typename F>
std::string for_each_weighted(Plan const& plan, F const& emit) {
  std::string text;
  for (auto const* steps : {&plan.image_steps, &plan.vector_steps}) {
    for (Step const& step : *steps) {
      text += has_weights(step) ? emit(step) : std::string{};
    }
  }
  return text;
}

std::string emit_parameters(Plan const& plan) {
  return "  /// The parameters by their names in weight files, in order.\n"
         "  static std::vector<rt::ParameterView> parameters(Weights& weights) {\n"
         "    return {\n" +
         for_each_weighted(plan,
                           [&](Step const& step) {
                             return fmt::format("        {},\n        {},\n",
                                                weight_view(plan, step, "weights."),
                                                bias_view(step, "weights."));
                           }) +
         "    };\n"
         "  }\n";
}

std::string emit_initialize(Plan const& plan) {
  return "\n  /// Random first weights, biases 0.\n"
         "  static std::unique_ptr<Weights> initialize(std::uint64_t seed_of_weights) {\n"
         "    auto weights = std::make_unique<Weights>();\n"
         "    rt::Random random{seed_of_weights};\n" +
         for_each_weighted(plan,
                           [&](Step const& step) {
                             bool const conv = step.is_convolution();
                             return fmt::format(
                                 "    rt::initialize_weights(weights->{0}.{1}, {2}, random);\n"
                                 "    weights->{0}.bias.fill(0.0F);\n",
                                 step.name,
                                 conv ? "kernel" : "matrix",
                                 parameters(plan, step) / step.output.channels - 1);
                           }) +
         emit_tie_calls(plan, "rt::tie_weights", "weights->", "    ") +
         "    return weights;\n"
         "  }\n";
}

std::string emit_read_weights() {
  return "\n  /// The weights in a file that the training of this spec wrote.\n"
         "  ///\n"
         "  /// \\throws std::runtime_error when the file cannot be read or is of another spec.\n"
         "  static std::unique_ptr<Weights> read_weights(std::string const& path) {\n"
         "    auto weights = std::make_unique<Weights>();\n"
         "    rt::read_weights(path, spec_sha256, parameters(*weights));\n"
         "    return weights;\n"
         "  }\n";
}

std::string emit_training(Training const& training) {
  return fmt::format(
      "  static constexpr rt::TrainingDefaults training{{\n"
      "      .epochs = {}, .batch = {}, .learning_rate = {}, .final_learning_rate = {},\n"
      "      .schedule = rt::Schedule::{}, .beta1 = {}, .beta2 = {}, .epsilon = {}}};\n",
      training.epochs,
      training.batch,
      training.learning_rate,
      training.final_learning_rate,
      training.schedule,
      training.beta1,
      training.beta2,
      training.epsilon);
}

std::string emit_model(Plan const& plan, Purpose purpose) {
  bool const training = purpose == Purpose::training;
  return "/// The network: what is known about it, its weights, and the engine that evaluates " +
         std::string(training ? "and trains it.\n" : "it.\n") + "struct Model {\n" +
         emit_model_facts(plan.network, plan.is_exact()) +
         (training ? emit_training(plan.network.training) : "") +
         fmt::format("\n  using Weights = {}::Weights;\n  using Engine = rt::{}<Layers>;\n\n",
                     plan.network.name,
                     training ? "TrainingEngine" : "InferenceEngine") +
         emit_parameters(plan) + (training ? emit_initialize(plan) : emit_read_weights()) + "};\n";
}

} // namespace

std::string emit_header(Plan const& plan, Purpose purpose) {
  std::string const guard = to_macro_name(plan.network.name) + "_HPP";
  return emit_provenance(plan.network) +
         fmt::format("#ifndef {0}\n#define {0}\n\n{1}\nnamespace {2} {{\n\nnamespace rt = "
                     "equivarify::runtime;\n\n",
                     guard,
                     includes(plan, purpose),
                     plan.network.name) +
         emit_group(plan.network) + "\n" + emit_action(plan.network) + "\n" +
         emit_construction(plan.network) + emit_fourier_tables(plan) +
         (purpose == Purpose::training ? emit_ties(plan) : std::string{}) + emit_layer_types(plan) +
         emit_layer_functions(plan, purpose) + emit_storage(plan, purpose) +
         emit_call_order(plan, purpose) + "\n" + emit_model(plan, purpose) +
         fmt::format("\n}} // namespace {}\n\n#endif\n", plan.network.name);
}

} // namespace equivarify::codegen
