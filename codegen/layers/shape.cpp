#include "equivarify/codegen/layers/shape.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace equivarify::codegen {

Shape shape_of(std::size_t channels, Extent const& extent) {
  return {channels, extent.depth * extent.rows, extent.columns, extent.depth};
}

std::vector<std::size_t> extents_of(Shape const& shape) {
  return shape.depth == 1
             ? std::vector{shape.channels, shape.rows, shape.columns}
             : std::vector{shape.channels, shape.depth, shape.rows / shape.depth, shape.columns};
}

Shape shape_of(std::vector<std::size_t> const& extents) {
  std::size_t const axes = extents.size() - 1;
  return shape_of(extents[0],
                  {axes > 1 ? extents[axes - 1] : 1, extents[axes], axes > 2 ? extents[1] : 1});
}

bool stretches_to(Shape const& own, Shape const& whole) {
  bool const fits_channels = own.channels == whole.channels || own.channels == 1;
  return fits_channels && (own.with_channels(whole.channels) == whole || own.is_flat());
}

std::size_t stretched_entry(Shape const& own, Shape const& whole, std::size_t entry) {
  std::size_t const channel = own.channels == 1 ? 0 : entry / whole.plane();
  std::size_t const place = own.plane() == 1 ? 0 : entry % whole.plane();
  return channel * own.plane() + place;
}

std::string to_string(Shape const& shape) {
  return shape.is_flat() ? fmt::to_string(shape.channels)
                         : fmt::to_string(fmt::join(extents_of(shape), "x"));
}

std::string to_string(Extent const& extent) {
  return extent.depth == 1 ? fmt::format("{}x{}", extent.rows, extent.columns)
                           : fmt::format("{}x{}x{}", extent.depth, extent.rows, extent.columns);
}

} // namespace equivarify::codegen
