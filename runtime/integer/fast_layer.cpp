#include "equivarify/runtime/integer/fast_layer.hpp"

#include <algorithm>
#include <cstring>

namespace equivarify::runtime {

namespace {

/// Makes room for \p count numbers; what was made for a larger layer stays.
template <typename T>
void provide(std::vector<T>& buffer, std::size_t count) {
  if (buffer.size() < count) {
    buffer.resize(count);
  }
}

} // namespace

void FastLayer::run(IntegerKernel const& kernel,
                    std::uint8_t const* in,
                    std::uint8_t* out,
                    FastScratch& scratch) const {
  FastKernel const& fast = fast_kernel_of(kernel);
  std::size_t const tiles = band_tiles() + tile_slack;
  std::size_t const results = scheme_.copies * tile_.tile * tile_.tile * lane_step;
  provide(scratch.entries, scheme_.copies * band_size() + depth_slack);
  provide(scratch.mixed, scheme_.products * band_size() + depth_slack);
  provide(scratch.transformed, products() * tiles * depth_ + depth_slack);
  provide(scratch.products, products() * tiles * together_ * lane_step);
  provide(scratch.sums, results);
  provide(scratch.activations, results);
  for (std::size_t band = 0; band < bands(); ++band) {
    read_band(in, band, scratch);
    fast.mix_copies(scheme_,
                    scratch.entries.data(),
                    band_size(),
                    zero_in_,
                    band_size(),
                    scratch.mixed.data(),
                    band_size());
    transform(fast, band, scratch);
    for (std::size_t first = 0; first < vectors(); first += together_) {
      multiply(fast, band, first, scratch);
      finish(fast, band, first, scratch, out);
    }
  }
}

void FastLayer::read_band(std::uint8_t const* in, std::size_t band, FastScratch& scratch) const {
  std::size_t const line = columns_.size() * depth_;
  for (std::size_t h = 0; h < scheme_.copies; ++h) {
    for (std::size_t i = 0; i < band_lines(); ++i) {
      read_line(in + h * input_bytes_,
                rows_[band * band_rows_ * tile_.tile + i],
                scratch.entries.data() + h * band_size() + i * line);
    }
  }
}

/// A row of one copy, all channels of a pixel next to each other.
void FastLayer::read_line(std::uint8_t const* in, std::size_t row, std::uint8_t* out) const {
  if (row == form_.rows) {
    std::memset(out, zero_in_, columns_.size() * depth_);
    return;
  }
  for (std::size_t const i : outside_) {
    std::memset(out + i * depth_, zero_in_, depth_);
  }
  std::size_t const depth = depth_;
  for (std::size_t q = 0; q < quads_of(form_.channels); ++q) {
    std::uint8_t const* const entries = in + (q * form_.rows + row) * form_.columns * quad;
    for (Run const& seen : inside_) {
      std::uint8_t const* from = entries + seen.column * quad;
      std::uint8_t* to = out + seen.place * depth + q * quad;
      for (std::size_t i = 0; i < seen.count; ++i, from += quad, to += depth) {
        std::memcpy(to, from, quad);
      }
    }
  }
}

void FastLayer::transform(FastKernel const& fast, std::size_t band, FastScratch& scratch) const {
  std::size_t const line = columns_.size() * depth_;
  std::size_t const product_stride = (band_tiles() + tile_slack) * depth_;
  std::size_t const rows = tiles_of(band) / tile_columns_;
  for (std::size_t i = 0; i < scheme_.products * rows; ++i) {
    std::size_t const p = i / rows;
    std::size_t const row = i % rows;
    fast.transform[tile_.tile - 1](
        {.first = scratch.mixed.data() + p * band_size() + row * tile_.tile * line,
         .tiles = tile_columns_,
         .depth = depth_,
         .row_stride = line,
         .out = scratch.transformed.data() + p * tile_.entries * tile_.entries * product_stride +
                row * tile_columns_ * depth_,
         .product_stride = product_stride});
  }
}

void FastLayer::multiply(FastKernel const& fast,
                         std::size_t band,
                         std::size_t first,
                         FastScratch& scratch) const {
  std::size_t const count = vectors_from(first);
  std::size_t const block = pairs() * lane_step * channel_pair;
  for (std::size_t x = 0; x < products(); ++x) {
    fast.products({.entries = scratch.transformed.data() + x * (band_tiles() + tile_slack) * depth_,
                   .depth = depth_,
                   .tiles = tiles_of(band),
                   .pairs = pairs(),
                   .weights = weights_.data() + (first * products() + x * count) * block,
                   .vectors = count,
                   .sums = scratch.products.data() + x * count * lane_step,
                   .sum_stride = products() * count * lane_step});
  }
}

void FastLayer::finish(FastKernel const& fast,
                       std::size_t band,
                       std::size_t first,
                       FastScratch& scratch,
                       std::uint8_t* out) const {
  std::size_t const count = vectors_from(first);
  for (std::size_t i = 0; i < tiles_of(band) * count; ++i) {
    std::size_t const vector = first + i % count;
    std::int32_t const* const products_of_tile =
        scratch.products.data() + (i / count * products() * count + i % count) * lane_step;
    fast.combine[tile_.tile - 1]({.scheme = &scheme_,
                                  .odd_inverse = odd_inverse_,
                                  .shift = shift_,
                                  .product_stride = count * lane_step,
                                  .finish = &finishes_[vector],
                                  .relu = form_.relu},
                                 products_of_tile,
                                 scratch.sums.data(),
                                 scratch.activations.data());
    store(band * band_tiles() + i / count, vector, scratch, out);
  }
}

/// The activations of tile \p tile, of all bands, for the filters of \p vector.
void FastLayer::store(std::size_t tile,
                      std::size_t vector,
                      FastScratch const& scratch,
                      std::uint8_t* out) const {
  std::size_t const first_row = tile / tile_columns_ * tile_.tile;
  std::size_t const first_column = tile % tile_columns_ * tile_.tile;
  std::size_t const rows = std::min(tile_.tile, form_.output_rows - first_row);
  std::size_t const columns = std::min(tile_.tile, form_.output_columns - first_column);
  std::size_t const plane = form_.output_pixels() * quad;
  std::size_t const first_quad = vector * lane_step / quad;
  std::size_t const quads = std::min(lane_step / quad, quads_of(form_.outputs) - first_quad);
  for (std::size_t h = 0; h < scheme_.copies; ++h) {
    for (std::size_t row = 0; row < rows; ++row) {
      std::uint8_t* place = out + h * output_bytes_ + first_quad * plane +
                            ((first_row + row) * form_.output_columns + first_column) * quad;
      std::uint8_t const* activations =
          scratch.activations.data() + (h * tile_.tile + row) * tile_.tile * lane_step;
      for (std::size_t i = 0; i < columns; ++i, place += quad, activations += lane_step) {
        for (std::size_t q = 0; q < quads; ++q) {
          std::memcpy(place + q * plane, activations + q * quad, quad);
        }
      }
    }
  }
}

} // namespace equivarify::runtime
