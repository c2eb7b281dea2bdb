#include "equivarify/codegen/layers/pool.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace equivarify::codegen {

Shape pooled_shape(Window const& window, Padding const& padding, Shape const& input) {
  auto const& [top, left, bottom, right, front, back] = window.pad;
  if (std::max(top, bottom) >= window.size.rows || std::max(left, right) >= window.size.columns ||
      std::max(front, back) >= window.size.depth) {
    bool const is_volume = input.depth > 1;
    throw ShapeError{
        fmt::format("margins of {}, {}, {}, {}{} around a {} under windows of {}",
                    top,
                    left,
                    bottom,
                    right,
                    is_volume ? fmt::format(", and {}, {} slices", front, back) : "",
                    is_volume ? "volume" : "plane",
                    to_string(window.size)),
        fmt::format("at most {}{} rows and {} columns, so that every window sees an entry",
                    is_volume ? fmt::format("{} slices, ", window.size.depth - 1) : "",
                    window.size.rows - 1,
                    window.size.columns - 1)};
  }
  return shape_of(input.channels, count_windows(input, window, padding, "window"));
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
  sizes.add("depth", place.input().depth, 1);
  sizes.add("slices", window.size.depth, 1);
  sizes.add("stride_slices", window.stride.depth, 1);
  sizes.add("count_padding", counts_padding && window.pad != Margins{}, false);
  return {.name = words.kernel,
          .header = "layers/pooling",
          .type = fmt::format(
              "rt::{}<{}, rt::PoolSizes{{{}}}>", words.type, place.map(), sizes.text())};
}

OnnxOperator
pool_onnx(std::string const& type, Window const& window, bool counts_padding, std::size_t axes) {
  OnnxOperator pool{.type = type,
                    .attributes = {{"kernel_shape", onnx_extents(window.size, axes)},
                                   {"strides", onnx_extents(window.stride, axes)}}};
  if (window.pad != Margins{}) {
    pool.attributes.emplace_back("pads", onnx_pads(window.pad, axes));
  }
  if (counts_padding && window.pad != Margins{}) {
    pool.attributes.emplace_back("count_include_pad", std::int64_t{1});
  }
  return pool;
}

} // namespace equivarify::codegen
