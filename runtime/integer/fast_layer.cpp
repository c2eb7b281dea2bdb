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
  std::size_t const product_stride = pairs() * lanes_ * channel_pair;
  std::size_t const row_stride = tile_.tile * row_tiles_ * channel_pair;
  std::size_t const plane_bytes = form_.pixels() * quad;
  scratch.plane.resize(plane_bytes + quad);
  std::memset(scratch.plane.data() + plane_bytes, zero_in_, quad);
  scratch.entries.resize(scheme_.copies * plane_size() * quad);
  scratch.mixed.resize(scheme_.products * plane_size() * quad + tiles_at_once * channel_pair);
  scratch.transformed.resize(products() * product_stride);
  for (std::size_t q = 0; q < quads_of(form_.channels); ++q) {
    for (std::size_t h = 0; h < scheme_.copies; ++h) {
      std::memcpy(scratch.plane.data(), in + h * input_bytes_ + q * plane_bytes, plane_bytes);
      std::uint8_t* const place = scratch.entries.data() + h * plane_size() * quad;
      for (std::size_t i = 0; i < sources_.size(); ++i) {
        std::memcpy(place + i * quad, scratch.plane.data() + std::size_t{sources_[i]} * quad, quad);
      }
    }
    fast.mix_copies(scheme_,
                    scratch.entries.data(),
                    plane_size() * quad,
                    zero_in_,
                    plane_size(),
                    scratch.mixed.data());
    for (std::size_t i = 0; i < scheme_.products * 2 * tile_rows_; ++i) {
      std::size_t const plane = i / tile_rows_;
      std::size_t const row = i % tile_rows_;
      for (std::size_t column = 0; column < tile_columns_; column += tiles_at_once) {
        std::size_t const lane = row * tile_columns_ + column;
        fast.transform[tile_.tile - 1](
            {.first = scratch.mixed.data() + plane * plane_size() * channel_pair +
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

void FastLayer::multiply(IntegerKernel const& kernel,
                         std::uint8_t* out,
                         FastScratch& scratch) const {
  FastKernel const& fast = fast_kernel_of(kernel);
  std::size_t const plane = filters_at_once * lanes_at_once;
  std::size_t const outputs = scheme_.copies * tile_.tile * tile_.tile;
  scratch.products.resize(products() * plane);
  scratch.sums.resize(outputs * quad * lanes_at_once);
  scratch.quads.resize(outputs * lanes_at_once);
  for (std::size_t first = 0; first < lanes_; first += lanes_at_once) {
    std::size_t const vectors = std::min(lanes_at_once, lanes_ - first) / lane_step;
    Combination const how{&scheme_, odd_inverse_, shift_, vectors};

    for (std::size_t f = 0; f < form_.outputs; f += quad) {
      if (f % filters_at_once == 0) {
        for (std::size_t x = 0; x < products(); ++x) {
          fast.products(scratch.transformed.data() + (x * pairs() * lanes_ + first) * 2,
                        lanes_ * 2,
                        pairs(),
                        weights_.data() + (f * products() + x * filters_at_once) * pairs() * 2,
                        vectors,
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
  std::size_t const outputs = tile_.tile * tile_.tile;
  std::size_t const count = std::min(lanes_at_once, lanes_ - first_lane);
  for (std::size_t i = 0; i < scheme_.copies * outputs; ++i) {
    std::uint8_t* const plane =
        out + i / outputs * output_bytes_ + filter / quad * form_.output_pixels() * quad;
    std::uint32_t const* const quads = scratch.quads.data() + i * lanes_at_once;
    std::int32_t const* const targets = targets_.data() + i % outputs * lanes_ + first_lane;
    for (std::size_t lane = 0; lane < count; ++lane) {
      if (targets[lane] >= 0) {
        std::memcpy(plane + static_cast<std::size_t>(targets[lane]) * quad, quads + lane, quad);
      }
    }
  }
}

} // namespace equivarify::runtime
