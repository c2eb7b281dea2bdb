#include "equivarify/codegen/layers/shape_rules.hpp"

#include "equivarify/codegen/layers/layer.hpp"

#include <fmt/format.h>

#include <numeric>

namespace equivarify::codegen {
namespace {

std::string text(Extent const& extent) {
  return fmt::format("{}x{}", extent.rows, extent.columns);
}

Extent padded(Shape const& input, Margins const& pad) {
  return {input.rows + pad.top + pad.bottom, input.columns + pad.left + pad.right};
}

/// \p room is what a window must fit in.
void expect_fits(Shape const& input, Extent const& room, Window const& window, char const* what) {
  Extent const span = window.span();
  if (span.rows <= room.rows && span.columns <= room.columns) {
    return;
  }
  bool const is_dilated = span != window.size;
  bool const is_padded = room != Extent{input.rows, input.columns};
  throw ShapeError{fmt::format("a {} {}{}",
                               text(window.size),
                               what,
                               is_dilated ? fmt::format(" with dilation {}, which spans {}",
                                                        text(window.dilation),
                                                        text(span))
                                          : ""),
                   fmt::format("at most {}, the size of its {} {}",
                               text(room),
                               is_padded ? "padded input" : "input",
                               to_string(Shape{input.channels, room.rows, room.columns}))};
}

/// Margins that keep the size where those on both sides cannot be equal.
std::string unequal_margins(Extent const& span) {
  std::size_t const rows = span.rows - 1;
  std::size_t const columns = span.columns - 1;
  return fmt::format(
      "[{}, {}, {}, {}]", rows / 2, columns / 2, rows - rows / 2, columns - columns / 2);
}

void expect_same_padding_works(Window const& window, char const* what) {
  Extent const span = window.span();
  bool const odd = span.rows % 2 == 1 && span.columns % 2 == 1;
  if (!odd || window.stride != Extent{1, 1}) {
    bool const is_dilated = span != window.size;
    throw ShapeError{
        fmt::format("padding \"same\" with a {} {}{} and stride {}",
                    text(window.size),
                    what,
                    is_dilated ? fmt::format(" that spans {}", text(span)) : "",
                    text(window.stride)),
        fmt::format(
            "an odd {} and stride 1, or padding \"valid\", or margins [top, left, bottom, right] "
            "such as {}",
            what,
            unequal_margins(span))};
  }
}

void expect_circle_fits(Shape const& input, Margins const& pad) {
  bool const fits = pad.top <= input.rows && pad.bottom <= input.rows &&
                    pad.left <= input.columns && pad.right <= input.columns;
  if (!fits) {
    throw ShapeError{
        fmt::format("circular margins of {}, {}, {}, {}", pad.top, pad.left, pad.bottom, pad.right),
        fmt::format("at most {} rows and {} columns, those of its input {}",
                    input.rows,
                    input.columns,
                    to_string(input))};
  }
}

} // namespace

void expect_flat(Shape const& input, std::string const& layer) {
  if (!input.is_flat()) {
    throw ShapeError{
        fmt::format("an image of {}", to_string(input)),
        fmt::format("a flat input for {}; put a layer of type \"flatten\" before it", layer)};
  }
}

Extent count_windows(Shape const& input,
                     Window const& window,
                     Padding const& padding,
                     std::string const& what) {
  bool const is_same = padding.kind == Padding::Kind::same;
  Extent const room = padded(input, window.pad);
  // On a circle a window may not see an entry twice.
  bool const by_plane = is_same || window.circular;
  expect_fits(input, by_plane ? Extent{input.rows, input.columns} : room, window, what.c_str());
  if (is_same) {
    expect_same_padding_works(window, what.c_str());
  }
  if (window.circular) {
    expect_circle_fits(input, window.pad);
  }
  Extent const span = window.span();
  return {(room.rows - span.rows) / window.stride.rows + 1,
          (room.columns - span.columns) / window.stride.columns + 1};
}

void expect_groups(Shape const& input, std::size_t filters, std::size_t groups) {
  std::size_t const common = std::gcd(input.channels, filters);
  if (common % groups == 0) {
    return;
  }
  std::string divisors;
  for (std::size_t divisor = 1; divisor <= common; ++divisor) {
    if (common % divisor == 0) {
      divisors += fmt::format("{}{}", divisors.empty() ? "" : ", ", divisor);
    }
  }
  throw ShapeError{
      fmt::format("{} groups of {} channels and {} filters", groups, input.channels, filters),
      fmt::format("a number of groups that divides both: {}", divisors)};
}

} // namespace equivarify::codegen
