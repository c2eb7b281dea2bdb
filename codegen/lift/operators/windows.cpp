#include "equivarify/codegen/lift/operators/operator.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace equivarify::codegen {
namespace {

using Values = std::vector<FileValue>;
using Integers = std::vector<std::int64_t>;

/// The windows of an operator along one axis.
struct AxisWindow {
  std::int64_t kernel = 1;
  std::int64_t stride = 1;
  std::int64_t dilation = 1;
  std::int64_t before = 0; ///< padding
  std::int64_t after = 0;

  [[nodiscard]] std::int64_t span() const { return (kernel - 1) * dilation + 1; }

  /// The number of windows on \p extent entries.
  [[nodiscard]] std::int64_t count(std::int64_t extent) const {
    return (extent + before + after - span()) / stride + 1;
  }
};

/// The windows along slices, rows and columns; of fewer axes the last ones.
struct PlaneWindow {
  std::size_t axes = 2;
  AxisWindow slices{};
  AxisWindow rows{};
  AxisWindow columns{};

  /// The windows along the axis with \p axis ones before it.
  [[nodiscard]] AxisWindow& along(std::size_t axis) {
    std::array const all{&slices, &rows, &columns};
    return *all.at(3 - axes + axis);
  }
};

std::size_t size(std::int64_t number) {
  return static_cast<std::size_t>(number);
}

/// \p numbers, or as many times \p otherwise as there are axes.
Integers of_axes(std::optional<Integers> numbers,
                 std::size_t axes,
                 std::int64_t otherwise,
                 char const* what) {
  Integers result = numbers.value_or(Integers(axes, otherwise));
  bool const small = std::all_of(result.begin(), result.end(), [](std::int64_t number) {
    return number >= 0 && number <= 65536;
  });
  if (result.size() != axes || !small) {
    throw LiftError(fmt::format("{} {}", what, to_string(result)),
                    fmt::format("{} numbers up to 65536", axes));
  }
  return result;
}

/// ONNX's `SAME`: as many windows as strides fit, the odd one of padding behind or in front.
void pad_same(AxisWindow& window, std::int64_t extent, bool upper) {
  std::int64_t const count = (extent + window.stride - 1) / window.stride;
  std::int64_t const padding =
      std::max<std::int64_t>((count - 1) * window.stride + window.span() - extent, 0);
  window.before = upper ? padding / 2 : padding - padding / 2;
  window.after = padding - window.before;
}

/// ONNX's `ceil_mode`: padding behind for one more window, unless that would begin outside.
void pad_for_last(AxisWindow& window, std::int64_t extent) {
  std::int64_t const room = extent + window.before + window.after - window.span();
  std::int64_t const missing = (window.stride - room % window.stride) % window.stride;
  bool const begins_inside = room + missing < extent + window.before;
  window.after += room >= 0 && begins_inside ? missing : 0;
}

class WindowReader {
public:
  WindowReader(NodeContext const& context, Extents const& shape, Integers const& kernel)
      : context_{context}, extents_(shape.begin() + 2, shape.end()), kernel_{kernel} {}

  PlaneWindow read() const {
    std::size_t const axes = extents_.size();
    Integers const kernel = of_axes(kernel_, axes, 1, "kernel_shape");
    Integers const strides = of_axes(context_.integers("strides"), axes, 1, "strides");
    Integers const dilations = of_axes(context_.integers("dilations"), axes, 1, "dilations");
    Integers const pads = of_axes(context_.integers("pads"), 2 * axes, 0, "pads");
    PlaneWindow window{.axes = axes};
    for (std::size_t axis = 0; axis < axes; ++axis) {
      AxisWindow& along = window.along(axis);
      along = {kernel[axis], strides[axis], dilations[axis], pads[axis], pads[axes + axis]};
      if (along.kernel == 0 || along.stride == 0 || along.dilation == 0) {
        throw LiftError("a kernel, stride or dilation of 0", "at least 1");
      }
      pad(along, extents_[axis]);
    }
    return window;
  }

private:
  void pad(AxisWindow& along, std::int64_t extent) const {
    std::string const how = context_.text("auto_pad", "NOTSET");
    if (how == "SAME_UPPER" || how == "SAME_LOWER") {
      pad_same(along, extent, how == "SAME_UPPER");
    } else if (how == "VALID") {
      along.before = along.after = 0;
    } else if (how != "NOTSET") {
      throw LiftError(fmt::format("auto_pad {}", how), "NOTSET, VALID, SAME_UPPER or SAME_LOWER");
    }
    if (context_.integer("ceil_mode", 0) != 0) {
      pad_for_last(along, extent);
    }
  }

