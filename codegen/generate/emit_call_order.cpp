#include "equivarify/codegen/generate/emit_layers.hpp"
#include "equivarify/codegen/generate/step_text.hpp"

#include <fmt/format.h>

#include <string>

namespace equivarify::codegen {
namespace {

/// The names of the values that enter and leave each step.
struct Flow {
  Plan const& plan;

  [[nodiscard]] std::string image_value(std::size_t i) const {
    return i == 0 ? "input" : "after_" + plan.image_steps[i - 1].name;
  }

  [[nodiscard]] std::string vector_value(std::size_t i) const {
    if (i == plan.vector_steps.size()) {
      return "logits";
    }
    return i == 0 ? "features" : "after_" + plan.vector_steps[i - 1].name;
  }
};

std::string forward_image(Plan const& plan) {
  Flow const flow{plan};
  std::string body = "    rt::lift_input(Action::inverse_permutations, x, values.input);\n";
  for (std::size_t i = 0; i < plan.image_steps.size(); ++i) {
    Step const& step = plan.image_steps[i];
    body += fmt::format(has_weights(step)
                            ? "    {0}_forward(weights.{0}, values.{1}, values.{2}, scratch.{0});\n"
                            : "    {0}_forward(values.{1}, values.{2});\n",
                        step.name,
                        flow.image_value(i),
                        flow.image_value(i + 1));
  }
  body += fmt::format("    rt::flatten(values.{}, features);\n",
                      flow.image_value(plan.image_steps.size()));
  return "  /// The layers on images, for the image x.\n"
         "  static void forward_image(Prepared const& weights, float const* x, Activations& "
         "values, float* features,\n"
         "      Scratch& scratch) {\n" +
         body + "  }\n\n";
}

std::string backward_image(Plan const& plan) {
  Flow const flow{plan};
  std::size_t const count = plan.image_steps.size();
  std::string body;
  if (count > 0) {
    body += fmt::format("    rt::unflatten(features, gradients.{});\n", flow.image_value(count));
  }
  for (std::size_t i = count; i-- > 0;) {
    Step const& step = plan.image_steps[i];
    if (i == 0 && !has_weights(step)) {
      break; // nobody asks for the gradient of the input
    }
    std::string const ds =
        i == 0 ? "nullptr"
               : fmt::format("{}gradients.{}", has_weights(step) ? "&" : "", flow.image_value(i));
    body += fmt::format(has_weights(step)
                            ? "    {0}_backward(weights.{0}, values.{1}, values.{2}, "
                              "gradients.{2}, {3}, sums.{0}, scratch.{0});\n"
                            : "    {0}_backward(values.{1}, values.{2}, gradients.{2}, {3});\n",
                        step.name,
                        flow.image_value(i),
                        flow.image_value(i + 1),
                        ds);
  }
  return "  /// Their adjoints in reverse order, from the gradient of the features.\n"
         "  static void backward_image([[maybe_unused]] Prepared const& weights, [[maybe_unused]] "
         "Activations const& values,\n"
         "      [[maybe_unused]] float const* features, [[maybe_unused]] ImageGradients& "
         "gradients,\n"
         "      [[maybe_unused]] ImageSums& sums, [[maybe_unused]] Scratch& scratch) {\n" +
         body + "  }\n\n";
}

std::string forward_vectors(Plan const& plan) {
  Flow const flow{plan};
  std::string body;
  for (std::size_t i = 0; i < plan.vector_steps.size(); ++i) {
    Step const& step = plan.vector_steps[i];
    body += fmt::format(has_weights(step)
                            ? "    {0}_forward(weights.{0}, rows, values.{1}.data(), "
                              "values.{2}.data(), values.{0}, pool);\n"
                            : "    {0}_forward(rows, values.{1}.data(), values.{2}.data());\n",
                        step.name,
                        flow.vector_value(i),
                        flow.vector_value(i + 1));
  }
  return "  /// The layers on vectors, for the features of \\p rows images.\n"
         "  static void forward_vectors([[maybe_unused]] Prepared const& weights, [[maybe_unused]] "
         "std::size_t rows,\n"
         "      [[maybe_unused]] Vectors& values, [[maybe_unused]] rt::ThreadPool& pool) {\n" +
         body + "  }\n\n";
}

std::string backward_vectors(Plan const& plan) {
  Flow const flow{plan};
  std::string body;
  for (std::size_t i = plan.vector_steps.size(); i-- > 0;) {
    Step const& step = plan.vector_steps[i];
    body += fmt::format(
        has_weights(step)
            ? "    {0}_backward(weights.{0}, rows, values.{2}.data(), values.{2}_gradient.data(),\n"
              "        values.{1}_gradient.data(), sums.{0}, values.{0}, pool);\n"
            : "    {0}_backward(rows, values.{2}.data(), values.{2}_gradient.data(), "
              "values.{1}_gradient.data());\n",
        step.name,
        flow.vector_value(i),
        flow.vector_value(i + 1));
  }
  return "  /// Their adjoints in reverse order, from the gradient of the logits.\n"
         "  static void backward_vectors([[maybe_unused]] Prepared const& weights, "
         "[[maybe_unused]] std::size_t rows,\n"
         "      [[maybe_unused]] Vectors& values, [[maybe_unused]] VectorGradients& sums,\n"
         "      [[maybe_unused]] rt::ThreadPool& pool) {\n" +
         body + "  }\n\n";
}

std::string prepare(Plan const& plan) {
  std::string body;
  std::string backward;
  for (auto const* steps : {&plan.image_steps, &plan.vector_steps}) {
    for (Step const& step : *steps) {
      if (has_weights(step)) {
        body += fmt::format(
            "    {1}::prepare(weights.{0}, prepared.{0}, pool);\n", step.name, layer_type(step));
      }
      if (step.kind == StepKind::conv) {
        backward += fmt::format(
            "    {1}::prepare_backward(prepared.{0}, pool);\n", step.name, layer_type(step));
      }
    }
  }
  return "  /// Transforms the weights.\n"
         "  static void prepare(Weights const& weights, Prepared& prepared, rt::ThreadPool& pool) "
         "{\n" +
         body +
         "  }\n\n"
         "  /// What the adjoints need beside.\n"
         "  static void prepare_backward([[maybe_unused]] Prepared& prepared, [[maybe_unused]] "
         "rt::ThreadPool& pool) {\n" +
         backward + "  }\n\n";
}

std::string collect(Plan const& plan) {
  std::string body;
  for (Step const& step : plan.image_steps) {
    if (has_weights(step)) {
      body += fmt::format("    {{\n"
                          "      std::array<rt::SliceGradient*, slices> sums{{}};\n"
                          "      for (std::size_t i = 0; i < slices; ++i) {{\n"
                          "        sums[i] = &images[i].{0};\n"
                          "      }}\n"
                          "      {1}::collect(sums, scale, gradient.{0}, pool);\n"
                          "    }}\n",
                          step.name,
                          layer_type(step));
    }
  }
  for (Step const& step : plan.vector_steps) {
    if (has_weights(step)) {
      body += fmt::format("    {1}::collect(vectors.{0}, scale, gradient.{0}, pool);\n",
                          step.name,
                          layer_type(step));
    }
  }
  return "  /// The gradient of the weights from the sums, times \\p scale.\n"
         "  static void collect([[maybe_unused]] std::span<ImageSums> images, VectorGradients "
         "const& vectors, float scale,\n"
         "      Weights& gradient, rt::ThreadPool& pool) {\n" +
         body + "  }\n";
}

} // namespace

std::string emit_call_order(Plan const& plan, Purpose purpose) {
  bool const training = purpose == Purpose::training;
  std::string text = fmt::format("/// The network as the engine of the runtime calls it.\n"
                                 "struct Layers {{\n"
                                 "  using Weights = {0}::Weights;\n"
                                 "  using Prepared = {0}::Prepared;\n"
                                 "  using Scratch = {0}::Scratch;\n"
                                 "  using Activations = {0}::Activations;\n"
                                 "  using Vectors = {0}::Vectors;\n",
                                 plan.network.name);
  if (training) {
    text += fmt::format("  using ImageGradients = {0}::Activations;\n"
                        "  using ImageSums = {0}::ImageSums;\n"
                        "  using VectorGradients = {0}::VectorGradients;\n"
                        "  static constexpr std::size_t slices = {1};\n",
                        plan.network.name,
                        plan.slices);
  }
  text += fmt::format("  static constexpr std::size_t micro_batch = {0}::micro_batch;\n"
                      "  static constexpr std::size_t classes = {1};\n"
                      "  static constexpr std::size_t pixels = {2};\n"
                      "  static constexpr std::size_t features = {3};\n"
                      "  static constexpr std::size_t logits = {4};\n\n",
                      plan.network.name,
                      plan.network.labels.classes.size(),
                      plan.network.input.size(),
                      plan.network.group.order() * plan.flattened.size(),
                      plan.network.group.order() * plan.network.labels.classes.size());
  text += prepare(plan) + forward_image(plan) + forward_vectors(plan);
  if (training) {
    text += backward_image(plan) + backward_vectors(plan) + collect(plan);
  }
  return text + "};\n";
}

} // namespace equivarify::codegen
