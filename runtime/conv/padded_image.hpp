/// \file
/// Images with what a convolution sees around them.
#ifndef EQUIVARIFY_RUNTIME_CONV_PADDED_IMAGE_HPP
#define EQUIVARIFY_RUNTIME_CONV_PADDED_IMAGE_HPP

#include "equivarify/runtime/arrays/feature_map.hpp"
#include "equivarify/runtime/conv/convolution.hpp"

#include <algorithm>
#include <cstddef>

namespace equivarify::runtime {

/// The analysed input with its margins, the image at the padding's offset.
template <typename Algebra, ConvSizes S>
struct PaddedImage {
  using Image = FeatureMap<Algebra::copies, S.channels, S.all_rows(), S.columns>;
  static constexpr std::size_t depth = Image::depth;
  static constexpr std::size_t row_size = S.padded_columns() * depth;
  static constexpr std::size_t size = S.all_padded_rows() * row_size;

  /// Analyses the image into the padded rows \p first to \p end - 1 of \p padded, whose margin of
  /// zeros, if it has one, must be zero and stays so.
  static void fill(Image const& image, float* padded, std::size_t first, std::size_t end) {
    if constexpr (S.circular) {
      fill_columns(image, padded, {first, end}, {0, S.padded_columns()});
    } else if constexpr (S.is_volume()) {
      for (std::size_t row = first; row < end; ++row) {
        if (is_inside(row)) {
          fill_columns(image, padded, {row, row + 1}, {S.padding_left, S.padding_left + S.columns});
        }
      }
    } else {
      Range const rows{std::max(first, S.padding_top), std::min(end, S.padding_top + S.rows)};
      fill_columns(image, padded, rows, {S.padding_left, S.padding_left + S.columns});
    }
  }

  /// The same for rows of any former contents.
  static void
  fill_with_margin(Image const& image, float* padded, std::size_t first, std::size_t end) {
    if constexpr (!S.circular) {
      std::fill(padded + first * row_size, padded + end * row_size, 0.0F);
    }
    fill(image, padded, first, end);
  }

  /// The adjoint of `fill`: what fell on margins of zeros is left out, what fell on the other side
  /// of a circle is added, to \p padded itself.
  static void fill_adjoint(float* padded, Image& image) {
    if constexpr (S.circular) {
      add_margins(padded);
    }
    for (std::size_t y = 0; y < S.all_rows(); ++y) {
      for (std::size_t x = 0; x < S.columns; ++x) {
        analyse_pixel_adjoint<Algebra, S.channels>(
            padded + place(padded_row_of(y), x + S.padding_left), image.at(y, x));
      }
    }
  }

  /// Where the pixel in padded row \p row and column \p column begins.
  static constexpr std::size_t place(std::size_t row, std::size_t column) {
    return row * row_size + column * depth;
  }

private:
  struct Range {
    std::size_t first;
    std::size_t end;
  };

  /// The row of the image at padded row \p row, which is on a circle if it lies in the margin.
  static constexpr std::size_t row_at(std::size_t row) {
    if constexpr (!S.is_volume()) {
      return (row + S.rows - S.padding_top) % S.rows;
    } else {
      std::size_t const slice = (row / S.padded_rows() + S.depth - S.padding_front) % S.depth;
      return slice * S.rows + (row % S.padded_rows() + S.rows - S.padding_top) % S.rows;
    }
  }

  /// The padded row of row \p y of the image.
  static constexpr std::size_t padded_row_of(std::size_t y) {
    if constexpr (!S.is_volume()) {
      return y + S.padding_top;
    } else {
      return (y / S.rows + S.padding_front) * S.padded_rows() + y % S.rows + S.padding_top;
    }
  }

  /// Whether padded row \p row of a volume is one of its own. What lies before it wraps round to a
  /// huge number.
  static constexpr bool is_inside(std::size_t row) {
    return row / S.padded_rows() - S.padding_front < S.depth &&
           row % S.padded_rows() - S.padding_top < S.rows;
  }

  static constexpr std::size_t column_at(std::size_t column) {
    return (column + S.columns - S.padding_left) % S.columns;
  }

  static void fill_columns(Image const& image, float* padded, Range rows, Range columns) {
    for (std::size_t row = rows.first; row < rows.end; ++row) {
      for (std::size_t column = columns.first; column < columns.end; ++column) {
        analyse_pixel<Algebra, S.channels>(image.at(row_at(row), column_at(column)),
                                           padded + place(row, column));
      }
    }
  }

  /// Adds each pixel of the margin to the one that it is.
  static void add_margins(float* padded) {
    for (std::size_t row = 0; row < S.all_padded_rows(); ++row) {
      for (std::size_t column = 0; column < S.padded_columns(); ++column) {
        std::size_t const target =
            place(padded_row_of(row_at(row)), column_at(column) + S.padding_left);
        std::size_t const source = place(row, column);
        for (std::size_t i = 0; source != target && i < depth; ++i) {
          padded[target + i] += padded[source + i];
        }
      }
    }
  }
};

} // namespace equivarify::runtime

#endif
