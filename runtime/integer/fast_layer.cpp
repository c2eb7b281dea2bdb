#include "equivarify/runtime/integer/fast_layer.hpp"

#include <algorithm>
#include <cstring>

namespace equivarify::runtime {

void FastLayer::run(IntegerKernel const& kernel,
                    std::uint8_t const* in,
                    std::uint8_t* out,
                    FastScratch& scratch) const {
  transform(kernel, in, scratch);
  multiply(kernel, out, scratch);
}

void FastLayer::transform(IntegerKernel const& kernel,
                          std::uint8_t const* in,
                          FastScratch& scratch) const {
  FastKernel const& fast = fast_kernel_of(kernel);
  std::size_t const n = tile_.entries;
  std::size_t const numbers = plane_size() * quad;
  std::size_t const product_stride = pairs() * lanes_ * 2;
  scratch.entries.resize(scheme_.copies * numbers);
  scratch.mixed.resize(scheme_.products * numbers + tiles_at_once * quad);
  scratch.transformed.resize(products() * product_stride);
  for (std::size_t q = 0; q < quads_of(form_.channels); ++q) {
    for (std::size_t h = 0; h < scheme_.copies; ++h) {
      std::uint8_t const* const plane = in + h * input_bytes_ + q * form_.pixels() * quad;
      std::uint8_t* const place = scratch.entries.data() + h * numbers;
      for (std::size_t i = 0; i < sources_.size(); ++i) {
        if (sources_[i] < 0) {
          std::memset(place + i * quad, zero_in_, quad);
        } else {
          std::memcpy(place + i * quad, plane + static_cast<std::size_t>(sources_[i]) * quad, quad);
        }
      }
    }
    fast.mix_copies(
        scheme_, scratch.entries.data(), numbers, zero_in_, numbers, scratch.mixed.data());
    for (std::size_t i = 0; i < scheme_.products * tile_rows_; ++i) {
      std::size_t const p = i / tile_rows_;
      std::size_t const row = i % tile_rows_;
      std::size_t const row_stride = tile_.tile * row_tiles_ * quad;
      for (std::size_t column = 0; column < tile_columns_; column += tiles_at_once) {
        std::size_t const lane = row * tile_columns_ + column;
        fast.transform[tile_.tile - 1](
            {.first =
                 scratch.mixed.data() + p * numbers + row * tile_.tile * row_stride + column * quad,
             .row_stride = row_stride,
             .phase_stride = row_tiles_ * quad,
             .out = scratch.transformed.data() + p * n * n * product_stride +
                    (2 * q * lanes_ + lane) * 2,
             .product_stride = product_stride,
             .pair_stride = lanes_ * 2});
      }
    }
  }
}

void FastLayer::multiply(IntegerKernel const& kernel,
                         std::uint8_t* out,
                         FastScratch& scratch) const {
  FastKernel const& fast = fast_kernel_of(kernel);
  std::size_t const plane = filters_at_once * lanes_at_once;
  std::size_t const outputs = scheme_.copies * tile_.tile * tile_.tile;
  scratch.products.resize(products() * plane);
  scratch.sums.resize(outputs * quad * lanes_at_once);
  scratch.quads.resize(outputs * lanes_at_once);
  Combination const how{&scheme_, odd_inverse_, shift_, vectors_};
  for (std::size_t first = 0; first < lanes_; first += vectors_ * lane_step) {
    for (std::size_t f = 0; f < form_.outputs; f += quad) {
      if (f % filters_at_once == 0) {
        for (std::size_t x = 0; x < products(); ++x) {
          fast.products(scratch.transformed.data() + (x * pairs() * lanes_ + first) * 2,
                        lanes_ * 2,
                        pairs(),
                        weights_.data() + (f * products() + x * filters_at_once) * pairs() * 2,
                        vectors_,
                        scratch.products.data() + x * plane);
        }
      }
      fast.combine[tile_.tile - 1](
          how, scratch.products.data() + f % filters_at_once * lanes_at_once, scratch.sums.data());
      for (std::size_t i = 0; i < outputs; ++i) {
        kernel.finish(scratch.sums.data() + i * quad * lanes_at_once,
                      finishes_[f / quad],
                      scratch.quads.data() + i * lanes_at_once);
      }
      store(first, f, scratch, out);
    }
  }
}

void FastLayer::store(std::size_t first_lane,
                      std::size_t filter,
                      FastScratch const& scratch,
                      std::uint8_t* out) const {
  std::size_t const tile = tile_.tile;
  std::size_t const end = std::min(first_lane + vectors_ * lane_step, tile_rows_ * tile_columns_);
  for (std::size_t i = 0; i < scheme_.copies * tile * tile; ++i) {
    std::uint8_t* const plane =
        out + i / (tile * tile) * output_bytes_ + filter / quad * form_.output_pixels() * quad;
    std::uint32_t const* const quads = scratch.quads.data() + i * lanes_at_once;
    for (std::size_t lane = first_lane; lane < end; ++lane) {
      std::size_t const row = lane / tile_columns_ * tile + i / tile % tile;
      std::size_t const column = lane % tile_columns_ * tile + i % tile;
      if (row < form_.output_rows && column < form_.output_columns) {
        std::memcpy(
            plane + (row * form_.output_columns + column) * quad, quads + lane - first_lane, quad);
      }
    }
  }
}

} // namespace equivarify::runtime
