#include "equivarify/runtime/files/text.hpp"
#include "equivarify/runtime/integer/fast_layer.hpp"
#include "equivarify/runtime/integer/rounding.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <limits>
#include <utility>

namespace equivarify::runtime {

namespace {

constexpr std::int64_t most_of_factor = std::numeric_limits<ExactFactor>::max();

std::int64_t middle_of(Interval const& entries) {
  return (entries.lowest + entries.highest) / 2;
}

/// The largest |entry - middle|.
std::int64_t reach_of(Interval const& entries) {
  std::int64_t const middle = middle_of(entries);
  return std::max(entries.highest - middle, middle - entries.lowest);
}

/// So many tiles keep their entries and products in a cache of the second level.
constexpr std::size_t tiles_of_band = 64;

} // namespace

FastLayer::FastLayer(std::size_t tile,
                     IntegerLayer const& layer,
                     PackedLayer const& packed,
                     GroupScheme const& scheme)
    : form_(layer.form), tile_(tile_tables(tile)), scheme_(scheme),
      exact_(exact_form(scheme_, tile_)), input_bytes_(packed.input_bytes()),
      output_bytes_(packed.output_bytes()), zero_in_(packed.zero_in), centre_(packed.zero_in),
      highest_(static_cast<std::int32_t>(largest_activation(form_.relu, layer.highest))),
      tile_rows_(rounded_up(form_.output_rows, tile) / tile),
      tile_columns_(rounded_up(form_.output_columns, tile) / tile),
      depth_(rounded_up(form_.channels, lane_step)) {
  std::size_t const rows = std::clamp<std::size_t>(tiles_of_band / tile_columns_, 1, tile_rows_);
  std::size_t const count = rounded_up(tile_rows_, rows) / rows;
  band_rows_ = rounded_up(tile_rows_, count) / count; // bands of one size
  std::size_t const groups = (vectors() + vectors_at_once - 1) / vectors_at_once;
  together_ = (vectors() + groups - 1) / groups;

  rows_ = seen_places(tile_rows_ * tile + taps - 1, form_.top, form_.rows);
  columns_ = seen_places(tile_columns_ * tile + taps - 1, form_.left, form_.columns);
  find_runs();
}

void FastLayer::find_runs() {
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (columns_[i] == form_.columns) {
      outside_.push_back(i);
    } else if (i > 0 && !inside_.empty() && columns_[i] == columns_[i - 1] + 1) {
      inside_.back().count += 1;
    } else {
      inside_.push_back({.place = i, .column = columns_[i], .count = 1});
    }
  }
}

/// Sums of entries less \p centre are of 32 bits and may wrap around.
void FastLayer::set_finishes(IntegerLayer const& layer, std::int32_t centre) {
  finishes_.assign(vectors(), {});
  std::size_t const terms = layer.weights.size() / form_.outputs;
  for (std::size_t o = 0; o < form_.outputs; ++o) {
    auto bias = static_cast<std::uint32_t>(layer.bias[o]);
    for (std::size_t i = o * terms; i < (o + 1) * terms; ++i) {
      bias += static_cast<std::uint32_t>(centre * layer.weights[i]);
    }
    finishes_[o / lane_step].set(o % lane_step, static_cast<std::int32_t>(bias), layer.shifts[o]);
  }
}

/// Of \p count places along an axis, the first of them \p before before the plane, those in the
/// plane, of \p size ones; \p size outside.
std::vector<std::size_t>
FastLayer::seen_places(std::size_t count, std::size_t before, std::size_t size) const {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < count; ++i) {
    bool const is_inside = i >= before && i - before < size;
    places.push_back(form_.circular ? (i + size - before % size) % size
                     : is_inside    ? i - before
                                    : size);
  }
  return places;
}

