#include "equivarify/codegen/refute/fitting_windows.hpp"

#include "equivarify/codegen/layers/layer_type.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace equivarify::codegen {
namespace {

/// The windows along one axis.
struct WindowsOfAxis {
  std::size_t extent;
  std::size_t span;
  std::size_t stride;
  std::size_t margins; ///< both together

  /// What is left over behind the last window.
  [[nodiscard]] std::size_t rest() const { return (extent + margins - span) % stride; }

  /// The nearest extents that leave nothing over.
  [[nodiscard]] std::vector<std::size_t> fitting() const {
    if (rest() == 0) {
      return {extent};
    }
    std::vector<std::size_t> sizes;
    if (extent > rest()) {
      sizes.push_back(extent - rest());
    }
    sizes.push_back(extent - rest() + stride);
    return sizes;
  }
};

bool is_even(Margins const& pad) {
  return pad.top == pad.bottom && pad.left == pad.right && pad.front == pad.back;
}

std::string equal_margins(Window const& window, bool is_volume) {
  if (window.transposed) {
    return "margins that are equal on both sides would do; kernel 4, stride 2 and padding 1 double "
           "a plane";
  }
  auto const& [top, left, bottom, right, front, back] = window.pad;
  bool const can_be_shared =
      (top + bottom) % 2 == 0 && (left + right) % 2 == 0 && (front + back) % 2 == 0;
  if (!can_be_shared) {
    return fmt::format("margins that are equal on both sides would do, with windows of odd size if "
                       "{} are to keep their size",
                       is_volume ? "volumes" : "planes");
  }
  std::string const half = fmt::format("{}, {}", (top + bottom) / 2, (left + right) / 2);
  std::string const each = is_volume ? fmt::format("{}, {}", (front + back) / 2, half) : half;
  return fmt::format("margins that are equal on both sides would do: [{0}, {0}]", each);
}

/// Windows that turn into each other.
std::string turning_windows(Window const& window, bool is_volume) {
  Extent const& size = window.size;
  Extent const& stride = window.stride;
  bool const turns = size.rows == size.columns && stride.rows == stride.columns;
  if (!is_volume) {
    return turns ? std::string{} : "windows as high as wide, with one stride for both, would do";
  }
  bool const of_cubes = turns && size.depth == size.rows && stride.depth == stride.rows;
  return of_cubes ? std::string{}
                  : "windows of one size and one stride along all three axes would do";
}

} // namespace

std::string what_would_fit(Layer const& layer) {
  Window const window = window_of(layer);
  bool const is_volume = layer.input().depth > 1;
  if (!is_even(window.pad)) {
    return equal_margins(window, is_volume);
  }
  std::vector<WindowsOfAxis> axes;
  for (std::size_t i = 0; i < 3; ++i) {
    WindowAxis const along = window.axes()[i];
    axes.push_back(
        {layer.input().axes()[i], along.span(), along.stride, along.before + along.after});
  }
  bool const all_fit = std::all_of(
      axes.begin(), axes.end(), [](WindowsOfAxis const& axis) { return axis.rest() == 0; });
  if (window.transposed || all_fit) {
    return turning_windows(window, is_volume);
  }
  return fmt::format("{} of {}{} rows and {} columns would do",
                     is_volume ? "volumes" : "planes",
                     is_volume ? fmt::format("{} slices, ", fmt::join(axes[0].fitting(), " or "))
                               : "",
                     fmt::join(axes[1].fitting(), " or "),
                     fmt::join(axes[2].fitting(), " or "));
}

} // namespace equivarify::codegen
