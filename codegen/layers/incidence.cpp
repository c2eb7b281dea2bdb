#include "equivarify/codegen/layers/incidence.hpp"

#include "equivarify/codegen/layers/layer_norm.hpp"
#include "equivarify/codegen/layers/layer_type.hpp"
#include "equivarify/codegen/layers/part.hpp"

#include <algorithm>

namespace equivarify::codegen {
namespace {

using Terms = std::vector<IncidenceTerm>;

/// One axis of windows over a plane with \p size entries along it.
struct AxisOfWindows {
  std::size_t size;
  WindowAxis windows;

  /// The entry under place \p at of the window of output \p output; \p size or more if none.
  [[nodiscard]] std::size_t entry(Window const& window, std::size_t output, std::size_t at) const {
    std::size_t const reach = at * windows.dilation;
    std::size_t const margin = windows.before;
    if (window.transposed) {
      std::size_t const place = output + margin - reach; // wraps round where it is negative
      bool const meets = place % windows.stride == 0 && reach <= output + margin;
      return meets ? place / windows.stride : size;
    }
    std::size_t const place = output * windows.stride + reach;
    return window.circular ? (place + size - margin) % size : place - margin;
  }
};

/// Gathers the terms of one output.
struct TermsOf {
  Layer const& layer;
  std::size_t output;

  [[nodiscard]] Terms run() const {
    switch (structure_of(layer.operation)) {
    case StructuralClass::pointwise:
    case StructuralClass::pointwise_odd:
    case StructuralClass::reshape:
    case StructuralClass::reduction_over_entries:
    case StructuralClass::values_in_a_row:
      return {{0, output}};
    case StructuralClass::part_of_entries:
      return {{0, layer.operation.as<Part>()->offset + output}};
    case StructuralClass::sum_of_values:
    case StructuralClass::product_of_values:
      return entry_of_each();
    case StructuralClass::affine_in_channels:
      return {{channel(), output}, {layer.output.channels + channel(), no_entry}};
    case StructuralClass::normalised:
      return normalised_entry();
    case StructuralClass::linear_in_windows:
      return weighted_window();
    case StructuralClass::largest_in_windows:
    case StructuralClass::mean_in_windows:
      return plain_window();
    case StructuralClass::linear:
      return all_entries();
    }
    throw algebra::InternalError{"a layer of no known class"};
  }

private:
  [[nodiscard]] Terms entry_of_each() const {
    Terms terms;
    std::size_t first = 0; // entry of the value
    for (Shape const& own : layer.inputs) {
      terms.push_back({0, first + stretched_entry(own, layer.output, output)});
      first += own.size();
    }
    return terms;
  }

  /// The entry with the factor and the bias of its channel, and what else is at its place where the
  /// sums are over places. Sums over all entries are the same for every permutation.
  [[nodiscard]] Terms normalised_entry() const {
    std::size_t const channels = layer.output.channels;
    Terms terms{{channel(), output}, {channels + channel(), no_entry}};
    auto const* const norm = layer.operation.as<LayerNorm>();
    bool const in_places = norm != nullptr && norm->each_place;
    for (std::size_t c = 0; in_places && c < channels; ++c) {
      if (c != channel()) {
        terms.push_back({2 * channels, c * plane() + output % plane()});
      }
    }
    return terms;
  }

  [[nodiscard]] Terms weighted_window() const {
    Window const window = window_of(layer);
    std::size_t const channels = layer.input().channels / window.groups;
    std::size_t const size = window.size.size();
    std::size_t const filter = channel();
    std::size_t const first = filter / (layer.output.channels / window.groups) * channels;
    std::vector<Tap> const taps = taps_of_window(); // the same for all channels
    Terms terms = bias(layer.output.channels * channels * size + filter);
    for (std::size_t c = 0; c < channels; ++c) {
      // Weights of transposed windows go channel by channel of the input.
      std::size_t const kernel =
          window.transposed ? c * layer.output.channels + filter : filter * channels + c;
      for (Tap const& tap : taps) {
        terms.push_back({kernel * size + tap.at, (first + c) * plane() + tap.in_plane});
      }
    }
    return terms;
  }

  [[nodiscard]] Terms plain_window() const {
    Terms terms;
    for (Tap const& tap : taps_of_window()) {
      terms.push_back({0, channel() * plane() + tap.in_plane});
    }
    return terms;
  }

  [[nodiscard]] Terms all_entries() const {
    std::size_t const inputs = layer.input().size();
    Terms terms = bias(layer.output.size() * inputs + output);
    for (std::size_t i = 0; i < inputs; ++i) {
      terms.push_back({output * inputs + i, i});
    }
    return terms;
  }

  /// The bias with the number \p weight; nothing where the layer has none.
  [[nodiscard]] Terms bias(std::size_t weight) const {
    return lacks_bias(layer.operation) ? Terms{} : Terms{{weight, no_entry}};
  }

  [[nodiscard]] std::size_t channel() const { return output / layer.output.plane(); }

  [[nodiscard]] std::size_t plane() const { return layer.input().plane(); }

  /// A place of the window and the entry of the plane there.
  struct Tap {
    std::size_t at;
    std::size_t in_plane;
  };

  /// The places of the window of this output that lie in the plane.
  [[nodiscard]] std::vector<Tap> taps_of_window() const {
    std::vector<std::size_t> const entries = window_entries(layer, output % layer.output.plane());
    std::vector<Tap> taps;
    for (std::size_t at = 0; at < entries.size(); ++at) {
      if (entries[at] != no_entry) {
        taps.push_back({at, entries[at]});
      }
    }
    return taps;
  }
};

} // namespace

std::vector<std::size_t> window_entries(Layer const& layer, std::size_t place) {
  Window const window = window_of(layer);
  auto const in = layer.input().axes();
  auto const out = layer.output.axes();
  auto const axes = window.axes();
  AxisOfWindows const slices{in[0], axes[0]};
  AxisOfWindows const rows{in[1], axes[1]};
  AxisOfWindows const columns{in[2], axes[2]};
  std::vector<std::size_t> entries;
  for (std::size_t at = 0; at < window.size.size(); ++at) {
    std::size_t const tap_row = at / window.size.columns;
    std::size_t const slice =
        slices.entry(window, place / out[2] / out[1], tap_row / window.size.rows);
    std::size_t const row = rows.entry(window, place / out[2] % out[1], tap_row % window.size.rows);
    std::size_t const column = columns.entry(window, place % out[2], at % window.size.columns);
    bool const is_inside = slice < in[0] && row < in[1] && column < in[2];
    entries.push_back(is_inside ? (slice * in[1] + row) * in[2] + column : no_entry);
  }
  return entries;
}

std::vector<IncidenceTerm> terms_of(Layer const& layer, std::size_t output) {
  Terms terms = TermsOf{layer, output}.run();
  std::sort(terms.begin(), terms.end());
  return terms;
}

} // namespace equivarify::codegen
