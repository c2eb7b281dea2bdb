#include "equivarify/codegen/layers/kernel.hpp"

#include <fmt/format.h>

namespace equivarify::codegen {

void SizeList::add(char const* name, std::size_t value, std::size_t standard) {
  if (value != standard) {
    append(name, fmt::to_string(value));
  }
}

void SizeList::add(char const* name, bool value, bool standard) {
  if (value != standard) {
    append(name, fmt::to_string(value));
  }
}

void SizeList::add(Margins const& margins) {
  add("padding_top", margins.top, 0);
  add("padding_left", margins.left, 0);
  add("padding_bottom", margins.bottom, 0);
  add("padding_right", margins.right, 0);
  add("padding_front", margins.front, 0);
  add("padding_back", margins.back, 0);
}

void SizeList::append(char const* name, std::string const& value) {
  text_ += fmt::format("{}.{} = {}", text_.empty() ? "" : ", ", name, value);
}

std::string conv_sizes(
    Window const& window, Shape const& input, std::size_t filters, bool bias, std::size_t axes) {
  SizeList list;
  list.add("channels", input.channels, 0);
  list.add("filters", filters, 0);
  list.add("rows", input.extent().rows, 0);
  list.add("columns", input.columns, 0);
  list.add("kernel_rows", window.size.rows, 3);
  list.add("kernel_columns", window.size.columns, 3);
  list.add("stride_rows", window.stride.rows, 1);
  list.add("stride_columns", window.stride.columns, 1);
  list.add(window.pad);
  list.add("dilation_rows", window.dilation.rows, 1);
  list.add("dilation_columns", window.dilation.columns, 1);
  list.add("groups", window.groups, 1);
  list.add("circular", window.circular, false);
  list.add("bias", bias, true);
  list.add("axes", axes, 2);
  list.add("depth", input.depth, 1);
  list.add("kernel_depth", window.size.depth, 1);
  list.add("stride_depth", window.stride.depth, 1);
  list.add("dilation_depth", window.dilation.depth, 1);
  return list.text();
}

} // namespace equivarify::codegen