bool FastLayer::set_weights(IntegerLayer const& layer) {
  std::size_t const n = tile_.entries;
  std::size_t const channels = form_.channels;
  weights_.assign(vectors() * products() * pairs() * lane_step * channel_pair, 0);
  for (std::size_t i = 0; i < form_.outputs * scheme_.products * channels; ++i) {
    std::size_t const channel = i % channels;
    std::size_t const p = i / channels % scheme_.products;
    std::size_t const filter = i / channels / scheme_.products;
    std::array<std::int64_t, taps * taps> mixed{};
    for (std::size_t part = 0; part < scheme_.parts; ++part) {
      std::size_t const plane = (filter * scheme_.parts + part) * channels + channel;
      for (std::size_t tap = 0; tap < mixed.size(); ++tap) {
        mixed[tap] += std::int64_t{scheme_.weights[p * scheme_.parts + part]} *
                      layer.weights[plane * mixed.size() + tap];
      }
    }
    for (std::size_t x = 0; x < n * n; ++x) {
      std::int64_t sum = 0;
      for (std::size_t tap = 0; tap < mixed.size(); ++tap) {
        sum += mixed[tap] * tile_.weights[x / n * taps + tap / taps] *
               tile_.weights[x % n * taps + tap % taps];
      }
      largest_factor_ = std::max(largest_factor_, std::abs(sum));
      if (largest_factor_ > most_of_factor) {
        return false;
      }
      std::size_t const vector = filter / lane_step;
      std::size_t const first = vector / together_ * together_;
      std::size_t const row =
          (first * products() + (p * n * n + x) * vectors_from(first)) * pairs() +
          channel / channel_pair * vectors_from(first) + vector - first;
      weights_[(row * lane_step + filter % lane_step) * channel_pair + channel % channel_pair] =
          static_cast<std::int16_t>(sum);
    }
  }
  return true;
}

bool FastLayer::sums_fit(IntegerLayer const& layer, std::int64_t reach) const {
  std::size_t const terms = layer.weights.size() / form_.outputs;
  for (std::size_t o = 0; o < form_.outputs; ++o) {
    std::int64_t sum = 0;
    for (std::size_t i = o * terms; i < (o + 1) * terms; ++i) {
      sum += std::abs(std::int64_t{layer.weights[i]});
    }
    if (sum * reach > exact_.largest_sum) {
      return false;
    }
  }
  return true;
}

bool FastLayer::takes_tiles(IntegerLayer const& layer) {
  LayerForm const& form = layer.form;
  return form.kind == FormKind::weighted && !layer.shifts.empty() && form.window_rows == taps &&
         form.window_columns == taps && form.stride_rows == 1 && form.stride_columns == 1 &&
         form.dilation_rows == 1 && form.dilation_columns == 1;
}

/// Whether entries and sums fit, the middle of \p entries taken off, also outside the plane.
bool FastLayer::takes(IntegerLayer const& layer, Interval const& entries) const {
  std::int64_t const reach = reach_of(entries);
  return reach <= exact_.largest_entry && sums_fit(layer, reach);
}

bool FastLayer::prepare(IntegerLayer const& layer, Interval const& entries) {
  if (!takes(layer, entries) || !set_weights(layer)) {
    return false;
  }
  std::int64_t const centre = middle_of(entries);
  largest_factor_ = std::max(largest_factor_, exact_.entry_growth * reach_of(entries));
  centre_ = static_cast<std::uint8_t>(zero_in_ + centre);
  set_finishes(layer, static_cast<std::int32_t>(centre));
  return true;
}

std::optional<FastLayer> FastLayer::with_tile(std::size_t tile,
                                              IntegerLayer const& layer,
                                              PackedLayer const& packed,
                                              Interval const& entries,
                                              GroupScheme const& scheme) {
  FastLayer result(tile, layer, packed, scheme);
  return result.prepare(layer, entries) ? std::optional(std::move(result)) : std::nullopt;
}

std::string FastLayer::describe() const {
  std::size_t const outputs = tile_.tile * tile_.tile;
  return text(scheme_.name,
              ", tiles of ",
              tile_.tile,
              " x ",
              tile_.tile,
              ": ",
              grouped(products()),
              " products for ",
              grouped(scheme_.copies * scheme_.parts * outputs * taps * taps));
}

} // namespace equivarify::runtime
