#include "equivarify/runtime/integer/fast_layer.hpp"

#include "equivarify/runtime/integer/quads.hpp"

#include <algorithm>
#include <cstring>

namespace equivarify::runtime {

namespace {

/// Makes room for \p count numbers; what was made for a larger layer stays.
template <typename T>
void provide(Lines<T>& buffer, std::size_t count) {
  if (buffer.size() < count) {
    buffer.resize(count);
  }
}

} // namespace

std::size_t FastLayer::bands(std::size_t least) const {
  std::size_t const needed = (tile_rows_ + band_rows_ - 1) / band_rows_;
  return std::clamp(least, needed, tile_rows_);
}

void FastLayer::run(IntegerKernel const& kernel,
                    std::uint8_t const* in,
                    std::uint8_t* out,
                    Share const& share,
                    FastScratch& scratch) const {
  FastKernel const& fast = fast_kernel_of(kernel);
  std::size_t const of_tile = tile_.entries * tile_.entries;
  std::size_t const results = tile_.tile * tile_.tile * lane_step;
  provide(scratch.entries, scheme_.copies * band_size() + depth_slack);
  provide(scratch.mixed, band_size() + depth_slack);
  provide(scratch.transformed, of_tile * (band_tiles() + row_slack) * depth_ + depth_slack);
  provide(scratch.products, of_tile * (band_tiles() + row_slack) * together_ * lane_step);
  provide(scratch.outputs, band_tiles() * vectors() * scheme_.products * results);
  provide(scratch.activations, scheme_.copies * results);
  std::size_t const first_row = share.number * tile_rows_ / share.count;
  Band const band{.first = first_row,
                  .rows = (share.number + 1) * tile_rows_ / share.count - first_row};
  read_band(in, band, scratch);
  // One product of the group at a time, whose numbers stay in a cache of the second level.
  for (std::size_t p = 0; p < scheme_.products; ++p) {
    fast.mix_copies(scheme_,
                    p,
                    {.first = scratch.entries.data(),
                     .stride = band_size(),
                     .count = rounded_up(lines_of(band) * columns_.size() * depth_, depth_slack),
                     .centre = centre_},
                    scratch.mixed.data());
    transform(fast, band, scratch);
    for (std::size_t first = 0; first < vectors(); first += together_) {
      multiply(fast, {.tiles = tiles_of(band), .product = p, .first = first}, scratch);
      transform_back(fast, {.tiles = tiles_of(band), .product = p, .first = first}, scratch);
    }
  }
  finish(fast, band, scratch, out);
}

void FastLayer::read_band(std::uint8_t const* in, Band const& band, FastScratch& scratch) const {
  std::size_t const line = columns_.size() * depth_;
  for (std::size_t h = 0; h < scheme_.copies; ++h) {
    for (std::size_t i = 0; i < lines_of(band); ++i) {
      read_line(in + h * input_bytes_,
                rows_[band.first * tile_.tile + i],
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
  std::size_t const plane = form_.pixels() * quad;
  std::uint8_t const* const entries = in + row * form_.columns * quad;
  for (Run const& seen : inside_) {
    transpose_quads({.from = entries + seen.column * quad,
                     .from_stride = plane,
                     .rows = quads_of(form_.channels),
                     .columns = seen.count,
                     .to = out + seen.place * depth_,
                     .to_stride = depth_});
  }
}

void FastLayer::transform(FastKernel const& fast, Band const& band, FastScratch& scratch) const {
  std::size_t const line = columns_.size() * depth_;
  for (std::size_t row = 0; row < band.rows; ++row) {
    fast.transform[tile_.tile - 1](
        {.first = scratch.mixed.data() + row * tile_.tile * line,
         .tiles = tile_columns_,
         .depth = depth_,
         .row_stride = line,
         .out = scratch.transformed.data() + row * tile_columns_ * depth_,
         .product_stride = (band_tiles() + row_slack) * depth_});
  }
}

void FastLayer::multiply(FastKernel const& fast, Part const& part, FastScratch& scratch) const {
  std::size_t const count = vectors_from(part.first);
  std::size_t const of_tile = tile_.entries * tile_.entries;
  std::size_t const block = pairs() * lane_step * channel_pair;
  for (std::size_t x = 0; x < of_tile; ++x) {
    fast.products(
        {.entries = scratch.transformed.data() + x * (band_tiles() + row_slack) * depth_,
         .stride = depth_,
         .rows = part.tiles,
         .steps = pairs(),
         .weights = weights_.data() +
                    (part.first * products() + (part.product * of_tile + x) * count) * block,
         .vectors = count,
         .sums = scratch.products.data() + x * count * lane_step,
         .sum_stride = of_tile * count * lane_step});
  }
}

void FastLayer::transform_back(FastKernel const& fast,
                               Part const& part,
                               FastScratch& scratch) const {
  std::size_t const count = vectors_from(part.first);
  std::size_t const of_tile = tile_.entries * tile_.entries;
  for (std::size_t i = 0; i < part.tiles * count; ++i) {
    fast.transform_back[tile_.tile - 1](
        scratch.products.data() + (i / count * of_tile * count + i % count) * lane_step,
        count * lane_step,
        outputs_of(i / count, part.first + i % count, part.product, scratch));
  }
}

std::uint32_t* FastLayer::outputs_of(std::size_t tile,
                                     std::size_t vector,
                                     std::size_t product,
                                     FastScratch& scratch) const {
  std::size_t const place = (tile * vectors() + vector) * scheme_.products + product;
  return scratch.outputs.data() + place * tile_.tile * tile_.tile * lane_step;
}

void FastLayer::finish(FastKernel const& fast,
                       Band const& band,
                       FastScratch& scratch,
                       std::uint8_t* out) const {
  for (std::size_t i = 0; i < tiles_of(band) * vectors(); ++i) {
    std::size_t const vector = i % vectors();
    fast.combine[tile_.tile - 1]({.scheme = &scheme_,
                                  .rounding = {.finish = &finishes_[vector],
                                               .relu = form_.relu,
                                               .highest = highest_,
                                               .odd_inverse = exact_.odd_inverse,
                                               .shift = exact_.shift}},
                                 outputs_of(i / vectors(), vector, 0, scratch),
                                 scratch.activations.data());
    store(band.first * tile_columns_ + i / vectors(), vector, scratch, out);
  }
}

/// The activations of tile \p tile of the plane for the filters of \p vector.
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
      transpose_quads({.from = activations,
                       .from_stride = lane_step,
                       .rows = columns,
                       .columns = quads,
                       .to = place,
                       .to_stride = plane});
    }
  }
}

} // namespace equivarify::runtime
