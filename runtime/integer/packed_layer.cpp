#include "equivarify/runtime/integer/packed_layer.hpp"

#include "equivarify/runtime/evaluation/input_action.hpp"
#include "equivarify/runtime/integer/packed_weights.hpp"
#include "equivarify/runtime/integer/rounding.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <vector>

namespace equivarify::runtime {

namespace {

/// The padding that kernels need after the pixels that windows see.
std::size_t padded(std::size_t before, std::size_t size, std::size_t last_window_end) {
  return std::max(before + size, last_window_end);
}

std::vector<QuadRun> runs_of(std::vector<std::size_t> const& offsets) {
  std::vector<QuadRun> runs;
  for (std::size_t const offset : offsets) {
    if (!runs.empty() && runs.back().offset + runs.back().bytes == offset) {
      runs.back().bytes += quad;
    } else {
      runs.push_back({.offset = offset, .bytes = quad});
    }
  }
  return runs;
}

/// Calls f(place in the copy) for each pixel of the window of output \p pixel in the plane.
template <typename F>
void for_each_seen(LayerForm const& form, std::size_t pixel, F const& f) {
  for (std::size_t tap = 0; tap < form.window(); ++tap) {
    // Outside the plane an index wraps round, and is too large.
    std::size_t const row =
        pixel / form.output_columns * form.stride_rows + tap / form.window_columns - form.top;
    std::size_t const column =
        pixel % form.output_columns * form.stride_columns + tap % form.window_columns - form.left;
    if (row < form.rows && column < form.columns) {
      f((row * form.columns + column) * quad);
    }
  }
}

using Quad = std::array<std::uint8_t, quad>;

Quad quad_at(LayerForm const& form, std::uint8_t const* plane, std::size_t pixel) {
  std::size_t const row = pixel / form.output_columns / form.window_rows;
  std::size_t const column = pixel % form.output_columns / form.window_columns;
  Quad result{};
  std::copy_n(plane + (row * form.columns + column) * quad, quad, result.begin());
  return result;
}

Quad largest_of(LayerForm const& form, std::uint8_t const* plane, std::size_t pixel) {
  Quad result{};
  for_each_seen(form, pixel, [&](std::size_t place) {
    for (std::size_t c = 0; c < quad; ++c) {
      result[c] = std::max(result[c], plane[place + c]);
    }
  });
  return result;
}

/// Whether all windows of \p form lie within the plane.
bool sees_no_padding(LayerForm const& form) {
  return form.top == 0 && form.left == 0 &&
         (form.output_rows - 1) * form.stride_rows + form.window_rows <= form.rows &&
         (form.output_columns - 1) * form.stride_columns + form.window_columns <= form.columns;
}

/// largest_of() for all outputs of \p plane, rows first: their entries lie next to each other.
void largest_within(LayerForm const& form, std::uint8_t const* plane, std::uint8_t* out) {
  std::size_t const size = form.columns * quad;
  std::vector<std::uint8_t> line(size);
  for (std::size_t row = 0; row < form.output_rows; ++row) {
    std::uint8_t const* const first = plane + row * form.stride_rows * size;
    std::copy_n(first, size, line.data());
    for (std::size_t i = 1; i < form.window_rows; ++i) {
      std::transform(first + i * size,
                     first + (i + 1) * size,
                     line.data(),
                     line.data(),
                     [](std::uint8_t a, std::uint8_t b) { return a > b ? a : b; });
    }
    for (std::size_t column = 0; column < form.output_columns; ++column, out += quad) {
      std::uint8_t const* const entries = line.data() + column * form.stride_columns * quad;
      std::copy_n(entries, quad, out);
      for (std::size_t i = quad; i < form.window_columns * quad; ++i) {
        out[i % quad] = std::max(out[i % quad], entries[i]);
      }
    }
  }
}

Quad mean_of(PackedLayer const& layer, std::uint8_t const* plane, std::size_t pixel) {
  std::array<std::int64_t, quad> sums{};
  std::int64_t count = 0;
  for_each_seen(layer.form, pixel, [&](std::size_t place) {
    for (std::size_t c = 0; c < quad; ++c) {
      sums[c] += plane[place + c] - layer.zero_in;
    }
    count += 1;
  });
  count = layer.form.counts_padding ? static_cast<std::int64_t>(layer.form.window()) : count;
  Quad result{};
  for (std::size_t c = 0; c < quad; ++c) {
    result[c] = static_cast<std::uint8_t>(divide_rounded(sums[c], count) + layer.zero_out);
  }
  return result;
}

} // namespace

PackedLayer::PackedLayer(IntegerLayer const& layer,
                         std::size_t order,
                         bool reads_signed,
                         bool makes_signed)
    : form(layer.form), parts(parts_of(form, order)),
      is_last(form.kind == FormKind::weighted && layer.shifts.empty()),
      zero_in(reads_signed ? signed_zero : std::uint8_t{0}),
      zero_out(makes_signed ? signed_zero : std::uint8_t{0}),
      highest(static_cast<std::int32_t>(largest_activation(form.relu, layer.highest))) {
  for (std::int16_t const entry : layer.table) {
    table.push_back(static_cast<std::uint8_t>(entry + zero_out));
  }
  if (form.kind != FormKind::weighted) {
    return;
  }
  auto const end = [](std::size_t outputs, std::size_t stride, std::size_t last_tap) {
    return (outputs - 1) * stride + last_tap + 1;
  };
  padded_rows =
      padded(form.top,
             form.rows,
             end(form.output_rows, form.stride_rows, (form.window_rows - 1) * form.dilation_rows));
  padded_columns = padded(form.left,
                          form.columns,
                          end(form.output_columns,
                              form.stride_columns,
                              (form.window_columns - 1) * form.dilation_columns));
  // Below a third of a block copying entries costs less than lanes without use.
  is_direct = form.stride_rows == 1 && form.stride_columns == 1 &&
              form.output_pixels() >= lanes_at_once / 3;
  for (std::size_t row = 0; row < quads_of(form.channels) * form.window(); ++row) {
    std::size_t const tap = row % form.window();
    row_offsets.push_back(quad * (row / form.window() * padded_rows * padded_columns +
                                  tap / form.window_columns * form.dilation_rows * padded_columns +
                                  tap % form.window_columns * form.dilation_columns));
  }
  constexpr std::size_t of_rows = lane_step * row_vectors;
  weights = is_direct ? packed_weights(layer, parts, {filters_at_once, filters_at_once})
                      : packed_weights(layer, parts, {lane_step, of_rows});
  if (is_direct) {
    finishes = quad_finishes(layer, zero_in);
  } else {
    quad_runs = runs_of(row_offsets);
    lane_finishes = runtime::lane_finishes(layer, zero_in);
  }
}

std::size_t PackedLayer::input_bytes() const {
  return quads_of(form.channels) * quad * form.pixels();
}

std::size_t PackedLayer::padded_bytes() const {
  return quads_of(form.channels) * quad * padded_rows * padded_columns;
}

std::size_t PackedLayer::output_bytes() const {
  return quads_of(form.outputs) * quad * form.output_pixels();
}

bool PackedLayer::needs_padding() const {
  return padded_bytes() != input_bytes() || padded_columns != form.columns;
}

void PackedLayer::pad(std::uint8_t const* in, std::uint8_t* out) const {
  std::memset(out, zero_in, padded_bytes());
  std::size_t const line = form.columns * quad;
  for (std::size_t q = 0; q < quads_of(form.channels); ++q) {
    std::uint8_t const* const plane = in + q * form.pixels() * quad;
    std::uint8_t* const padded_plane = out + q * padded_rows * padded_columns * quad;
    if (!form.circular) {
      for (std::size_t row = 0; row < form.rows; ++row) {
        std::memcpy(padded_plane + ((row + form.top) * padded_columns + form.left) * quad,
                    plane + row * line,
                    line);
      }
      continue;
    }
    for (std::size_t i = 0; i < padded_rows * padded_columns; ++i) {
      std::size_t const row = (i / padded_columns + form.rows - form.top % form.rows) % form.rows;
      std::size_t const column =
          (i % padded_columns + form.columns - form.left % form.columns) % form.columns;
      std::memcpy(padded_plane + i * quad, plane + (row * form.columns + column) * quad, quad);
    }
  }
}

void read_copies(Description const& description,
                 InputRule const& rule,
                 PackedLayer const& first,
                 std::span<float const> image,
                 std::uint8_t* out) {
  std::size_t const pixels = first.form.pixels();
  std::vector<float> moved(image.size());
  std::memset(out, first.zero_in, description.order * first.input_bytes());
  for (std::size_t h = 0; h < description.order; ++h) {
    move_input(description, description.inverse[h], image, moved);
    for (std::size_t i = 0; i < moved.size(); ++i) {
      std::size_t const channel = i / pixels;
      std::size_t const place = (channel / quad * pixels + i % pixels) * quad + channel % quad;
      out[h * first.input_bytes() + place] =
          static_cast<std::uint8_t>(rule(moved[i]) + first.zero_in);
    }
  }
}

void apply_to_copy(PackedLayer const& layer, std::uint8_t const* in, std::uint8_t* out) {
  LayerForm const& form = layer.form;
  if (form.kind == FormKind::relu) {
    std::transform(in, in + layer.input_bytes(), out, [&](std::uint8_t value) {
      return static_cast<std::uint8_t>(std::max(value, layer.zero_in) - layer.zero_in);
    });
    return;
  }
  if (form.kind == FormKind::table) {
    std::transform(
        in, in + layer.input_bytes(), out, [&](std::uint8_t value) { return layer.table[value]; });
    return;
  }
  if (form.kind == FormKind::max_pool && sees_no_padding(form)) {
    for (std::size_t q = 0; q < quads_of(form.outputs); ++q) {
      largest_within(form, in + q * form.pixels() * quad, out + q * form.output_pixels() * quad);
    }
    return;
  }
  for (std::size_t i = 0; i < quads_of(form.outputs) * form.output_pixels(); ++i) {
    std::uint8_t const* const plane = in + i / form.output_pixels() * form.pixels() * quad;
    std::size_t const pixel = i % form.output_pixels();
    Quad const value = form.kind == FormKind::upsample   ? quad_at(form, plane, pixel)
                       : form.kind == FormKind::max_pool ? largest_of(form, plane, pixel)
                                                         : mean_of(layer, plane, pixel);
    std::copy(value.begin(), value.end(), out + i * quad);
  }
}

} // namespace equivarify::runtime
