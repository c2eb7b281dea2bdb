#include "equivarify/codegen/generate/step_text.hpp"

#include "equivarify/codegen/generate/names.hpp"
#include "equivarify/codegen/layers/layer_type.hpp"

#include <fmt/format.h>

namespace equivarify::codegen {
namespace {

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

Kernel kernel_of_layer(Plan const& plan,
                       Step const& step,
                       Operation const& operation,
                       std::string const& input) {
  return operation.type().kernel(operation,
                                 {.input = step.input,
                                  .output = step.output,
                                  .copies = plan.copies,
                                  .gathered = step.gathered,
                                  .map = input,
                                  .group = group_algorithm(plan, step),
                                  .relu = step.relu,
                                  .winograd = step.pixels == PixelAlgorithm::winograd,
                                  .block_tiles = step.block_tiles,
                                  .group_images = step.group_images,
                                  .micro_batch = plan.micro_batch});
}

/// y(h) for the layer \p operation.
std::string layer_formula(Step const& step, Operation const& operation, bool first) {
  LayerType const& type = operation.type();
  if (!step.is_linear()) {
    return "y(h) = " + type.formula(operation, "", first ? "h^-1 x" : "s(h)");
  }
  std::string const sum = step.mixing == CopyMixing::group_product
                              ? "b + sum_k " + type.formula(operation, "W_k", "s(h k)")
                              : "b + " + type.formula(operation, "W", first ? "(h^-1 x)" : "s(h)");
  return step.relu ? fmt::format("y(h) = relu({})", sum) : "y(h) = " + sum;
}

} // namespace

bool has_weights(Step const& step) {
  return step.is_linear();
}

std::string table_of_copies(Plan const& plan) {
  return plan.network.construction ? "CopyTable" : "GroupTable";
}

std::size_t weight_copies(Plan const& plan, Step const& step) {
  return step.mixing == CopyMixing::group_product ? plan.copies * step.gathered : step.gathered;
}

std::size_t parameters(Plan const& plan, Step const& step) {
  if (step.operation() == nullptr) {
    return 0;
  }
  Shape input = step.input;
  input.channels *= weight_copies(plan, step);
  return Layer{step.name, *step.operation(), input, step.output}.parameters();
}

std::string layer_type(Step const& step) {
  return to_type_name(step.name) + "Layer";
}

Kernel kernel_of(Plan const& plan, Step const& step, std::string const& input) {
  if (Operation const* const operation = step.operation()) {
    return kernel_of_layer(plan, step, *operation, input);
  }
  if (step.is_coinduction()) {
    return {.name = "coinduction",
            .header = "coinduction",
            .type = "rt::Coinduction<ConstructionTables>"};
  }
  std::string const table = table_of_copies(plan);
  std::size_t const size = step.gathered * step.input.size();
  return {.name = "concatenation",
          .header = "pointwise",
          .type = input.empty() ? fmt::format("rt::ConcatenateVector<{}, {}>", table, size)
                                : fmt::format("rt::ConcatenateMap<{}, {}>", input, table)};
}

std::string reason(Step const& step) {
  bool const both = !step.group_reason.empty() && !step.pixel_reason.empty();
  return step.group_reason + (both ? "; " : "") + step.pixel_reason;
}

std::string formula(Step const& step, bool first) {
  if (Operation const* const operation = step.operation()) {
    return layer_formula(step, *operation, first);
  }
  return step.is_coinduction() ? "y(t h) = h^-1 mean_k k s(t)" : "y(h) = (s(h g_0), s(h g_1), ...)";
}

std::string description(Plan const& plan, Step const& step) {
  if (step.is_coinduction()) {
    return fmt::format("{} numbers of each of {} copies -> {} in each of {} copies.",
                       step.input.size(),
                       plan.copies,
                       step.output.size(),
                       plan.network.group.order());
  }
  std::string text = fmt::format(
      "{} -> {} in each of {} copies", to_string(step.input), to_string(step.output), plan.copies);
  if (has_weights(step)) {
    text += fmt::format("; {} parameters.\n{} multiply-adds by the definition, {} multiplications "
                        "as computed here.\n{}.",
                        parameters(plan, step),
                        step.multiply_adds,
                        step.multiplications,
                        reason(step));
  } else {
    text += ".";
  }
  return text;
}

} // namespace equivarify::codegen
