#include "equivarify/runtime/integer/fast_layer.hpp"

#include <algorithm>
#include <cstring>

namespace equivarify::runtime {

namespace {

/// Filters whose products are kept together: entries are read once for all of them, and both fit
/// into a cache.
constexpr std::size_t filters_of_chunk = 2 * filters_at_once;

} // namespace

void FastLayer::run(IntegerKernel const& kernel,
                    std::uint8_t const* in,
                    std::uint8_t* out,
                    FastScratch& scratch) const {
  scratch.plane.resize((form_.pixels() + 1) * quad);
  scratch.entries.resize(scheme_.copies * band_size() * quad);
  scratch.mixed.resize(scheme_.products * band_size() * quad + tiles_at_once * channel_pair);
  scratch.transformed.resize(products() * pairs() * lanes_ * channel_pair);
  scratch.products.resize(filters_of_chunk / filters_at_once * chunk_stride());
  scratch.sums.resize(scheme_.copies * tile_.tile * tile_.tile * quad * lanes_at_once);
  scratch.quads.resize(scheme_.copies * tile_.tile * tile_.tile * lanes_at_once);
  for (std::size_t band = 0; band < bands(); ++band) {
    transform(kernel, in, band, scratch);
    for (std::size_t first = 0; first < lanes_; first += lanes_at_once) {
      for (std::size_t f = 0; f < form_.outputs; f += filters_of_chunk) {
        multiply_chunk(kernel, first, f, scratch);
        finish_chunk(kernel, band, first, f, scratch, out);
      }
    }
  }
}

void FastLayer::read_quad(std::uint8_t const* in,
                          std::size_t band,
                          std::size_t q,
                          FastScratch& scratch) const {
  std::size_t const plane_bytes = form_.pixels() * quad;
  std::uint32_t const* const sources =
      sources_.data() + band * band_rows_ * tile_.tile * source_row();
  std::memset(scratch.plane.data() + plane_bytes, zero_in_, quad);
  for (std::size_t h = 0; h < scheme_.copies; ++h) {
    std::memcpy(scratch.plane.data(), in + h * input_bytes_ + q * plane_bytes, plane_bytes);
    std::uint8_t* const place = scratch.entries.data() + h * band_size() * quad;
    for (std::size_t i = 0; i < band_size(); ++i) {
      std::memcpy(place + i * quad, scratch.plane.data() + std::size_t{sources[i]} * quad, quad);
    }
  }
}

void FastLayer::transform(IntegerKernel const& kernel,
                          std::uint8_t const* in,
                          std::size_t band,
                          FastScratch& scratch) const {
  FastKernel const& fast = fast_kernel_of(kernel);
  std::size_t const n = tile_.entries;
  std::size_t const product_stride = pairs() * lanes_ * channel_pair;
  std::size_t const row_stride = source_row() * channel_pair;
  for (std::size_t q = 0; q < quads_of(form_.channels); ++q) {
    read_quad(in, band, q, scratch);
    fast.mix_copies(scheme_,
                    scratch.entries.data(),
                    band_size() * quad,
                    zero_in_,
                    band_size(),
                    scratch.mixed.data());
    for (std::size_t i = 0; i < scheme_.products * 2 * band_rows_; ++i) {
      std::size_t const plane = i / band_rows_;
      std::size_t const row = i % band_rows_;
      for (std::size_t column = 0; column < tile_columns_; column += tiles_at_once) {
        std::size_t const lane = row * tile_columns_ + column;
        fast.transform[tile_.tile - 1](
            {.first = scratch.mixed.data() + plane * band_size() * channel_pair +
                      row * tile_.tile * row_stride + column * channel_pair,
             .row_stride = row_stride,
             .phase_stride = row_tiles_ * channel_pair,
             .out = scratch.transformed.data() + plane / 2 * n * n * product_stride +
                    ((2 * q + plane % 2) * lanes_ + lane) * channel_pair,
             .product_stride = product_stride});
      }
    }
  }
}

void FastLayer::multiply_chunk(IntegerKernel const& kernel,
                               std::size_t first_lane,
                               std::size_t first_filter,
                               FastScratch& scratch) const {
  FastKernel const& fast = fast_kernel_of(kernel);
  std::size_t const vectors = std::min(lanes_at_once, lanes_ - first_lane) / lane_step;
  std::size_t const end = std::min(first_filter + filters_of_chunk, form_.outputs);
  for (std::size_t x = 0; x < products(); ++x) {
    for (std::size_t f = first_filter; f < end; f += filters_at_once) {
      fast.products(
          scratch.transformed.data() + (x * pairs() * lanes_ + first_lane) * channel_pair,
          lanes_ * channel_pair,
          pairs(),
          weights_.data() + (f * products() + x * filters_at_once) * pairs() * channel_pair,
          vectors,
          scratch.products.data() + (f - first_filter) / filters_at_once * chunk_stride() +
              x * filters_at_once * lanes_at_once);
    }
  }
}

void FastLayer::finish_chunk(IntegerKernel const& kernel,
                             std::size_t band,
                             std::size_t first_lane,
                             std::size_t first_filter,
                             FastScratch& scratch,
                             std::uint8_t* out) const {
  FastKernel const& fast = fast_kernel_of(kernel);
  std::size_t const vectors = std::min(lanes_at_once, lanes_ - first_lane) / lane_step;
  std::size_t const end = std::min(first_filter + filters_of_chunk, form_.outputs);
  for (std::size_t f = first_filter; f < end; f += quad) {
    fast.combine[tile_.tile - 1]({&scheme_, odd_inverse_, shift_, vectors},
                                 scratch.products.data() +
                                     (f - first_filter) / filters_at_once * chunk_stride() +
                                     f % filters_at_once * lanes_at_once,
                                 scratch.sums.data());
    for (std::size_t i = 0; i < scheme_.copies * tile_.tile * tile_.tile; ++i) {
      kernel.finish(scratch.sums.data() + i * quad * lanes_at_once,
                    finishes_[f / quad],
                    scratch.quads.data() + i * lanes_at_once);
    }
    store(band, first_lane, f, scratch, out);
  }
}

void FastLayer::store(std::size_t band,
                      std::size_t first_lane,
                      std::size_t filter,
                      FastScratch const& scratch,
                      std::uint8_t* out) const {
  std::size_t const outputs = tile_.tile * tile_.tile;
  std::size_t const count = std::min(lanes_at_once, lanes_ - first_lane);
  for (std::size_t i = 0; i < scheme_.copies * outputs; ++i) {
    std::uint8_t* const plane =
        out + i / outputs * output_bytes_ + filter / quad * form_.output_pixels() * quad;
    std::uint32_t const* const quads = scratch.quads.data() + i * lanes_at_once;
    std::int32_t const* const targets =
        targets_.data() + (band * outputs + i % outputs) * lanes_ + first_lane;
    for (std::size_t lane = 0; lane < count; ++lane) {
      if (targets[lane] >= 0) {
        std::memcpy(plane + static_cast<std::size_t>(targets[lane]) * quad, quads + lane, quad);
      }
    }
  }
}

} // namespace equivarify::runtime
