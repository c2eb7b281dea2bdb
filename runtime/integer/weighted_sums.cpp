// How IntegerEngine computes layers with weights by all multiply-adds of the definition.
#include "equivarify/runtime/integer/integer_engine.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace equivarify::runtime {

namespace {

/// Outputs that are not direct, whose rows of entries stay in a cache: as many as blocks fill.
constexpr std::size_t rows_at_once = 4 * row_slack;

} // namespace

std::uint8_t const* IntegerEngine::padded_input(Run const& run) const {
  if (!run.layer.needs_padding()) {
    return run.in;
  }
  std::size_t const copies = run.images * description_.order;
  std::vector<std::uint8_t>& padded = run.scratch.padded;
  padded.resize(std::max(padded.size(), copies * run.layer.padded_bytes() + kernel_slack));
  run.threads.run(copies, [&](std::size_t c, Scratch& /*scratch*/) {
    run.layer.pad(run.in + c * run.layer.input_bytes(),
                  padded.data() + c * run.layer.padded_bytes());
  });
  return padded.data();
}

void IntegerEngine::apply_direct(Run const& run) const {
  LayerForm const& form = run.layer.form;
  std::uint8_t const* const in = padded_input(run);
  std::size_t const outputs =
      (form.output_rows - 1) * run.layer.padded_columns + form.output_columns;
  std::size_t const blocks = (outputs + lanes_at_once - 1) / lanes_at_once;
  run.threads.run(run.images * description_.order * blocks,
                  [&](std::size_t task, Scratch& scratch) {
                    std::size_t const first = task % blocks * lanes_at_once;
                    multiply_direct(run, in, task / blocks, first, scratch);
                  });
}

/// The outputs of copy \p copy, of all images, from number \p first on.
void IntegerEngine::multiply_direct(Run const& run,
                                    std::uint8_t const* in,
                                    std::size_t copy,
                                    std::size_t first,
                                    Scratch& scratch) const {
  PackedLayer const& layer = run.layer;
  LayerForm const& form = layer.form;
  std::size_t const h = copy % description_.order;
  scratch.rows.clear();
  for (std::size_t k = 0; k < layer.parts; ++k) {
    std::uint8_t const* const part = in + (copy - h + part_of(form, h, k)) * layer.padded_bytes();
    for (std::size_t const offset : layer.row_offsets) {
      scratch.rows.push_back(part + offset + first * quad);
    }
  }
  scratch.segments.clear();
  std::size_t const outputs = (form.output_rows - 1) * layer.padded_columns + form.output_columns;
  std::size_t const end = std::min(first + lanes_at_once, outputs);
  for (std::size_t place = first; place < end;) {
    std::size_t const row = place / layer.padded_columns;
    std::size_t const column = place % layer.padded_columns;
    if (column < form.output_columns) {
      scratch.segments.push_back({.lane = place - first,
                                  .lanes = std::min(form.output_columns - column, end - place),
                                  .copy = copy,
                                  .pixel = row * form.output_columns + column});
    }
    place = (row + 1) * layer.padded_columns;
  }
  multiply(run, scratch);
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

/// A row of entries for each output; the filters are the lanes.
void IntegerEngine::apply_gathered(Run const& run) const {
  PackedLayer const& layer = run.layer;
  std::uint8_t const* const in = padded_input(run);
  std::size_t const bytes = layer.parts * layer.row_offsets.size() * quad;
  std::size_t const outputs = run.images * description_.order * layer.form.output_pixels();
  std::size_t const groups = (layer.vectors() + row_vectors - 1) / row_vectors;
  Lines<std::uint8_t>& patches = run.scratch.patches;
  patches.resize(std::max(patches.size(), (rows_at_once + row_slack) * bytes));
  for (std::size_t first = 0; first < outputs; first += rows_at_once) {
    Rows const rows{first, std::min(rows_at_once, outputs - first), bytes};
    for (std::size_t row = 0; row < rows.count; ++row) {
      gather(run, in, first + row, patches.data() + row * bytes);
    }
    run.threads.run(groups, [&](std::size_t group, Scratch& scratch) {
      multiply_rows(run, rows, group * row_vectors, scratch);
    });
  }
}

/// Entries next to each other are copied together: all of a copy for a dense layer.
void IntegerEngine::gather(Run const& run,
                           std::uint8_t const* in,
                           std::size_t output,
                           std::uint8_t* out) const {
  PackedLayer const& layer = run.layer;
  LayerForm const& form = layer.form;
  std::size_t const pixel = output % form.output_pixels();
  std::size_t const copy = output / form.output_pixels();
  std::size_t const h = copy % description_.order;
  std::size_t const corner =
      quad * (pixel / form.output_columns * form.stride_rows * layer.padded_columns +
              pixel % form.output_columns * form.stride_columns);
  for (std::size_t k = 0; k < layer.parts; ++k) {
    std::uint8_t const* const part =
        in + (copy - h + part_of(form, h, k)) * layer.padded_bytes() + corner;
    for (QuadRun const& next : layer.quad_runs) {
      std::memcpy(out, part + next.offset, next.bytes);
      out += next.bytes;
    }
  }
}

/// The outputs of row_vectors vectors of filters from number \p vector on.
void IntegerEngine::multiply_rows(Run const& run,
                                  Rows const& rows,
                                  std::size_t vector,
                                  Scratch& scratch) const {
  PackedLayer const& layer = run.layer;
  std::size_t const vectors = std::min(row_vectors, layer.vectors() - vector);
  constexpr std::size_t stride = row_vectors * lane_step;
  scratch.row_sums.resize((rows_at_once + row_slack) * stride);
  fast_kernel_of(kernel_).row_products(
      {.entries = run.scratch.patches.data(),
       .stride = rows.bytes,
       .rows = rows.count,
       .steps = rows.bytes / quad,
       .weights = layer.weights.data() + vector * lane_step * rows.bytes,
       .vectors = vectors,
       .sums = scratch.row_sums.data(),
       .sum_stride = stride});
  for (std::size_t row = 0; row < rows.count; ++row) {
    for (std::size_t v = 0; v < vectors; ++v) {
      std::int32_t const* const sums = scratch.row_sums.data() + row * stride + v * lane_step;
      store_row(run, rows.first + row, vector + v, sums);
    }
  }
}

/// The filters of \p vector of output \p output, of all copies.
void IntegerEngine::store_row(Run const& run,
                              std::size_t output,
                              std::size_t vector,
                              std::int32_t const* sums) const {
  PackedLayer const& layer = run.layer;
  LayerForm const& form = layer.form;
  std::size_t const pixels = form.output_pixels();
  std::size_t const copy = output / pixels;
  std::size_t const pixel = output % pixels;
  std::size_t const first = vector * lane_step;
  LaneFinish const& finish = layer.lane_finishes[vector];
  if (layer.is_last) {
    for (std::size_t f = 0; f < lane_step && first + f < form.outputs; ++f) {
      run.sums[(copy * form.outputs + first + f) * pixels + pixel] = sums[f] + finish.bias[f];
    }
    return;
  }
  std::array<std::uint8_t, lane_step> activations;
  fast_kernel_of(kernel_).finish(
      {.finish = &finish, .relu = form.relu, .highest = layer.highest}, sums, activations.data());
  for (std::size_t f = 0; f < lane_step && first + f < quads_of(form.outputs) * quad; f += quad) {
    std::memcpy(run.out + copy * layer.output_bytes() +
                    ((first + f) / quad * pixels + pixel) * quad,
                activations.data() + f,
                quad);
  }
}

} // namespace equivarify::runtime
