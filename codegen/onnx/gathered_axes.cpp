#include "equivarify/codegen/onnx/gathered_axes.hpp"

#include "equivarify/codegen/layers/layer_type.hpp"
#include "equivarify/codegen/layers/part.hpp"
#include "equivarify/codegen/layers/upsample2d.hpp"

#include <cstddef>
#include <numeric>
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

/// Each of \p size places \p times times.
std::vector<std::int64_t> repeated(std::size_t size, std::size_t times) {
  std::vector<std::int64_t> places;
  for (std::size_t i = 0; i < size * times; ++i) {
    places.push_back(static_cast<std::int64_t>(i / times));
  }
  return places;
}

} // namespace

std::vector<std::pair<std::int64_t, std::vector<std::int64_t>>>
gathered_axes(Operation const& operation, Shape const& input) {
  if (auto const* const upsample = operation.as<Upsample2d>()) {
    return {{2, repeated(input.rows, upsample->scale.rows)},
            {3, repeated(input.columns, upsample->scale.columns)}};
  }
  if (auto const* const part = operation.as<Part>()) {
    std::vector<std::int64_t> places(part->shape.size());
    std::iota(places.begin(), places.end(), static_cast<std::int64_t>(part->offset));
    return {{1, std::move(places)}};
  }
  std::optional<Window> const window = operation.type().window(operation, input);
  if (!window || !window->circular) {
    return {};
  }
  std::vector<std::pair<std::int64_t, std::vector<std::int64_t>>> result;
  std::size_t const axes = operation.type().axes() == 3 ? 3 : 2;
  for (std::size_t k = 3 - axes; k < 3; ++k) {
    WindowAxis const along = window->axes()[k];
    result.emplace_back(static_cast<std::int64_t>(k + axes - 1),
                        circle(input.axes()[k], along.before, along.after));
  }
  return result;
}

} // namespace equivarify::codegen
