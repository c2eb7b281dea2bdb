/// \file
/// The windows that attributes of an ONNX node describe.
#ifndef EQUIVARIFY_CODEGEN_LIFT_OPERATORS_PLANE_WINDOW_HPP
#define EQUIVARIFY_CODEGEN_LIFT_OPERATORS_PLANE_WINDOW_HPP

#include "equivarify/codegen/layers/field.hpp"
#include "equivarify/codegen/lift/node_context.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// The windows of an operator along one axis.
struct AxisWindow {
  std::int64_t kernel = 1;
  std::int64_t stride = 1;
  std::int64_t dilation = 1;
  std::int64_t before = 0; ///< padding
  std::int64_t after = 0;
  std::int64_t beyond = 0; ///< of it: what `ceil_mode` adds behind the padding

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

/// \p number, which is not negative, as a size.
[[nodiscard]] inline std::size_t to_size(std::int64_t number) {
  return static_cast<std::size_t>(number);
}

/// \p numbers, or as many times \p otherwise as there are axes. \throws LiftError naming \p what
[[nodiscard]] std::vector<std::int64_t> of_axes(std::optional<std::vector<std::int64_t>> numbers,
                                                std::size_t axes,
                                                std::int64_t otherwise,
                                                char const* what);

/// The windows of \p context on an array of \p shape, the last axes of which they run along, with
/// padding as `auto_pad` and `ceil_mode` have it. \throws LiftError
[[nodiscard]] PlaneWindow read_windows(NodeContext const& context,
                                       Extents const& shape,
                                       std::vector<std::int64_t> const& kernel);

/// The array with \p channels that the windows make of one of shape \p input.
[[nodiscard]] Extents result_shape(Extents const& input, std::size_t channels, PlaneWindow window);

/// What \p number is along each axis.
[[nodiscard]] Extent extent_of(PlaneWindow const& window, std::int64_t AxisWindow::*number);

/// The layer \p name for windows with as many axes: lines are planes of one row.
[[nodiscard]] std::string of_kind(char const* name, PlaneWindow const& window);

/// The padding as a layer states it.
[[nodiscard]] Padding padding_of(PlaneWindow const& window);

/// The same of a layer on \p input, which takes no `same` where a window is larger than its input.
[[nodiscard]] Padding padding_on(PlaneWindow const& window, Extent const& input);

} // namespace equivarify::codegen

#endif
