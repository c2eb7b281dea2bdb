#include "equivarify/codegen/lift/operators/plane_window.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace equivarify::codegen {
namespace {

using Integers = std::vector<std::int64_t>;

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
  window.beyond = room >= 0 && begins_inside ? missing : 0;
  window.after += window.beyond;
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

Padding margins_of(PlaneWindow const& window) {
  return {Padding::Kind::margins,
          {to_size(window.rows.before),
           to_size(window.columns.before),
           to_size(window.rows.after),
           to_size(window.columns.after),
           to_size(window.slices.before),
           to_size(window.slices.after)}};
}

} // namespace

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

PlaneWindow read_windows(NodeContext const& context, Extents const& shape, Integers const& kernel) {
  return WindowReader{context, shape, kernel}.read();
}

Extents result_shape(Extents const& input, std::size_t channels, PlaneWindow window) {
  Extents shape{1, static_cast<std::int64_t>(channels)};
  for (std::size_t axis = 0; axis < window.axes; ++axis) {
    shape.push_back(window.along(axis).count(input[2 + axis]));
  }
  return shape;
}

Extent extent_of(PlaneWindow const& window, std::int64_t AxisWindow::*number) {
  return {to_size(window.rows.*number),
          to_size(window.columns.*number),
          to_size(window.slices.*number)};
}

std::string of_kind(char const* name, PlaneWindow const& window) {
  return fmt::format("{}{}d", name, window.axes == 3 ? 3 : 2);
}

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
  return std::all_of(axes.begin(), axes.end(), is_same) ? Padding::same : margins_of(window);
}

Padding padding_on(PlaneWindow const& window, Extent const& input) {
  Padding const padding = padding_of(window);
  bool const is_larger = to_size(window.rows.span()) > input.rows ||
                         to_size(window.columns.span()) > input.columns ||
                         to_size(window.slices.span()) > input.depth;
  return padding == Padding::same && is_larger ? margins_of(window) : padding;
}

} // namespace equivarify::codegen
