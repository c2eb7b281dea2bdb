#include "equivarify/runtime/files/text.hpp"
#include "equivarify/runtime/integer/fast_layer.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <utility>

namespace equivarify::runtime {

namespace {

constexpr std::int64_t largest_factor = std::numeric_limits<std::int16_t>::max();

/// The odd part of a number has an inverse mod 2^32: Newton's iteration doubles the bits that are
/// right.
std::uint32_t inverse_of_odd(std::uint32_t odd) {
  std::uint32_t inverse = odd;
  for (int i = 0; i < 5; ++i) {
    inverse *= 2 - odd * inverse;
  }
  return inverse;
}

constexpr std::size_t rounded_up(std::size_t value, std::size_t step) {
  return (value + step - 1) / step * step;
}

/// The sums of the positive and of the negative coefficients of a row.
struct Reach {
  std::int64_t up = 0;
  std::int64_t down = 0;
};

template <typename Number>
Reach reach_of(Number const* row, std::size_t size) {
  Reach reach;
  for (std::size_t i = 0; i < size; ++i) {
    (row[i] > 0 ? reach.up : reach.down) += row[i];
  }
  return reach;
}

/// That of a product of forms in different entries.
Reach operator*(Reach const& a, Reach const& b) {
  return {a.up * b.up + a.down * b.down, a.up * b.down + a.down * b.up};
}

} // namespace

FastLayer::FastLayer(std::size_t tile,
                     IntegerLayer const& layer,
                     PackedLayer const& packed,
                     GroupScheme const& scheme)
    : form_(layer.form), tile_(tile_tables(tile)), scheme_(scheme),
      input_bytes_(packed.input_bytes()), output_bytes_(packed.output_bytes()),
      zero_in_(packed.zero_in), tile_rows_(rounded_up(form_.output_rows, tile) / tile),
      tile_columns_(rounded_up(form_.output_columns, tile) / tile),
      row_tiles_(tile_columns_ + (tile_.entries - 1) / tile) {
  // Tiles after the last one of a row are written too, and overwritten by the next row.
  std::size_t const row_lanes = rounded_up(tile_columns_, tiles_at_once);
  if (row_lanes < lanes_at_once) {
    band_rows_ = std::min(tile_rows_, (lanes_at_once - row_lanes) / tile_columns_ + 1);
  }
  lanes_ = rounded_up((band_rows_ - 1) * tile_columns_ + row_lanes, lane_step);

  std::uint64_t const denominator = static_cast<std::uint64_t>(scheme.denominator) *
                                    static_cast<std::uint64_t>(tile_.denominator) *
                                    static_cast<std::uint64_t>(tile_.denominator);
  shift_ = static_cast<unsigned>(std::countr_zero(denominator));
  odd_inverse_ = inverse_of_odd(static_cast<std::uint32_t>(denominator >> shift_));

  for (std::size_t f = 0; f < form_.outputs; f += quad) {
    Finish& finish = finishes_.emplace_back();
    finish.relu = form_.relu;
    for (std::size_t i = 0; i < quad && f + i < form_.outputs; ++i) {
      finish.bias[i] = layer.bias[f + i];
      finish.shifts[i] = layer.shifts[f + i];
    }
  }
  find_sources();
  find_targets();
}

void FastLayer::find_sources() {
  std::size_t const rows = bands() * band_rows_ * tile_.tile + taps - 1;
  for (std::size_t i = 0; i < rows * tile_.tile * row_tiles_; ++i) {
    std::size_t row = i / (tile_.tile * row_tiles_);
    std::size_t column = i % row_tiles_ * tile_.tile + i / row_tiles_ % tile_.tile;
    if (form_.circular) {
      row = (row + form_.rows - form_.top % form_.rows) % form_.rows;
      column = (column + form_.columns - form_.left % form_.columns) % form_.columns;
    } else {
      // Before the plane they wrap round and are too large.
      row -= form_.top;
      column -= form_.left;
    }
    bool const is_inside = row < form_.rows && column < form_.columns;
    sources_.push_back(
        static_cast<std::uint32_t>(is_inside ? row * form_.columns + column : form_.pixels()));
  }
  // The loops over those of a band take whole vectors.
  sources_.resize(sources_.size() + lane_step, static_cast<std::uint32_t>(form_.pixels()));
}

void FastLayer::find_targets() {
  std::size_t const tile = tile_.tile;
  for (std::size_t i = 0; i < bands() * tile * tile * lanes_; ++i) {
    std::size_t const lane = i % lanes_;
    std::size_t const output = i / lanes_ % (tile * tile);
    std::size_t const band_row = lane / tile_columns_;
    std::size_t const tile_row = i / lanes_ / (tile * tile) * band_rows_ + band_row;
    std::size_t const row = tile_row * tile + output / tile;
    std::size_t const column = lane % tile_columns_ * tile + output % tile;
    bool const is_inside =
        band_row < band_rows_ && row < form_.output_rows && column < form_.output_columns;
    targets_.push_back(is_inside ? static_cast<std::int32_t>(row * form_.output_columns + column)
                                 : -1);
  }
}

bool FastLayer::set_weights(IntegerLayer const& layer) {
  std::size_t const n = tile_.entries;
  std::size_t const channels = form_.channels;
  std::size_t const eights = rounded_up(form_.outputs, filters_at_once) / filters_at_once;
  weights_.assign(eights * filters_at_once * products() * pairs() * 2, 0);
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
      if (sum > largest_factor || sum < -largest_factor) {
        return false;
      }
      std::size_t const row =
          (filter / filters_at_once * products() + p * n * n + x) * pairs() + channel / 2;
      weights_[(row * filters_at_once + filter % filters_at_once) * 2 + channel % 2] =
          static_cast<std::int16_t>(sum);
    }
  }
  return true;
}

