#include "equivarify/codegen/lift/operators/operator.hpp"
#include "equivarify/codegen/lift/operators/plane_window.hpp"
#include "equivarify/codegen/lift/operators/wrapped.hpp"
#include "equivarify/codegen/lift/operators/zeros.hpp"
#include "equivarify/codegen/lift/pictures.hpp"

#include <fmt/format.h>

#include <optional>
#include <utility>

namespace equivarify::codegen {
namespace {

using Values = std::vector<FileValue>;
using Integers = std::vector<std::int64_t>;

/// Weights and bias of \p context as they are in the file.
std::vector<LiftedTensor> tensors_of(NodeContext const& context) {
  std::vector<LiftedTensor> tensors;
  for (std::size_t input = 1; input < 3; ++input) {
    if (context.has(input)) {
      OnnxTensor const& constant = context.constant(input);
      std::vector<double> const numbers = numbers_of(constant);
      tensors.push_back({input == 1 ? "weight" : "bias",
                         {numbers.begin(), numbers.end()},
                         constant.name,
                         constant.shape,
                         {}});
    }
  }
  return tensors;
}

/// \p window with \p margins more around it.
void widen(PlaneWindow& window, Margins const& margins) {
  auto const add = [](std::int64_t& padding, std::size_t more) {
    padding += static_cast<std::int64_t>(more);
  };
  add(window.slices.before, margins.front);
  add(window.slices.after, margins.back);
  add(window.rows.before, margins.top);
  add(window.rows.after, margins.bottom);
  add(window.columns.before, margins.left);
  add(window.columns.after, margins.right);
}

/// What a convolution with \p window, which is widened for what lies around, reads.
struct ConvInput {
  std::size_t value = 0;
  bool is_circular = false; ///< around its planes is their other side, and nothing else
};

ConvInput conv_input(NodeContext const& context, PlaneWindow& window) {
  NetworkBuilder& network = context.network();
  View const& view = context.view(0);
  std::optional<Margins> const wrapped = wrapped_around(network, view);
  if (wrapped && padding_of(window) == Padding::valid) {
    widen(window, *wrapped);
    return {view.value, true};
  }
  std::size_t const input = picture_of(network, context.name(), view);
  if (auto const zeros = zeros_around(network, input)) {
    widen(window, zeros->margins);
    return {zeros->read};
  }
  return {input};
}

Values conv(NodeContext const& context) {
  View const& view = context.view(0);
  NetworkBuilder& network = context.network();
  OnnxTensor const& weight = context.constant(1);
  if (weight.shape.size() != view.shape().size()) {
    throw LiftError(fmt::format("weights {}", to_string(weight.shape)),
                    "[filters, channels, kernel]");
  }
  PlaneWindow window =
      read_windows(context, view.shape(), {weight.shape.begin() + 2, weight.shape.end()});
  std::int64_t const groups = context.integer("group", 1);
  if (groups < 1 || groups > weight.shape[0]) {
    throw LiftError(fmt::format("{} groups of {} filters", groups, weight.shape[0]),
                    "at least one filter for each group");
  }
  std::size_t const filters = to_size(weight.shape[0]);
  Extents const shape = result_shape(view.shape(), filters, window);
  ConvInput const input = conv_input(context, window);
  std::size_t const value =
      network.add(context.name(),
                  operation_with(of_kind("conv", window),
                                 {{"filters", filters},
                                  {"kernel", extent_of(window, &AxisWindow::kernel)},
                                  {"stride", extent_of(window, &AxisWindow::stride)},
                                  {"padding", padding_of(window)},
                                  {"dilation", extent_of(window, &AxisWindow::dilation)},
                                  {"groups", to_size(groups)},
                                  {"circular", input.is_circular},
                                  {"bias", context.has(2)}}),
                  {input.value},
                  tensors_of(context));
  return {whole_view(value, shape)};
}

/// The transpose of a convolution: padding is cut off from its output, `output_padding` less of it
/// at the end.
Values conv_transpose(NodeContext const& context) {
  View const& view = context.view(0);
  NetworkBuilder& network = context.network();
  std::size_t const input = picture_of(network, context.name(), view);
  OnnxTensor const& weight = context.constant(1);
  if (weight.shape.size() != 4 || view.shape().size() != 4) {
    throw LiftError(
        fmt::format("weights {} for {}", to_string(weight.shape), to_string(view.shape())),
        "a transposed convolution of planes, [channels, filters, rows, columns]");
  }
  std::string const pad = context.text("auto_pad", "NOTSET");
  if ((pad != "NOTSET" && pad != "VALID") || context.integers("output_shape") ||
      context.integer("group", 1) != 1) {
    throw LiftError("a transposed convolution in groups, or with auto_pad or output_shape",
                    "one group, pads and output_padding");
  }
  PlaneWindow window =
      read_windows(context, view.shape(), {weight.shape.begin() + 2, weight.shape.end()});
  Integers const more = of_axes(context.integers("output_padding"), 2, 0, "output_padding");
  Extents shape{1, weight.shape[1]};
  for (std::size_t axis = 0; axis < 2; ++axis) {
    AxisWindow& along = window.along(axis);
    along.after -= more[axis];
    if (along.after < 0 || along.dilation != 1) {
      throw LiftError("a transposed convolution with dilation, or output_padding beyond its pads",
                      "no dilation, pads that are at least output_padding");
    }
    shape.push_back((view.shape()[2 + axis] - 1) * along.stride + along.kernel - along.before -
                    along.after);
  }
  std::size_t const value =
      network.add(context.name(),
                  operation_with("conv_transpose2d",
                                 {{"filters", to_size(weight.shape[1])},
                                  {"kernel", extent_of(window, &AxisWindow::kernel)},
                                  {"stride", extent_of(window, &AxisWindow::stride)},
                                  {"padding", padding_of(window)},
                                  {"bias", context.has(2)}}),
                  {input},
                  tensors_of(context));
  return {whole_view(value, shape)};
}

/// The windows of a pool, and the value that it reads.
std::pair<PlaneWindow, std::size_t> pool_windows(NodeContext const& context) {
  View const& view = context.view(0);
  std::size_t const input = picture_of(context.network(), context.name(), view);
  auto const kernel = context.integers("kernel_shape");
  if (!kernel || context.node().outputs.size() > 1) {
    throw LiftError("a pool without a size, or one that tells places", "a size, and one output");
  }
  PlaneWindow const window = read_windows(context, view.shape(), *kernel);
  if (extent_of(window, &AxisWindow::dilation) != Extent{1, 1}) {
    throw LiftError("a pool with dilation", "windows without gaps");
  }
  return {window, input};
}

/// \p operation, a pool with \p window on the value \p input.
Values add_pool(NodeContext const& context,
                Operation operation,
                PlaneWindow const& window,
                std::size_t input) {
  NetworkBuilder& network = context.network();
  std::size_t const value = network.add(context.name(), std::move(operation), {input});
  return {whole_view(value,
                     result_shape(context.view(0).shape(), network.shape(value).channels, window))};
}

Values max_pool(NodeContext const& context) {
  auto const [window, input] = pool_windows(context);
  Operation operation = operation_with(of_kind("max_pool", window),
                                       {{"size", extent_of(window, &AxisWindow::kernel)},
                                        {"stride", extent_of(window, &AxisWindow::stride)},
                                        {"padding", padding_of(window)}});
  return add_pool(context, std::move(operation), window, input);
}

Values average_pool(NodeContext const& context) {
  auto const [window, input] = pool_windows(context);
  bool const counts = context.integer("count_include_pad", 0) != 0;
  if (counts && context.integer("ceil_mode", 0) != 0) {
    throw LiftError("a mean with ceil_mode in which padding counts", "one of the two");
  }
  bool const pads = padding_of(window) != Padding::valid;
  Operation operation = operation_with(of_kind("average_pool", window),
                                       {{"size", extent_of(window, &AxisWindow::kernel)},
                                        {"stride", extent_of(window, &AxisWindow::stride)},
                                        {"padding", padding_of(window)},
                                        {"count_include_pad", counts || !pads}});
  return add_pool(context, std::move(operation), window, input);
}

} // namespace

std::vector<OperatorRow> window_operators() {
  return {{"AveragePool", average_pool},
          {"Conv", conv},
          {"ConvTranspose", conv_transpose},
          {"MaxPool", max_pool, true}};
}

} // namespace equivarify::codegen
