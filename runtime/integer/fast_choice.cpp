// Which form of a convolution over tiles has the fewest steps.
#include "equivarify/runtime/integer/fast_layer.hpp"

#include <algorithm>
#include <utility>

namespace equivarify::runtime {

/// In steps of a processor with two units for vectors of 512 bits; the factors are those of times
/// that were measured.
double FastLayer::cost() const {
  auto const number = [](std::size_t value) { return static_cast<double>(value); };
  double const n = number(tile_.entries * tile_.entries);
  double const deep = number(bands(1) * (rounded_up(depth_, depth_slack) / depth_slack));
  double const group = number(scheme_.products);
  double const reading = deep *
                         number(lines_of({0, band_rows_}) * columns_.size() * scheme_.copies) *
                         (12 + 2 * group);
  double const transforming = deep * number(band_tiles()) * group * n * 5;
  double const blocks = number(bands(1) * band_tiles() * vectors());
  double const multiplying = blocks * number(products() * pairs()) / 2;
  double const combining =
      blocks * (group * n * 3 + number(scheme_.copies * tile_.tile * tile_.tile) * (group + 12));
  constexpr double waiting = 1.25; // for memory, which the definition does less
  return waiting * (reading + transforming + multiplying + combining);
}

double FastLayer::cost_of_definition(PackedLayer const& packed, GroupScheme const& scheme) {
  std::size_t const eights = rounded_up(packed.form.outputs, filters_at_once);
  // Blocks of 48 outputs, 24 instructions for each of eight filters and quad of entries.
  return static_cast<double>(rounded_up(packed.form.output_pixels(), lanes_at_once) / lane_step *
                             scheme.copies * packed.parts * packed.row_offsets.size() * eights) /
         2;
}

std::optional<FastLayer> FastLayer::of(IntegerLayer const& layer,
                                       PackedLayer const& packed,
                                       Interval const& entries,
                                       GroupScheme const& scheme) {
  if (!takes_tiles(layer)) {
    return std::nullopt;
  }
  double least = cost_of_definition(packed, scheme);
  std::optional<FastLayer> best;
  for (std::size_t tile = 1; tile <= largest_tile; ++tile) {
    FastLayer candidate(tile, layer, packed, scheme);
    double const cost = candidate.cost();
    if (cost < least && candidate.prepare(layer, entries)) {
      least = cost;
      best = std::move(candidate);
    }
  }
  return best;
}

std::optional<std::uint8_t> FastLayer::best_cap(IntegerLayer const& layer,
                                                PackedLayer const& packed,
                                                Interval const& entries,
                                                GroupScheme const& scheme) {
  std::optional<FastLayer> const now = of(layer, packed, entries, scheme);
  constexpr double worth = 0.9;
  double least = worth * (now ? now->cost() : cost_of_definition(packed, scheme));
  std::optional<std::uint8_t> best;
  for (std::size_t tile = now ? now->tile_.tile + 1 : 1; tile <= largest_tile; ++tile) {
    FastLayer candidate(tile, layer, packed, scheme);
    std::int64_t cap = entries.highest;
    while (cap >= entries.highest / 4 &&
           !candidate.takes(layer, {std::max(entries.lowest, -cap), cap})) {
      --cap;
    }
    if (cap >= entries.highest / 4 && candidate.cost() < least && candidate.set_weights(layer)) {
      least = candidate.cost();
      best = static_cast<std::uint8_t>(cap);
    }
  }
  return best;
}

} // namespace equivarify::runtime
