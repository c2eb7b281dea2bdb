#include "equivarify/codegen/generate/step_text.hpp"

#include "equivarify/codegen/generate/names.hpp"

#include <fmt/format.h>

#include <variant>

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

char const* activation(Step const& step) {
  return step.relu ? "rt::Activation::relu" : "rt::Activation::none";
}

std::string conv_definition(Plan const& plan, Step const& step) {
  auto const& conv = std::get<Conv2d>(step.operation);
  bool const same = conv.padding == Padding::same;
  return fmt::format(
      "rt::{}<{},\n"
      "    rt::ConvSizes{{.channels = {}, .filters = {}, .rows = {}, .columns = {},\n"
      "                  .kernel_rows = {}, .kernel_columns = {}, .stride_rows = {}, "
      ".stride_columns = {},\n"
      "                  .padding_rows = {}, .padding_columns = {}}},\n"
      "    {}, {}>",
      step.pixels == PixelAlgorithm::winograd ? "WinogradConv" : "DirectConv",
      group_algorithm(plan, step),
      step.input.channels,
      conv.filters,
      step.input.rows,
      step.input.columns,
      conv.kernel.rows,
      conv.kernel.columns,
      conv.stride.rows,
      conv.stride.columns,
      same ? (conv.kernel.rows - 1) / 2 : 0,
      same ? (conv.kernel.columns - 1) / 2 : 0,
      activation(step),
      step.pixels == PixelAlgorithm::winograd
          ? fmt::format("{}, {}", step.block_tiles, step.group_images)
          : fmt::format("{}", step.group_images));
}

template <typename Pool>
std::string pool_definition(char const* name, Pool const& pool, std::string const& input) {
  return fmt::format("rt::{}<{},\n    rt::PoolSizes{{.rows = {}, .columns = {}, .stride_rows = {}, "
                     ".stride_columns = {}}}>",
                     name,
                     input,
                     pool.size.rows,
                     pool.size.columns,
                     pool.stride.rows,
                     pool.stride.columns);
}

/// Where the copies of the input stand in the formula of a linear layer.
std::string linear_formula(Step const& step, bool first, char const* product) {
  if (step.mixing == CopyMixing::group_product) {
    return fmt::format("b + sum_k W_k {} s(h k)", product);
  }
  return fmt::format("b + W {} {}", product, first ? "(h^-1 x)" : "s(h)");
}

} // namespace

bool has_weights(Step const& step) {
  return step.kind == StepKind::conv || step.kind == StepKind::dense;
}

std::string table_of_copies(Plan const& plan) {
  return plan.network.construction ? "CopyTable" : "GroupTable";
}

std::size_t weight_copies(Plan const& plan, Step const& step) {
  return step.mixing == CopyMixing::group_product ? plan.copies * step.gathered : step.gathered;
}

std::size_t parameters(Plan const& plan, Step const& step) {
  std::size_t const copies = weight_copies(plan, step);
  if (step.kind == StepKind::conv) {
    auto const& conv = std::get<Conv2d>(step.operation);
    return conv.filters *
           (copies * step.input.channels * conv.kernel.rows * conv.kernel.columns + 1);
  }
  return step.kind == StepKind::dense ? step.output.channels * (copies * step.input.size() + 1) : 0;
}

std::string layer_type(Step const& step) {
  return to_type_name(step.name) + "Layer";
}

std::string layer_definition(Plan const& plan, Step const& step, std::string const& input) {
  std::size_t const order = plan.copies;
  std::size_t const size = step.gathered * step.input.size();
  bool const image = !input.empty();
  switch (step.kind) {
  case StepKind::conv:
    return conv_definition(plan, step);
  case StepKind::dense:
    return fmt::format("rt::Dense<{}, {}, {}, {}, {}>",
                       group_algorithm(plan, step),
                       size,
                       step.output.channels,
                       activation(step),
                       plan.micro_batch);
  case StepKind::relu:
    return image ? fmt::format("rt::ReluMap<{}>", input)
                 : fmt::format("rt::ReluVector<{}, {}>", order, size);
  case StepKind::max_pool:
    return pool_definition("MaxPool", std::get<MaxPool2d>(step.operation), input);
  case StepKind::average_pool:
    return pool_definition("AveragePool", std::get<AveragePool2d>(step.operation), input);
  case StepKind::softmax:
    return fmt::format("rt::SoftmaxVector<{}, {}>", order, size);
  case StepKind::concatenate:
    return image ? fmt::format("rt::ConcatenateMap<{}, {}>", input, table_of_copies(plan))
                 : fmt::format("rt::ConcatenateVector<{}, {}>", table_of_copies(plan), size);
  case StepKind::coinduce:
    return "rt::Coinduction<ConstructionTables>";
  }
  return {};
}

char const* kernel_name(Step const& step) {
  switch (step.kind) {
  case StepKind::conv:
    return step.pixels == PixelAlgorithm::winograd ? "Winograd convolution" : "direct convolution";
  case StepKind::dense:
    return "matrix product";
  case StepKind::relu:
    return "relu";
  case StepKind::max_pool:
    return "max pool";
  case StepKind::average_pool:
    return "average pool";
  case StepKind::softmax:
    return "softmax";
  case StepKind::concatenate:
    return "concatenation";
  case StepKind::coinduce:
    return "coinduction";
  }
  return "";
}

std::string reason(Step const& step) {
  bool const both = !step.group_reason.empty() && !step.pixel_reason.empty();
  return step.group_reason + (both ? "; " : "") + step.pixel_reason;
}

std::string formula(Plan const&, Step const& step, bool first) {
  auto const activated = [&](std::string const& inner) {
    return step.relu ? fmt::format("y(h) = relu({})", inner) : "y(h) = " + inner;
  };
  char const* const s = first ? "h^-1 x" : "s(h)";
  switch (step.kind) {
  case StepKind::conv:
    return activated(linear_formula(step, first, "*"));
  case StepKind::dense:
    return activated(linear_formula(step, first, "."));
  case StepKind::relu:
    return fmt::format("y(h) = max({}, 0)", s);
  case StepKind::max_pool:
    return fmt::format("y(h) = max over windows of {}", s);
  case StepKind::average_pool:
    return fmt::format("y(h) = mean over windows of {}", s);
  case StepKind::softmax:
    return fmt::format("y(h) = softmax({})", s);
  case StepKind::concatenate:
    return "y(h) = (s(h g_0), s(h g_1), ...)";
  case StepKind::coinduce:
    return "y(t h) = h^-1 mean_k k s(t)";
  }
  return {};
}

std::string description(Plan const& plan, Step const& step) {
  if (step.kind == StepKind::coinduce) {
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
