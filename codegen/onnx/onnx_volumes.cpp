#include "equivarify/codegen/onnx/onnx_volumes.hpp"

#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/layers/layer_type.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

namespace equivarify::codegen {

std::vector<std::int64_t> array_extents(Shape const& shape, bool is_volume) {
  auto const size = [](std::size_t value) { return static_cast<std::int64_t>(value); };
  auto const [depth, rows, columns] = shape.axes();
  return is_volume ? std::vector{size(shape.channels), size(depth), size(rows), size(columns)}
                   : std::vector{size(shape.channels), size(rows), size(columns)};
}

bool has_volumes(Plan const& plan) {
  bool const is_volume =
      std::any_of(plan.image_steps.begin(), plan.image_steps.end(), [&](Step const& step) {
        return step.input().depth > 1 ||
               (step.operation() != nullptr && step.operation()->type().axes() == 3);
      });
  for (Step const& step : plan.image_steps) {
    std::size_t const axes = step.operation() == nullptr ? 0 : step.operation()->type().axes();
    if (is_volume && (axes == 1 || axes == 2)) {
      throw InputError{{.pointer = "/network",
                        .summary = "no ONNX file can be written",
                        .found = fmt::format("layer \"{}\" of type \"{}\" in a network of volumes",
                                             step.name,
                                             type_name(*step.operation())),
                        .expected = "layers for volumes alone (--target cpp takes both)"}};
    }
  }
  return is_volume || plan.network.input.depth > 1;
}

} // namespace equivarify::codegen
