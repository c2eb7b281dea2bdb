#include "equivarify/codegen/generate/step_text.hpp"

#include "equivarify/codegen/generate/names.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <variant>
#include <vector>

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
  std::vector<std::string> sizes{
      fmt::format(".channels = {}, .filters = {}, .rows = {}, .columns = {}",
                  step.input.channels,
                  conv.filters,
                  step.input.rows,
                  step.input.columns)};
  auto const add = [&](char const* name, std::size_t value, std::size_t standard) {
    if (value != standard) {
      sizes.push_back(fmt::format(".{} = {}", name, value));
    }
  };
  add("kernel_rows", conv.kernel.rows, 3);
  add("kernel_columns", conv.kernel.columns, 3);
  add("stride_rows", conv.stride.rows, 1);
  add("stride_columns", conv.stride.columns, 1);
  add("padding_rows", same ? (conv.kernel.rows - 1) / 2 : 0, 0);
  add("padding_columns", same ? (conv.kernel.columns - 1) / 2 : 0, 0);
  bool const winograd = step.pixels == PixelAlgorithm::winograd;
  return fmt::format("rt::{}<{}, rt::ConvSizes{{{}}}, {}, {}{}>",
                     winograd ? "WinogradConv" : "DirectConv",
                     group_algorithm(plan, step),
                     fmt::join(sizes, ", "),
                     activation(step),
                     winograd ? fmt::format("{}, ", step.block_tiles) : "",
                     step.group_images);
}

/// What was flattened and comes in several copies keeps its shape, which the order of the weights
/// in files needs.
std::string dense_definition(Plan const& plan, Step const& step) {
  std::string sizes;
  auto const add = [&](char const* name, std::size_t value) {
    if (value != 1) {
      sizes += fmt::format(".{} = {}, ", name, value);
    }
  };
  add("copies", step.gathered);
  add("channels", step.input.channels);
  add("rows", step.input.rows);
  add("columns", step.input.columns);
  return fmt::format("rt::Dense<{}, rt::DenseSizes{{{}.units = {}}}, {}, micro_batch>",
                     group_algorithm(plan, step),
                     sizes,
                     step.output.channels,
                     activation(step));
}

template <typename Pool>
std::string pool_definition(char const* name, Pool const& pool, std::string const& input) {
  std::vector<std::string> sizes;
  auto const add = [&](char const* field, std::size_t value) {
    if (value != 2) { // the default
      sizes.push_back(fmt::format(".{} = {}", field, value));
    }
  };
  add("rows", pool.size.rows);
  add("columns", pool.size.columns);
  add("stride_rows", pool.stride.rows);
  add("stride_columns", pool.stride.columns);
  return fmt::format("rt::{}<{}, rt::PoolSizes{{{}}}>", name, input, fmt::join(sizes, ", "));
}

template <typename Pool>
std::string windows(Pool const& pool) {
  return fmt::format("windows of {}x{}", pool.size.rows, pool.size.columns);
}

/// Where the copies of the input stand in the formula of a linear layer.
std::string linear_formula(Step const& step, char const* product) {
  if (step.mixing == CopyMixing::group_product) {
    return fmt::format("b + sum_k W_k {} s(h k)", product);
  }
  return fmt::format("b + W {} s(h)", product);
}

} // namespace

bool has_weights(Step const& step) {
  return step.kind == StepKind::conv || step.kind == StepKind::dense;
}

std::string table_of_copies(Plan const& plan) {
  return plan.network.construction ? "CopyGroup" : "Group";
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
  // Names of types that the header has besides its layers; no layer's own ends like this.
  constexpr std::array taken{"Action",
                             "Construction",
                             "CopyGroup",
                             "Features",
                             "FourierTables",
                             "Group",
                             "Layers",
                             "Lift",
                             "Model",
                             "Poses"};
  std::string const name = to_type_name(step.name);
  return std::find(taken.begin(), taken.end(), name) == taken.end() ? name : name + "_";
}

std::string layer_definition(Plan const& plan, Step const& step, std::string const& input) {
  std::size_t const order = plan.copies;
  std::size_t const size = step.gathered * step.input.size();
  bool const image = !input.empty();
  switch (step.kind) {
  case StepKind::conv:
    return conv_definition(plan, step);
  case StepKind::dense:
    return dense_definition(plan, step);
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
    return "rt::Coinduction<Construction>";
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

std::string formula(Step const& step) {
  auto const activated = [&](std::string const& inner) {
    return step.relu ? fmt::format("y(h) = relu({})", inner) : "y(h) = " + inner;
  };
  switch (step.kind) {
  case StepKind::conv:
    return activated(linear_formula(step, "*"));
  case StepKind::dense:
    return activated(linear_formula(step, "."));
  case StepKind::relu:
    return "y(h) = max(s(h), 0)";
  case StepKind::max_pool:
    return fmt::format("y(h) = max of s(h) over {}", windows(std::get<MaxPool2d>(step.operation)));
  case StepKind::average_pool:
    return fmt::format("y(h) = mean of s(h) over {}",
                       windows(std::get<AveragePool2d>(step.operation)));
  case StepKind::softmax:
    return "y(h) = softmax(s(h))";
  case StepKind::concatenate:
    return "y(h) = (s(h g_0), s(h g_1), ...)";
  case StepKind::coinduce:
    return "y(t h) = h^-1 mean_k k s(t)";
  }
  return {};
}

std::string description(Plan const& plan, Step const& step) {
  if (step.kind == StepKind::coinduce) {
    return fmt::format("{} numbers in each of {} copies -> {} for each element of {}.",
                       step.input.size(),
                       plan.copies,
                       step.output.size(),
                       plan.network.group.name());
  }
  std::string const shapes = fmt::format(
      "{} -> {} in each of {} copies", to_string(step.input), to_string(step.output), plan.copies);
  return has_weights(step)
             ? fmt::format("{}, which share {} parameters.", shapes, parameters(plan, step))
             : shapes + ".";
}

std::string computation(Step const& step) {
  std::string why = reason(step);
  if (!why.empty()) {
    why.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(why.front())));
  }
  return fmt::format(
      "{}: {} of {} multiplications.", why, step.multiplications, step.multiply_adds);
}

} // namespace equivarify::codegen
