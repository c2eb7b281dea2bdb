#include "equivarify/codegen/layers/pool2d.hpp"

#include "equivarify/codegen/layers/shape_rules.hpp"

#include <fmt/format.h>

namespace equivarify::codegen {
namespace {

std::vector<std::int64_t> extents(Extent const& extent) {
  return {static_cast<std::int64_t>(extent.rows), static_cast<std::int64_t>(extent.columns)};
}

} // namespace

Shape pooled_shape(Window const& window, Shape const& input) {
  expect_fits(input, window.size, "window");
  Extent const count = windows_inside(input, window.size, window.stride);
  return {input.channels, count.rows, count.columns};
}

std::string to_string(Extent const& extent) {
  return fmt::format("{}x{}", extent.rows, extent.columns);
}

Kernel pool_kernel(std::string const& name,
                   std::string const& type,
                   Window const& window,
                   KernelPlace const& place) {
  SizeList sizes;
  sizes.add("rows", window.size.rows, 2);
  sizes.add("columns", window.size.columns, 2);
  sizes.add("stride_rows", window.stride.rows, 2);
  sizes.add("stride_columns", window.stride.columns, 2);
  return {.name = name,
          .header = "pooling",
          .type = fmt::format("rt::{}<{}, rt::PoolSizes{{{}}}>", type, place.map(), sizes.text())};
}

OnnxOperator pool_onnx(std::string const& type, Window const& window) {
  return {
      .type = type,
      .attributes = {{"kernel_shape", extents(window.size)}, {"strides", extents(window.stride)}}};
}

} // namespace equivarify::codegen
