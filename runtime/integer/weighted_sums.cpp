// How IntegerEngine computes layers with weights by all multiply-adds of the definition.
#include "equivarify/runtime/integer/integer_engine.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace equivarify::runtime {

std::uint8_t const* IntegerEngine::padded_input(Run const& run, Scratch& scratch) const {
  if (!run.layer.needs_padding()) {
    return run.in;
  }
  std::size_t const copies = run.images * description_.order;
  scratch.padded.resize(
      std::max(scratch.padded.size(), copies * run.layer.padded_bytes() + kernel_slack));
  for (std::size_t c = 0; c < copies; ++c) {
    run.layer.pad(run.in + c * run.layer.input_bytes(),
                  scratch.padded.data() + c * run.layer.padded_bytes());
  }
  return scratch.padded.data();
}

void IntegerEngine::apply_direct(Run const& run, Scratch& scratch) const {
  PackedLayer const& layer = run.layer;
  LayerForm const& form = layer.form;
  std::uint8_t const* const in = padded_input(run, scratch);
  std::size_t const outputs = (form.output_rows - 1) * layer.padded_columns + form.output_columns;
  for (std::size_t c = 0; c < run.images * description_.order; ++c) {
    std::size_t const h = c % description_.order;
    for (std::size_t first = 0; first < outputs; first += lanes_at_once) {
      scratch.rows.clear();
      for (std::size_t k = 0; k < layer.parts; ++k) {
        std::size_t const copy = c - h + part_of(form, h, k);
        for (std::size_t const offset : layer.row_offsets) {
          scratch.rows.push_back(in + copy * layer.padded_bytes() + offset + first * quad);
        }
      }
      scratch.segments.clear();
      std::size_t const end = std::min(first + lanes_at_once, outputs);
      for (std::size_t place = first; place < end;) {
        std::size_t const row = place / layer.padded_columns;
        std::size_t const column = place % layer.padded_columns;
        if (column < form.output_columns) {
          scratch.segments.push_back({.lane = place - first,
                                      .lanes = std::min(form.output_columns - column, end - place),
                                      .copy = c,
                                      .pixel = row * form.output_columns + column});
        }
        place = (row + 1) * layer.padded_columns;
      }
      multiply(run, scratch);
    }
  }
}

void IntegerEngine::apply_gathered(Run const& run, Scratch& scratch) const {
  PackedLayer const& layer = run.layer;
  LayerForm const& form = layer.form;
  std::uint8_t const* const in = padded_input(run, scratch);
  std::size_t const rows = layer.parts * layer.row_offsets.size();
  std::size_t const outputs = run.images * description_.order * form.output_pixels();
  scratch.patches.resize(std::max(scratch.patches.size(), rows * quad * lanes_at_once));
  scratch.rows.clear();
  for (std::size_t r = 0; r < rows; ++r) {
    scratch.rows.push_back(scratch.patches.data() + r * quad * lanes_at_once);
  }
  for (std::size_t first = 0; first < outputs; first += lanes_at_once) {
    gather(run, in, first, scratch);
    scratch.segments.clear();
    std::size_t const end = std::min(first + lanes_at_once, outputs);
    for (std::size_t output = first; output < end;) {
      std::size_t const pixel = output % form.output_pixels();
      std::size_t const count = std::min(form.output_pixels() - pixel, end - output);
      scratch.segments.push_back({.lane = output - first,
                                  .lanes = count,
                                  .copy = output / form.output_pixels(),
                                  .pixel = pixel});
      output += count;
    }
    multiply(run, scratch);
  }
}

void IntegerEngine::gather(Run const& run,
                           std::uint8_t const* in,
                           std::size_t first,
                           Scratch& scratch) const {
  PackedLayer const& layer = run.layer;
  LayerForm const& form = layer.form;
  std::size_t const outputs = run.images * description_.order * form.output_pixels();
  for (std::size_t lane = 0; lane < lanes_at_once && first + lane < outputs; ++lane) {
    std::size_t const pixel = (first + lane) % form.output_pixels();
    std::size_t const c = (first + lane) / form.output_pixels();
    std::size_t const h = c % description_.order;
    std::size_t const corner =
        quad * (pixel / form.output_columns * form.stride_rows * layer.padded_columns +
                pixel % form.output_columns * form.stride_columns);
    std::uint8_t* out = scratch.patches.data() + lane * quad;
    for (std::size_t k = 0; k < layer.parts; ++k) {
      std::uint8_t const* const copy =
          in + (c - h + part_of(form, h, k)) * layer.padded_bytes() + corner;
      for (std::size_t const offset : layer.row_offsets) {
        std::memcpy(out, copy + offset, quad);
        out += quad * lanes_at_once;
      }
    }
  }
}

void IntegerEngine::multiply(Run const& run, Scratch const& scratch) const {
  PackedLayer const& layer = run.layer;
  std::array<std::int32_t, filters_at_once * lanes_at_once> sums;
  std::array<std::uint32_t, lanes_at_once> quads;
  std::size_t const block = scratch.rows.size() * filters_at_once * quad;
  for (std::size_t f = 0; f < layer.form.outputs; f += quad) {
    if (f % filters_at_once == 0) {
      kernel_.products(scratch.rows.data(),
                       scratch.rows.size(),
                       layer.weights.data() + f / filters_at_once * block,
                       sums.data());
    }
    std::int32_t const* const four = sums.data() + f % filters_at_once * lanes_at_once;
    if (!layer.is_last) {
      kernel_.finish(four, layer.finishes[f / quad], quads.data());
    }
    for (Segment const& segment : scratch.segments) {
      if (layer.is_last) {
        store_sums(run, segment, f, four);
      } else {
        store(run, segment, f, quads.data());
      }
    }
  }
}

void IntegerEngine::store(Run const& run,
                          Segment const& segment,
                          std::size_t filter,
                          std::uint32_t const* quads) {
  PackedLayer const& layer = run.layer;
  std::size_t const place = filter / quad * layer.form.output_pixels() + segment.pixel;
  std::memcpy(run.out + segment.copy * layer.output_bytes() + place * quad,
              quads + segment.lane,
              segment.lanes * quad);
}

void IntegerEngine::store_sums(Run const& run,
                               Segment const& segment,
                               std::size_t filter,
                               std::int32_t const* sums) {
  LayerForm const& form = run.layer.form;
  Finish const& finish = run.layer.finishes[filter / quad];
  for (std::size_t i = 0; i < quad && filter + i < form.outputs; ++i) {
    std::size_t const plane = segment.copy * form.outputs + filter + i;
    std::transform(sums + i * lanes_at_once + segment.lane,
                   sums + i * lanes_at_once + segment.lane + segment.lanes,
                   run.sums + plane * form.output_pixels() + segment.pixel,
                   [&](std::int32_t sum) { return sum + finish.bias[i]; });
  }
}

} // namespace equivarify::runtime
