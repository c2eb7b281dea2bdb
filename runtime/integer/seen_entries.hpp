/// \file
/// Which entries the windows of a layer see, in plain loops.
#ifndef EQUIVARIFY_RUNTIME_INTEGER_SEEN_ENTRIES_HPP
#define EQUIVARIFY_RUNTIME_INTEGER_SEEN_ENTRIES_HPP

#include "equivarify/runtime/base/layer_form.hpp"

#include <cstddef>
#include <optional>

namespace equivarify::runtime {

/// The entry of an axis at \p place after its padding; nothing outside.
inline std::optional<std::size_t>
entry_of(std::size_t place, std::size_t before, std::size_t size, bool circular) {
  if (circular) {
    return (place + size - before % size) % size;
  }
  return place < before || place - before >= size ? std::nullopt : std::optional{place - before};
}

/// The entry of a plane that output pixel \p pixel sees under tap \p tap; nothing outside.
inline std::optional<std::size_t>
seen_entry(LayerForm const& form, std::size_t pixel, std::size_t tap) {
  auto const row = entry_of(pixel / form.output_columns * form.stride_rows +
                                tap / form.window_columns * form.dilation_rows,
                            form.top,
                            form.rows,
                            form.circular);
  auto const column = entry_of(pixel % form.output_columns * form.stride_columns +
                                   tap % form.window_columns * form.dilation_columns,
                               form.left,
                               form.columns,
                               form.circular);
  return row && column ? std::optional{*row * form.columns + *column} : std::nullopt;
}

/// The entry of a plane that stands at \p pixel of the larger one.
inline std::size_t entry_at(LayerForm const& form, std::size_t pixel) {
  return pixel / form.output_columns / form.window_rows * form.columns +
         pixel % form.output_columns / form.window_columns;
}

/// An array as the planes of a value.
struct PlaneShape {
  std::size_t channels;
  std::size_t pixels;
};

/// The entry of a value of the shape \p own that stands for entry \p entry of one of the shape \p
/// whole, to which it is stretched.
inline std::size_t
stretched_entry(PlaneShape const& own, PlaneShape const& whole, std::size_t entry) {
  std::size_t const channel = own.channels == 1 ? 0 : entry / whole.pixels;
  std::size_t const pixel = own.pixels == 1 ? 0 : entry % whole.pixels;
  return channel * own.pixels + pixel;
}

} // namespace equivarify::runtime

#endif
