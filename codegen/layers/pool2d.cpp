#include "equivarify/codegen/layers/pool2d.hpp"

#include "equivarify/codegen/layers/shape_rules.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace equivarify::codegen {

Shape pooled_shape(Window const& window, Padding const& padding, Shape const& input) {
  auto const& [top, left, bottom, right] = window.pad;
  if (std::max(top, bottom) >= window.size.rows || std::max(left, right) >= window.size.columns) {
    throw ShapeError{
        fmt::format("margins of {}, {}, {}, {} around a plane under windows of {}",
                    top,
                    left,
                    bottom,
                    right,
                    to_string(window.size)),
        fmt::format("at most {} rows and {} columns, so that every window sees an entry",
                    window.size.rows - 1,
                    window.size.columns - 1)};
  }
  Extent const count = count_windows(input, window, padding, "window");
  return {input.channels, count.rows, count.columns};
}

std::string to_string(Extent const& extent) {
  return fmt::format("{}x{}", extent.rows, extent.columns);
}

Kernel pool_kernel(PoolWords const& words,
                   Window const& window,
                   bool counts_padding,
                   KernelPlace const& place) {
  SizeList sizes;
  sizes.add("rows", window.size.rows, 2);
  sizes.add("columns", window.size.columns, 2);
  sizes.add("stride_rows", window.stride.rows, 2);
  sizes.add("stride_columns", window.stride.columns, 2);
  sizes.add(window.pad);
  sizes.add("count_padding", counts_padding && window.pad != Margins{}, false);
  return {.name = words.kernel,
          .header = "layers/pooling",
          .type = fmt::format(
              "rt::{}<{}, rt::PoolSizes{{{}}}>", words.type, place.map(), sizes.text())};
}

OnnxOperator pool_onnx(std::string const& type, Window const& window, bool counts_padding) {
  OnnxOperator pool{.type = type,
                    .attributes = {{"kernel_shape", onnx_extents(window.size)},
                                   {"strides", onnx_extents(window.stride)}}};
  if (window.pad != Margins{}) {
    pool.attributes.emplace_back("pads", onnx_pads(window.pad));
  }
  if (counts_padding && window.pad != Margins{}) {
    pool.attributes.emplace_back("count_include_pad", std::int64_t{1});
  }
  return pool;
}

} // namespace equivarify::codegen
