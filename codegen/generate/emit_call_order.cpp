#include "equivarify/codegen/generate/emit_layers.hpp"
#include "equivarify/codegen/generate/emit_ties.hpp"
#include "equivarify/codegen/generate/layout.hpp"
#include "equivarify/codegen/generate/step_text.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

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

using Items = std::vector<std::string>;

/// One call of a layer's function in one of the functions below.
std::string call(std::string const& function, Items const& arguments) {
  return list_in_parentheses("    " + function, arguments, ";") + "\n";
}

/// A member function with its comment.
std::string member(std::string const& comment,
                   std::string const& name,
                   Items const& parameters,
                   std::string const& body) {
  return "  /// " + comment + "\n" +
         list_in_parentheses("  static void " + name, parameters, " {") + "\n" + body + "  }\n\n";
}

std::string forward_image(Plan const& plan) {
  Flow const flow{plan};
  std::string body =
      plan.network.construction
          ? call(layer_type(plan.vector_steps.back()) + "::lift", {"x", "values.input"})
          : call("rt::lift_input", {"Action::inverse_permutations", "x", "values.input"});
  for (std::size_t i = 0; i < plan.image_steps.size(); ++i) {
    Step const& step = plan.image_steps[i];
    std::string const s = "values." + flow.image_value(i);
    std::string const y = "values." + flow.image_value(i + 1);
    body += call(step.name + "_forward",
                 has_weights(step)
                     ? Items{"weights." + step.name, s, y, "crew.of(&Scratch::" + step.name + ")"}
                     : Items{s, y});
  }
  body += call("rt::flatten", {"values." + flow.image_value(plan.image_steps.size()), "features"});
  return member("The layers on images, for the image x.",
                "forward_image",
                {"[[maybe_unused]] Prepared const& weights",
                 "float const* x",
                 "Activations& values",
                 "float* features",
                 "[[maybe_unused]] rt::Crew<Scratch> const& crew"},
                body);
}

/// The value \p name of each image of a group.
std::string each(std::string const& images, std::string const& name) {
  return fmt::format("{}.each(&Activations::{})", images, name);
}

std::string backward_step(Flow const& flow, std::size_t i) {
  Step const& step = flow.plan.image_steps[i];
  bool const weighted = has_weights(step);
  std::string const s = flow.image_value(i);
  std::string const y = flow.image_value(i + 1);
  Items arguments{each("values", s),
                  each("values", y),
                  each("gradients", y),
                  i == 0 ? "nullptr" : each("gradients", s)};
  if (weighted) {
    arguments.insert(arguments.begin(), "weights." + step.name);
    arguments.insert(arguments.end(), {"sums." + step.name, "room"});
  }
  arguments.push_back(weighted ? "crew.of(&Scratch::" + step.name + ")" : "crew");
  return call(step.name + "_backward", arguments);
}

std::string backward_images(Plan const& plan) {
  Flow const flow{plan};
  std::size_t const count = plan.image_steps.size();
  std::string body;
  if (count > 0) {
    body = fmt::format("    crew.run(values.size(), [&](std::size_t n, auto&) {{\n"
                       "      rt::unflatten(features + n * Layers::feature_count, {}[n]);\n"
                       "    }});\n",
                       each("gradients", flow.image_value(count)));
  }
  for (std::size_t i = count; i-- > 0;) {
    if (i > 0 || has_weights(plan.image_steps[i])) { // nobody asks for the gradient of the input
      body += backward_step(flow, i);
    }
  }
  return member(
      "Their adjoints in reverse order, from the gradient of the features of some images.",
      "backward_images",
      {"[[maybe_unused]] Prepared const& weights",
       "[[maybe_unused]] rt::Images<Activations> const& values",
       "[[maybe_unused]] float const* features",
       "[[maybe_unused]] rt::Images<Activations> const& gradients",
       "[[maybe_unused]] ImageSums& sums",
       "[[maybe_unused]] rt::BackwardRoom& room",
       "[[maybe_unused]] rt::Crew<Scratch> const& crew"},
      body);
}

std::string forward_vectors(Plan const& plan) {
  Flow const flow{plan};
  std::string body;
  for (std::size_t i = 0; i < plan.vector_steps.size(); ++i) {
    Step const& step = plan.vector_steps[i];
    Items arguments{"rows",
                    "values." + flow.vector_value(i) + ".data()",
                    "values." + flow.vector_value(i + 1) + ".data()"};
    if (has_weights(step)) {
      arguments.insert(arguments.begin(), "weights." + step.name);
      arguments.insert(arguments.end(), {"values." + step.name + "_work", "pool"});
    }
    if (step.is_coinduction()) {
      arguments.insert(arguments.begin(), "values.poses.data()");
    }
    body += call(step.name + "_forward", arguments);
  }
  return member("The layers on vectors, for the features of \\p rows images.",
                "forward_vectors",
                {"[[maybe_unused]] Prepared const& weights",
                 "[[maybe_unused]] std::size_t rows",
                 "[[maybe_unused]] Vectors& values",
                 "[[maybe_unused]] rt::ThreadPool& pool"},
                body);
}

