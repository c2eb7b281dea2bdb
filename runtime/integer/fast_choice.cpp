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

double FastLayer::cost_of_definition(PackedLayer const& packed, std::size_t copies) {
  std::size_t const eights = rounded_up(packed.form.outputs, filters_at_once);
  // Blocks of 48 outputs, 24 instructions for each of eight filters and quad of entries.
  return static_cast<double>(rounded_up(packed.form.output_pixels(), lanes_at_once) / lane_step *
                             copies * packed.parts * packed.row_offsets.size() * eights) /
         2;
}

/// The layer with each scheme and each tile, those with the fewest steps first; whether they fit is
/// not known yet.
std::vector<FastLayer> FastLayer::candidates(IntegerLayer const& layer,
                                             PackedLayer const& packed,
                                             std::span<GroupScheme const> schemes) {
  std::vector<FastLayer> result;
  for (GroupScheme const& scheme : schemes) {
    for (std::size_t tile = 1; tile <= largest_tile; ++tile) {
      result.push_back(FastLayer(tile, layer, packed, scheme));
    }
  }
  std::stable_sort(result.begin(), result.end(), [](FastLayer const& a, FastLayer const& b) {
    return a.cost() < b.cost();
  });
  return result;
}

std::optional<FastLayer> FastLayer::of(IntegerLayer const& layer,
                                       PackedLayer const& packed,
                                       Interval const& entries,
                                       std::span<GroupScheme const> schemes) {
  if (!takes_tiles(layer)) {
    return std::nullopt;
  }
  double const most = cost_of_definition(packed, schemes.front().copies);
  for (FastLayer& candidate : candidates(layer, packed, schemes)) {
    if (candidate.cost() < most && candidate.prepare(layer, entries)) {
      return std::move(candidate);
    }
  }
  return std::nullopt;
}

std::optional<std::uint8_t> FastLayer::best_cap(IntegerLayer const& layer,
                                                PackedLayer const& packed,
                                                Interval const& entries,
                                                std::span<GroupScheme const> schemes) {
  std::optional<FastLayer> const now = of(layer, packed, entries, schemes);
  constexpr double worth = 0.9;
  double const most =
      worth * (now ? now->cost() : cost_of_definition(packed, schemes.front().copies));
  for (FastLayer& candidate : candidates(layer, packed, schemes)) {
    std::int64_t cap = entries.highest;
    while (cap >= entries.highest / 4 &&
           !candidate.takes(layer, {std::max(entries.lowest, -cap), cap})) {
      --cap;
    }
    if (cap >= entries.highest / 4 && candidate.cost() < most && candidate.set_weights(layer)) {
      return static_cast<std::uint8_t>(cap);
    }
  }
  return std::nullopt;
}

} // namespace equivarify::runtime