  NodeContext const& context_;
  Integers extents_;
  Integers kernel_;
};

Extents result_shape(Extents const& input, std::size_t channels, PlaneWindow window) {
  Extents shape{1, static_cast<std::int64_t>(channels)};
  for (std::size_t axis = 0; axis < window.axes; ++axis) {
    shape.push_back(window.along(axis).count(input[2 + axis]));
  }
  return shape;
}

/// What \p number is along each axis.
Extent extent_of(PlaneWindow const& window, std::int64_t AxisWindow::*number) {
  return {size(window.rows.*number), size(window.columns.*number), size(window.slices.*number)};
}

/// The layer \p name for windows with as many axes: lines are planes of one row.
std::string of_kind(char const* name, PlaneWindow const& window) {
  return fmt::format("{}{}d", name, window.axes == 3 ? 3 : 2);
}

/// The padding as a layer states it.
Padding padding_of(PlaneWindow const& window) {
  auto const is_same = [](AxisWindow const& along) {
    return along.before == along.after && 2 * along.before == along.span() - 1 && along.stride == 1;
  };
  auto const is_none = [](AxisWindow const& along) {
    return along.before == 0 && along.after == 0;
  };
  std::array const axes{window.slices, window.rows, window.columns};
  if (std::all_of(axes.begin(), axes.end(), is_none)) {
    return Padding::valid;
  }
  if (std::all_of(axes.begin(), axes.end(), is_same)) {
    return Padding::same;
  }
  return {Padding::Kind::margins,
          {size(window.rows.before),
           size(window.columns.before),
           size(window.rows.after),
           size(window.columns.after),
           size(window.slices.before),
           size(window.slices.after)}};
}

Values conv(NodeContext const& context) {
  View const& view = context.view(0);
  NetworkBuilder& network = context.network();
  std::size_t const input = image_of(network, view);
  OnnxTensor const& weight = context.constant(1);
  if (weight.shape.size() != view.shape().size()) {
    throw LiftError(fmt::format("weights {}", to_string(weight.shape)),
                    "[filters, channels, kernel]");
  }
  PlaneWindow const window =
      WindowReader{context, view.shape(), {weight.shape.begin() + 2, weight.shape.end()}}.read();
  std::int64_t const groups = context.integer("group", 1);
  if (groups < 1 || groups > weight.shape[0]) {
    throw LiftError(fmt::format("{} groups of {} filters", groups, weight.shape[0]),
                    "at least one filter for each group");
  }
  std::size_t const filters = size(weight.shape[0]);
  std::vector<double> const numbers = numbers_of(weight);
  std::vector<LiftedTensor> tensors{
      {"weight", {numbers.begin(), numbers.end()}, weight.name, weight.shape, {}}};
  if (context.has(2)) {
    OnnxTensor const& bias = context.constant(2);
    std::vector<double> const values = numbers_of(bias);
    tensors.push_back({"bias", {values.begin(), values.end()}, bias.name, bias.shape, {}});
  }
  std::size_t const value =
      network.add(context.name(),
                  operation_with(of_kind("conv", window),
                                 {{"filters", filters},
                                  {"kernel", extent_of(window, &AxisWindow::kernel)},
                                  {"stride", extent_of(window, &AxisWindow::stride)},
                                  {"padding", padding_of(window)},
                                  {"dilation", extent_of(window, &AxisWindow::dilation)},
                                  {"groups", size(groups)},
                                  {"bias", context.has(2)}}),
                  {input},
                  std::move(tensors));
  return {whole_view(value, result_shape(view.shape(), filters, window))};
}

/// The windows of a pool, and the value that it reads.
std::pair<PlaneWindow, std::size_t> pool_windows(NodeContext const& context) {
  View const& view = context.view(0);
  std::size_t const input = image_of(context.network(), view);
  auto const kernel = context.integers("kernel_shape");
  if (!kernel || context.node().outputs.size() > 1) {
    throw LiftError("a pool without a size, or one that tells places", "a size, and one output");
  }
  PlaneWindow const window = WindowReader{context, view.shape(), *kernel}.read();
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
  return {{"AveragePool", average_pool}, {"Conv", conv}, {"MaxPool", max_pool}};
}

} // namespace equivarify::codegen