std::string backward_vectors(Plan const& plan) {
  Flow const flow{plan};
  std::string body;
  for (std::size_t i = plan.vector_steps.size(); i-- > 0;) {
    Step const& step = plan.vector_steps[i];
    std::string const y = "values." + flow.vector_value(i + 1);
    Items arguments{"rows",
                    y + ".data()",
                    y + "_gradient.data()",
                    "values." + flow.vector_value(i) + "_gradient.data()"};
    if (has_weights(step)) {
      arguments.insert(arguments.begin(), "weights." + step.name);
      arguments.insert(arguments.end(),
                       {"sums." + step.name, "values." + step.name + "_work", "pool"});
    }
    if (step.is_coinduction()) {
      arguments.insert(arguments.begin(), "values.poses.data()");
      arguments.erase(arguments.begin() + 2); // a mean's adjoint needs no value
    } else if (!has_weights(step)) {
      arguments.insert(arguments.begin() + 1, "values." + flow.vector_value(i) + ".data()");
    }
    body += call(step.name + "_backward", arguments);
  }
  return member("Their adjoints in reverse order, from the gradient of the logits.",
                "backward_vectors",
                {"[[maybe_unused]] Prepared const& weights",
                 "[[maybe_unused]] std::size_t rows",
                 "[[maybe_unused]] Vectors& values",
                 "[[maybe_unused]] VectorGradients& sums",
                 "[[maybe_unused]] rt::ThreadPool& pool"},
                body);
}

/// Left out for the lifts, which need no poses.
std::string note_poses(Plan const& plan) {
  if (!plan.network.construction) {
    return {};
  }
  return member("Keeps which terms the means of image \\p n have.",
                "note_poses",
                {"float const* x", "Vectors& values", "std::size_t n"},
                fmt::format("    values.poses[n] = {}::poses_of(x);\n",
                            layer_type(plan.vector_steps.back())));
}

std::string prepare(Plan const& plan) {
  std::string body;
  for (auto const* steps : {&plan.image_steps, &plan.vector_steps}) {
    for (Step const& step : *steps) {
      if (has_weights(step)) {
        body += call(layer_type(step) + "::prepare",
                     {"weights." + step.name, "prepared." + step.name, "pool"});
      }
    }
  }
  return member("Transforms the weights.",
                "prepare",
                {"Weights const& weights", "Prepared& prepared", "rt::ThreadPool& pool"},
                body);
}

std::string prepare_backward(Plan const& plan) {
  std::string body;
  for (Step const& step : plan.image_steps) {
    if (step.is_convolution()) {
      body += call(layer_type(step) + "::prepare_backward",
                   {"weights." + step.name, "prepared." + step.name, "pool"});
    }
  }
  return member("What the adjoints need beside.",
                "prepare_backward",
                {"[[maybe_unused]] Weights const& weights",
                 "[[maybe_unused]] Prepared& prepared",
                 "[[maybe_unused]] rt::ThreadPool& pool"},
                body);
}

std::string collect(Plan const& plan) {
  std::string body;
  for (Step const& step : plan.image_steps) {
    if (has_weights(step)) {
      body += call(layer_type(step) + "::collect",
                   {"images." + step.name, "scale", "gradient." + step.name, "pool"});
    }
  }
  for (Step const& step : plan.vector_steps) {
    if (has_weights(step)) {
      body += call(layer_type(step) + "::collect",
                   {"vectors." + step.name, "scale", "gradient." + step.name, "pool"});
    }
  }
  body += emit_tie_calls(plan, "rt::sum_over_orbits", "gradient.", "    ");
  return member("The gradient of the weights from the sums, times \\p scale.",
                "collect",
                {"[[maybe_unused]] ImageSums const& images",
                 "[[maybe_unused]] VectorGradients const& vectors",
                 "float scale",
                 "Weights& gradient",
                 "rt::ThreadPool& pool"},
                body);
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
                        "  static constexpr std::size_t backward_group = {1}; ///< images\n",
                        plan.network.name,
                        plan.backward_group);
  }
  text += fmt::format("  static constexpr std::size_t micro_batch = {0}::micro_batch;\n"
                      "  static constexpr std::size_t classes = {1};\n"
                      "  static constexpr std::size_t pixels = {2};\n"
                      "  static constexpr std::size_t feature_count = {3};\n"
                      "  static constexpr std::size_t logits = {4};\n\n",
                      plan.network.name,
                      plan.network.labels.classes.size(),
                      plan.network.input.size(),
                      plan.copies * plan.flattened.size(),
                      plan.network.group.order() * plan.network.labels.classes.size());
  text += prepare(plan) + note_poses(plan) + forward_image(plan) + forward_vectors(plan);
  if (training) {
    text += prepare_backward(plan) + backward_images(plan) + backward_vectors(plan) + collect(plan);
  }
  text.pop_back(); // the empty line behind the last function
  return text + "};\n";
}

} // namespace equivarify::codegen
