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
}

void SizeList::append(char const* name, std::string const& value) {
  text_ += fmt::format("{}.{} = {}", text_.empty() ? "" : ", ", name, value);
}

} // namespace equivarify::codegen
