#include "equivarify/codegen/layers/kernel.hpp"

#include <fmt/format.h>

namespace equivarify::codegen {

void SizeList::add(char const* name, std::size_t value, std::size_t standard) {
  if (value != standard) {
    text_ += fmt::format("{}.{} = {}", text_.empty() ? "" : ", ", name, value);
  }
}

} // namespace equivarify::codegen
