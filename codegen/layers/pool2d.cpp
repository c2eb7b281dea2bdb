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

Kernel pool_kernel(std::string const& name,
                   std::string const& type,
                   Window const& window,
                   KernelPlace const& place) {
  return {.name = name,
          .header = "pooling",
          .type = fmt::format("rt::{}<{},\n    rt::PoolSizes{{.rows = {}, .columns = {}, "
                              ".stride_rows = {}, .stride_columns = {}}}>",
                              type,
                              place.map,
                              window.size.rows,
                              window.size.columns,
                              window.stride.rows,
                              window.stride.columns)};
}

OnnxOperator pool_onnx(std::string const& type, Window const& window) {
  return {
      .type = type,
      .attributes = {{"kernel_shape", extents(window.size)}, {"strides", extents(window.stride)}}};
}

} // namespace equivarify::codegen