bool FastLayer::entries_fit(Interval const& entries) const {
  std::size_t const n = tile_.entries;
  for (std::size_t p = 0; p < scheme_.products; ++p) {
    Reach const group = reach_of(scheme_.values.data() + p * scheme_.copies, scheme_.copies);
    for (std::size_t x = 0; x < n * n; ++x) {
      Reach const reach =
          group * (reach_of(tile_.values + x / n * n, n) * reach_of(tile_.values + x % n * n, n));
      std::int64_t const highest = reach.up * entries.highest + reach.down * entries.lowest;
      std::int64_t const lowest = reach.up * entries.lowest + reach.down * entries.highest;
      if (highest > largest_factor || lowest < -largest_factor) {
        return false;
      }
    }
  }
  return true;
}

bool FastLayer::sums_fit(std::uint64_t bound) const {
  constexpr std::uint64_t limit = std::uint64_t{1} << 31U;
  return shift_ < 31 && bound < limit >> shift_;
}

/// In steps of a processor with two units for vectors of 512 bits.
double FastLayer::cost() const {
  auto const number = [](std::size_t value) { return static_cast<double>(value); };
  std::size_t const n = tile_.entries;
  std::size_t const eights = rounded_up(form_.outputs, filters_at_once);
  double const quads = number(quads_of(form_.channels));
  double const bands_count = number(bands());
  double const mixing = bands_count * quads * number(band_size()) *
                        (2 + number(scheme_.products * scheme_.copies) / 16);
  double const transforming = bands_count * quads * number(scheme_.products * 2 * band_rows_) *
                              number(rounded_up(tile_columns_, tiles_at_once) / tiles_at_once) *
                              number(n * n) * 6;
  double const vectors = bands_count * number(lanes_ / lane_step);
  double const multiplying = vectors * number(products() * pairs() * eights) / 2;
  double const combining =
      vectors * number(eights) *
      (number(products()) * 3 +
       number(scheme_.copies * tile_.tile * tile_.tile) * number(scheme_.products + 40) / 2);
  return mixing + transforming + multiplying + combining;
}

bool FastLayer::takes_tiles(IntegerLayer const& layer) {
  LayerForm const& form = layer.form;
  return form.kind == FormKind::weighted && !layer.shifts.empty() && form.window_rows == taps &&
         form.window_columns == taps && form.stride_rows == 1 && form.stride_columns == 1 &&
         form.dilation_rows == 1 && form.dilation_columns == 1;
}

bool FastLayer::prepare(IntegerLayer const& layer, RangeBound const& bound) {
  return entries_fit(bound.entries) && sums_fit(bound.bound) && set_weights(layer);
}

std::optional<FastLayer> FastLayer::with_tile(std::size_t tile,
                                              IntegerLayer const& layer,
                                              PackedLayer const& packed,
                                              RangeBound const& bound,
                                              GroupScheme const& scheme) {
  FastLayer result(tile, layer, packed, scheme);
  return result.prepare(layer, bound) ? std::optional(std::move(result)) : std::nullopt;
}

std::optional<FastLayer> FastLayer::of(IntegerLayer const& layer,
                                       PackedLayer const& packed,
                                       RangeBound const& bound,
                                       GroupScheme const& scheme) {
  if (!takes_tiles(layer)) {
    return std::nullopt;
  }
  std::size_t const eights = rounded_up(layer.form.outputs, filters_at_once);
  // Blocks of 48 outputs, 24 instructions for each of eight filters and quad of entries.
  auto least =
      static_cast<double>(rounded_up(layer.form.output_pixels(), lanes_at_once) / lane_step *
                          scheme.copies * packed.parts * packed.row_offsets.size() * eights) /
      2;
  std::optional<FastLayer> best;
  for (std::size_t tile = 1; tile <= largest_tile; ++tile) {
    FastLayer candidate(tile, layer, packed, scheme);
    double const cost = candidate.cost();
    if (cost < least && candidate.prepare(layer, bound)) {
      least = cost;
      best = std::move(candidate);
    }
  }
  return best;
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
