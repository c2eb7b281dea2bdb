#include "equivarify/codegen/onnx/circular_padding.hpp"

#include "equivarify/codegen/layers/layer_type.hpp"

#include <cstddef>
#include <optional>

namespace equivarify::codegen {
namespace {

/// All of \p size places, with \p before of the last ones in front and \p after of the first
/// behind.
std::vector<std::int64_t> circle(std::size_t size, std::size_t before, std::size_t after) {
  std::vector<std::int64_t> places;
  for (std::size_t i = 0; i < before + size + after; ++i) {
    places.push_back(static_cast<std::int64_t>((i + size - before) % size));
  }
  return places;
}

} // namespace

std::vector<std::pair<std::int64_t, std::vector<std::int64_t>>>
circles_of(Operation const& operation, Shape const& input) {
  std::optional<Window> const window = operation.type().window(operation, input);
  if (!window || !window->circular) {
    return {};
  }
  auto const& [top, left, bottom, right] = window->pad;
  return {{2, circle(input.rows, top, bottom)}, {3, circle(input.columns, left, right)}};
}

} // namespace equivarify::codegen
