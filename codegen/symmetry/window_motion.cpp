#include "equivarify/codegen/symmetry/window_motion.hpp"

#include "equivarify/codegen/layers/layer_type.hpp"

#include <fmt/format.h>

#include <cstddef>

namespace equivarify::codegen {
namespace {

/// The windows along one axis, of so many entries.
struct WindowsOfAxis {
  char const* entries; ///< rows or columns
  std::size_t extent;
  std::size_t outputs;
  std::size_t span;
  std::size_t stride;
  std::size_t margin; ///< before the first entry
  bool circular;

  /// Why flipped windows are none of them; empty if they are.
  [[nodiscard]] std::string misfit_of_flip() const {
    // The flipped last window must begin where the first one does.
    std::size_t const last = (outputs - 1) * stride + span;
    std::size_t const flipped = extent + 2 * margin;
    bool const fits = circular ? (last + extent) % extent == flipped % extent : last == flipped;
    return fits
               ? std::string{}
               : fmt::format("{} {} are not covered by windows of {} at stride {}, so that flipped "
                             "windows are none of them",
                             extent,
                             entries,
                             span,
                             stride);
  }
};

} // namespace

std::string misfit(Motion const& motion, Layer const& layer) {
  Window const window = window_of(layer);
  Extent const span = window.span();
  auto const& [top, left, bottom, right, front, back] = window.pad;
  EQUIVARIFY_ASSERT(front + back == 0 && window.size.depth == 1, "motions of planes alone");
  bool const turns = window.size.rows == window.size.columns && span.rows == span.columns &&
                     window.stride.rows == window.stride.columns && top == left && bottom == right;
  if (motion.transposed && !turns) {
    return fmt::format(
        "windows of {}x{} do not turn into each other", window.size.rows, window.size.columns);
  }
  // Transposed windows lie on the output.
  Shape const& plane = window.transposed ? layer.output : layer.input();
  Shape const& places = window.transposed ? layer.input() : layer.output;
  WindowsOfAxis const rows{
      "rows", plane.rows, places.rows, span.rows, window.stride.rows, top, window.circular};
  WindowsOfAxis const columns{"columns",
                              plane.columns,
                              places.columns,
                              span.columns,
                              window.stride.columns,
                              left,
                              window.circular};
  std::string const of_rows = motion.flipped_rows ? rows.misfit_of_flip() : "";
  return of_rows.empty() && motion.flipped_columns ? columns.misfit_of_flip() : of_rows;
}

} // namespace equivarify::codegen
