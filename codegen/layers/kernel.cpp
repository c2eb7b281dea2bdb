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

void SizeList::add(char const* name, Margins const& value) {
  if (value != Margins{}) {
    append(name,
           fmt::format("{{{}, {}, {}, {}}}", value.top, value.left, value.bottom, value.right));
  }
}

void SizeList::append(char const* name, std::string const& value) {
  text_ += fmt::format("{}.{} = {}", text_.empty() ? "" : ", ", name, value);
}

} // namespace equivarify::codegen
