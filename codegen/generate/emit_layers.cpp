#include "equivarify/codegen/generate/emit_layers.hpp"

#include "equivarify/codegen/generate/layout.hpp"
#include "equivarify/codegen/generate/step_text.hpp"

#include <fmt/format.h>

#include <functional>
#include <string>
#include <vector>

namespace equivarify::codegen {
namespace {

bool trains(Purpose purpose) {
  return purpose == Purpose::training;
}

/// The text that \p emit makes for each step, joined.
std::string for_each(std::vector<Step> const& steps,
                     std::function<std::string(Step const&)> const& emit) {
  std::string text;
  for (Step const& step : steps) {
    text += emit(step);
  }
  return text;
}

std::vector<Step> all_steps(Plan const& plan) {
  std::vector<Step> steps = plan.image_steps;
  steps.insert(steps.end(), plan.vector_steps.begin(), plan.vector_steps.end());
  return steps;
}

/// A member of `Activations` or `Vectors` with the value behind a step.
std::string value_name(Step const& step) {
  return "after_" + step.name;
}

std::string weighted_members(Plan const& plan, char const* type) {
  return for_each(all_steps(plan), [&](Step const& step) {
    return has_weights(step) ? fmt::format("  {}::{} {};\n", layer_type(step), type, step.name)
                             : std::string{};
  });
}

std::string image_members(Plan const& plan, char const* type, char const* suffix) {
  return for_each(plan.image_steps, [&](Step const& step) {
    return has_weights(step) ? fmt::format("  {} {}{};\n",
                                           fmt::format(fmt::runtime(type), layer_type(step)),
                                           step.name,
                                           suffix)
                             : std::string{};
  });
}

std::string activation_members(Plan const& plan) {
  return "  Input input;\n" + for_each(plan.image_steps, [](Step const& step) {
           return fmt::format("  {}::Output {};\n", layer_type(step), value_name(step));
         });
}

std::string vector_members(Plan const& plan, bool training) {
  std::string text;
  auto const member = [&](std::string const& name, std::string const& size) {
    text += fmt::format("  rt::Buffer {0} = rt::Buffer(micro_batch * {1});\n", name, size);
    if (training) {
      text +=
          fmt::format("  rt::Buffer {0}_gradient = rt::Buffer(micro_batch * {1});\n", name, size);
    }
  };
  if (!plan.vector_steps.empty()) {
    member("features", std::to_string(plan.copies * plan.flattened.size()));
  }
  if (plan.network.construction) {
    text += fmt::format("  /// Which terms the means of each image have.\n"
                        "  std::vector<{0}::Poses> poses = std::vector<{0}::Poses>(micro_batch);\n",
                        layer_type(plan.vector_steps.back()));
  }
  for (std::size_t i = 0; i < plan.vector_steps.size(); ++i) {
    Step const& step = plan.vector_steps[i];
    member(i + 1 == plan.vector_steps.size() ? "logits" : value_name(step),
           layer_type(step) + "::output_size");
  }
  return text + for_each(plan.vector_steps, [](Step const& step) {
           return has_weights(step)
                      ? fmt::format("  {}::Workspace {}_work;\n", layer_type(step), step.name)
                      : std::string{};
         });
}

/// One line for each of \p steps that has weights: \p line with the step's name and type.
std::string weighted_lines(std::vector<Step> const& steps, char const* line) {
  return for_each(steps, [&](Step const& step) {
    return has_weights(step) ? fmt::format(fmt::runtime(line), step.name, layer_type(step))
                             : std::string{};
  });
}

std::string gradient_storage(Plan const& plan) {
  constexpr char const* clear = "    {}.clear();\n";
  return fmt::format(
      "/// The gradients of the layers on images, summed over a batch.\n"
      "struct ImageSums {{\n{}\n  void clear() {{\n{}  }}\n}};\n\n"
      "/// The gradients of the layers on vectors, summed over a batch.\n"
      "struct VectorGradients {{\n{}\n  void clear() {{\n{}  }}\n}};\n\n",
      weighted_lines(plan.image_steps, "  rt::GradientSum {0} = {1}::make_gradient();\n"),
      weighted_lines(plan.image_steps, clear),
      weighted_lines(plan.vector_steps, "  {1}::Gradient {0};\n"),
      weighted_lines(plan.vector_steps, clear));
}

} // namespace

std::string emit_layer_types(Plan const& plan) {
  Network const& network = plan.network;
  std::string text =
      fmt::format("/// The lifted input: copy h is {}.\n"
                  "using Input = rt::FeatureMap<{}, {}, {}, {}>;\n\n",
                  network.construction ? "what the construction shows it of x" : "h^-1 x",
                  plan.copies,
                  network.input.channels,
                  network.input.rows,
                  network.input.columns);
  std::string input = "Input";
  for (Step const& step : plan.image_steps) {
    text += fmt::format("using {} = {};\n\n", layer_type(step), kernel_of(plan, step, input).type);
    input = layer_type(step) + "::Output";
  }
  return text + for_each(plan.vector_steps, [&](Step const& step) {
           return fmt::format(
               "using {} = {};\n\n", layer_type(step), kernel_of(plan, step, "").type);
         });
}

std::string emit_storage(Plan const& plan, Purpose purpose) {
  std::string text =
      fmt::format("/// Images whose values are in memory at once.\n"
                  "inline constexpr std::size_t micro_batch = {};\n\n"
                  "/// All weights and biases: {} numbers, as many as the plain network has.\n"
                  "struct Weights {{\n{}}};\n\n"
                  "/// The weights as the kernels use them.\n"
                  "struct Prepared {{\n{}}};\n\n"
                  "/// Room for one thread.\n"
                  "struct Scratch {{\n{}}};\n\n"
                  "/// The values behind the layers on images, for one image.\n"
                  "struct Activations {{\n{}}};\n\n"
                  "/// The values behind the layers on vectors, for one micro-batch.\n"
                  "struct Vectors {{\n{}}};\n\n",
                  plan.micro_batch,
                  plan.network.parameters(),
                  weighted_members(plan, "Weights"),
                  weighted_members(plan, "Prepared"),
                  image_members(plan, "{}::Scratch", ""),
                  activation_members(plan),
                  vector_members(plan, trains(purpose)));
  return trains(purpose) ? text + gradient_storage(plan) : text;
}

} // namespace equivarify::codegen
