#include "equivarify/codegen/generate/step_text.hpp"

#include "equivarify/codegen/generate/names.hpp"
#include "equivarify/codegen/layers/layer_type.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <vector>

namespace equivarify::codegen {
namespace {

Kernel kernel_of_layer(Plan const& plan,
                       Step const& step,
                       Operation const& operation,
                       std::vector<std::string> const& maps) {
  return operation.type().kernel(operation,
                                 {.inputs = step.inputs,
                                  .output = step.output,
                                  .copies = plan.copies,
                                  .gathered = step.gathered,
                                  .maps = maps,
                                  .group = group_algorithm(plan, step),
                                  .relu = step.relu,
                                  .winograd = step.pixels == PixelAlgorithm::winograd,
                                  .block_tiles = step.block_tiles,
                                  .group_images = step.group_images,
                                  .bf16 = stores_bf16(plan, step)});
}

/// The values that a step reads at h, numbered and joined by \p sign.
std::string values(Step const& step, std::string const& sign) {
  std::vector<std::string> values;
  for (std::size_t i = 1; i <= step.reads.size(); ++i) {
    values.push_back(fmt::format("s{}(h)", i));
  }
  return fmt::to_string(fmt::join(values, sign));
}

/// y(h) for a layer without parameters.
std::string plain_formula(Step const& step, Operation const& operation) {
  switch (structure_of(operation)) {
  case StructuralClass::sum_of_values:
    return "y(h) = " + values(step, " + ");
  case StructuralClass::product_of_values:
    return "y(h) = " + values(step, " ");
  case StructuralClass::values_in_a_row:
    return fmt::format("y(h) = ({})", values(step, ", "));
  case StructuralClass::pointwise:
  case StructuralClass::pointwise_odd:
  case StructuralClass::linear_in_windows:
  case StructuralClass::largest_in_windows:
  case StructuralClass::mean_in_windows:
  case StructuralClass::linear:
  case StructuralClass::reshape:
  case StructuralClass::reduction_over_entries:
  case StructuralClass::affine_in_channels:
  case StructuralClass::normalised:
  case StructuralClass::part_of_entries:
    return "y(h) = " + operation.type().formula(operation, "", "s(h)");
  }
  throw algebra::InternalError{"a layer of no known class"};
}

/// y(h) for the layer \p operation.
std::string layer_formula(Step const& step, Operation const& operation) {
  LayerType const& type = operation.type();
  if (!has_weights(step)) {
    return plain_formula(step, operation);
  }
  std::string const bias = lacks_bias(operation) && !step.norm ? "" : "b + ";
  std::string const sum = step.mixing == CopyMixing::group_product
                              ? bias + "sum_k " + type.formula(operation, "W_k", "s(h k)")
                              : bias + type.formula(operation, "W", "s(h)");
  return step.relu ? fmt::format("y(h) = relu({})", sum) : "y(h) = " + sum;
}

} // namespace

std::string group_algorithm(Plan const& plan, Step const& step) {
  std::size_t const order = plan.copies;
  switch (step.group) {
  case GroupAlgorithm::copy_by_copy:
    return fmt::format("rt::CopyByCopy<{}>", order);
  case GroupAlgorithm::fourier:
    return plan.transform->type;
  case GroupAlgorithm::regular:
    return fmt::format("rt::Regular<{}>", table_of_copies(plan));
  }
  return {};
}

bool has_weights(Step const& step) {
  return step.is_linear() || step.is_norm() || step.is_layer_norm();
}

std::string table_of_copies(Plan const& plan) {
  return plan.network.construction ? "CopyGroup" : "Group";
}

std::size_t weight_copies(Plan const& plan, Step const& step) {
  return step.mixing == CopyMixing::group_product ? plan.copies * step.gathered : step.gathered;
}

std::size_t parameters(Plan const& plan, Step const& step) {
  if (step.operation() == nullptr) {
    return 0;
  }
  Shape input = step.input();
  input.channels *= weight_copies(plan, step);
  std::size_t const own = Layer{step.name, *step.operation(), {input}, step.output}.parameters();
  return step.norm ? own + Layer{step.norm->name, step.norm->operation, {step.output}, step.output}
                               .parameters()
                   : own;
}

std::string layer_type(Step const& step) {
  return step.reads_heads() ? "Heads" : layer_type(step.name);
}

std::string layer_type(std::string const& layer) {
  // Names of types that the header has besides its layers, and those by which it asks what a layer
  // has, for within a type its own name is one of them; no layer's own ends like this.
  constexpr std::array taken{
      "Action",   "Construction", "CopyGroup", "Draws",   "Features", "FourierTables",
      "Gradient", "Group",        "Heads",     "Input",   "Integers", "Layers",
      "Lift",     "LossWeights",  "Model",     "Number",  "Output",   "Outputs",
      "Poses",    "Prepared",     "Scratch",   "Weights", "Workspace"};
  std::string const name = to_type_name(layer);
  return std::find(taken.begin(), taken.end(), name) == taken.end() ? name : name + "_";
}

bool stores_bf16(Plan const& plan, Step const& step) {
  return plan.network.arithmetic == Arithmetic::bf16 && step.is_matrix_product() && !step.norm;
}

Kernel kernel_of(Plan const& plan, Step const& step, std::vector<std::string> const& maps) {
  if (Operation const* const operation = step.operation()) {
    return kernel_of_layer(plan, step, *operation, maps);
  }
  if (step.is_coinduction()) {
    return {.name = "coinduction",
            .header = "layers/coinduction",
            .type = "rt::Coinduction<Construction>"};
  }
  if (step.reads_heads()) {
    return {.name = "heads", .header = "answers/heads", .type = "rt::ReadHeads<Outputs>"};
  }
  std::string const table = table_of_copies(plan);
  std::size_t const size = step.gathered * step.input().size();
  return {.name = "concatenation",
          .header = "layers/pointwise",
          .type = maps.empty() ? fmt::format("rt::ConcatenateVector<{}, {}>", table, size)
                               : fmt::format("rt::ConcatenateMap<{}, {}>", maps.front(), table)};
}

std::string reason(Step const& step) {
  bool const both = !step.group_reason.empty() && !step.pixel_reason.empty();
  return step.group_reason + (both ? "; " : "") + step.pixel_reason;
}

std::string formula(Step const& step) {
  if (Operation const* const operation = step.operation()) {
    return layer_formula(step, *operation);
  }
  if (step.reads_heads()) {
    return "R(s)(t) = mean over k in H of k s(t k)";
  }
  return step.is_coinduction() ? "y(t h) = h^-1 mean_k k s(t)" : "y(h) = (s(h g_0), s(h g_1), ...)";
}

std::string description(Plan const& plan, Step const& step) {
  if (step.reads_heads()) {
    return fmt::format("{} numbers in each of {} copies -> {} of {} outputs.",
                       step.input().size(),
                       plan.network.group.order(),
                       step.output.size(),
                       plan.network.outputs.size());
  }
  if (step.is_coinduction()) {
    return fmt::format("{} numbers in each of {} copies -> {} for each element of {}.",
                       step.input().size(),
                       plan.copies,
                       step.output.size(),
                       plan.network.group.name());
  }
  std::vector<std::string> inputs;
  for (Shape const& input : step.inputs) {
    inputs.push_back(to_string(input));
  }
  std::string const shapes = fmt::format("{} -> {} in each of {} copies",
                                         fmt::join(inputs, ", "),
                                         to_string(step.output),
                                         plan.copies);
  return has_weights(step)
             ? fmt::format("{}, which share {} parameters.", shapes, parameters(plan, step))
             : shapes + ".";
}

std::string computation(Step const& step) {
  std::string why = reason(step);
  if (step.norm) {
    why += fmt::format("; {} is part of W and b", step.norm->name);
  }
  if (!why.empty()) {
    why.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(why.front())));
  }
  return fmt::format(
      "{}: {} of {} multiplications.", why, step.multiplications, step.multiply_adds);
}

} // namespace equivarify::codegen
