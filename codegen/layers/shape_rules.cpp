#include "equivarify/codegen/layers/shape_rules.hpp"

#include "equivarify/codegen/layers/layer.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <numeric>
#include <vector>

namespace equivarify::codegen {
namespace {

Extent padded(Shape const& input, Margins const& pad) {
  Extent const extent = input.extent();
  return {extent.rows + pad.top + pad.bottom,
          extent.columns + pad.left + pad.right,
          extent.depth + pad.front + pad.back};
}

bool fits_in(Extent const& small, Extent const& large) {
  return small.rows <= large.rows && small.columns <= large.columns && small.depth <= large.depth;
}

/// \p room is what a window must fit in.
void expect_fits(Shape const& input, Extent const& room, Window const& window, char const* what) {
  Extent const span = window.span();
  if (fits_in(span, room)) {
    return;
  }
  bool const is_dilated = span != window.size;
  bool const is_padded = room != input.extent();
  throw ShapeError{fmt::format("a {} {}{}",
                               to_string(window.size),
                               what,
                               is_dilated ? fmt::format(" with dilation {}, which spans {}",
                                                        to_string(window.dilation),
                                                        to_string(span))
                                          : ""),
                   fmt::format("at most {}, the size of its {} {}",
                               to_string(room),
                               is_padded ? "padded input" : "input",
                               to_string(shape_of(input.channels, room)))};
}

/// The margins \p before and \p after along the axes that windows of \p span have, as specs write
/// them.
std::string margins_text(Extent const& before, Extent const& after, Extent const& span) {
  std::vector<std::size_t> all{before.rows, before.columns, after.rows, after.columns};
  if (span.depth > 1) {
    all.insert(all.begin() + 2, after.depth);
    all.insert(all.begin(), before.depth);
  }
  return fmt::format("[{}]", fmt::join(all, ", "));
}

/// Margins that keep the size where those on both sides cannot be equal.
std::string unequal_margins(Extent const& span) {
  Extent const all{span.rows - 1, span.columns - 1, span.depth - 1};
  Extent const before{all.rows / 2, all.columns / 2, all.depth / 2};
  return margins_text(
      before,
      {all.rows - before.rows, all.columns - before.columns, all.depth - before.depth},
      span);
}

void expect_circle_fits(Shape const& input, Margins const& pad) {
  auto const& [top, left, bottom, right, front, back] = pad;
  Extent const margins{std::max(top, bottom), std::max(left, right), std::max(front, back)};
  if (!fits_in(margins, input.extent())) {
    bool const is_volume = input.depth > 1;
    throw ShapeError{fmt::format("circular margins of {}, {}, {}, {}{}",
                                 top,
                                 left,
                                 bottom,
                                 right,
                                 is_volume ? fmt::format(", and {}, {} slices", front, back) : ""),
                     fmt::format("at most {}{} rows and {} columns, those of its input {}",
                                 is_volume ? fmt::format("{} slices, ", input.depth) : "",
                                 input.extent().rows,
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

void expect_axes(Shape const& input, std::size_t axes, std::string const& layer) {
  std::size_t const found = input.depth > 1 ? 3U : input.rows > 1 ? 2U : 1U;
  if (found > axes) {
    throw ShapeError{fmt::format("{} of {}", found == 3 ? "volumes" : "planes", to_string(input)),
                     fmt::format("{} for {}; a layer of its kind for {} ends in \"{}d\"",
                                 axes == 1 ? "lines" : "planes",
                                 layer,
                                 found == 3 ? "volumes" : "planes",
                                 found)};
  }
}

void expect_same_padding_works(Window const& window, std::string const& what) {
  Extent const span = window.span();
  bool const odd = span.rows % 2 == 1 && span.columns % 2 == 1 && span.depth % 2 == 1;
  if (!odd || window.stride != Extent{1, 1}) {
    bool const is_dilated = span != window.size;
    throw ShapeError{
        fmt::format("padding \"same\" with a {} {}{} and stride {}",
                    to_string(window.size),
                    what,
                    is_dilated ? fmt::format(" that spans {}", to_string(span)) : "",
                    to_string(window.stride)),
        fmt::format("an odd {} and stride 1, or padding \"valid\", or margins {} such as {}",
                    what,
                    span.depth > 1 ? "[front, top, left, back, bottom, right]"
                                   : "[top, left, bottom, right]",
                    unequal_margins(span))};
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
  expect_fits(input, by_plane ? input.extent() : room, window, what.c_str());
  if (is_same) {
    expect_same_padding_works(window, what);
  }
  if (window.circular) {
    expect_circle_fits(input, window.pad);
  }
  Extent const span = window.span();
  return {(room.rows - span.rows) / window.stride.rows + 1,
          (room.columns - span.columns) / window.stride.columns + 1,
          (room.depth - span.depth) / window.stride.depth + 1};
}

Shape spread_shape(Shape const& input, std::size_t channels, Window const& window) {
  constexpr std::size_t largest_plane = std::size_t{1} << 28U;
  Extent const span = window.span();
  Margins const& pad = window.pad;
  std::size_t const rows = (input.rows - 1) * window.stride.rows + span.rows;
  std::size_t const columns = (input.columns - 1) * window.stride.columns + span.columns;
  if (pad.top + pad.bottom >= rows || pad.left + pad.right >= columns) {
    throw ShapeError{
        fmt::format(
            "margins of {}, {}, {}, {} to cut off", pad.top, pad.left, pad.bottom, pad.right),
        fmt::format("less than {} rows and {} columns, which there are", rows, columns)};
  }
  Shape const output{channels, rows - pad.top - pad.bottom, columns - pad.left - pad.right};
  if (output.rows * output.columns > largest_plane) {
    throw ShapeError{fmt::format("planes of {}x{}", output.rows, output.columns),
                     fmt::format("at most {} entries", largest_plane)};
  }
  return output;
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
