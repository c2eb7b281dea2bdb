#include "equivarify/codegen/refute/fitting_windows.hpp"

#include "equivarify/codegen/layers/layer_type.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

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
  return pad.top == pad.bottom && pad.left == pad.right;
}

std::string equal_margins(Window const& window) {
  auto const& [top, left, bottom, right] = window.pad;
  bool const can_be_shared = (top + bottom) % 2 == 0 && (left + right) % 2 == 0;
  return can_be_shared
             ? fmt::format("margins that are equal on both sides would do: [{0}, {1}, {0}, {1}]",
                           (top + bottom) / 2,
                           (left + right) / 2)
             : "margins that are equal on both sides would do, with windows of odd size "
               "if planes are to keep their size";
}

} // namespace

std::string what_would_fit(Layer const& layer) {
  Window const window = window_of(layer);
  auto const& [top, left, bottom, right] = window.pad;
  if (!is_even(window.pad)) {
    return equal_margins(window);
  }
  WindowsOfAxis const rows{
      layer.input().rows, window.span().rows, window.stride.rows, top + bottom};
  WindowsOfAxis const columns{
      layer.input().columns, window.span().columns, window.stride.columns, left + right};
  if (rows.rest() == 0 && columns.rest() == 0) {
    bool const turns =
        window.size.rows == window.size.columns && window.stride.rows == window.stride.columns;
    return turns ? std::string{} : "windows as high as wide, with one stride for both, would do";
  }
  return fmt::format("planes of {} rows and {} columns would do",
                     fmt::join(rows.fitting(), " or "),
                     fmt::join(columns.fitting(), " or "));
}

} // namespace equivarify::codegen
