#include "equivarify/codegen/layers/incidence.hpp"

#include "equivarify/codegen/layers/layer_type.hpp"
#include "equivarify/codegen/layers/part.hpp"

#include <algorithm>

namespace equivarify::codegen {
namespace {

using Terms = std::vector<IncidenceTerm>;

/// One axis of windows over a plane with \p size entries along it.
struct AxisOfWindows {
  std::size_t size;
  std::size_t stride;
  std::size_t dilation;
  std::size_t margin;

  /// The entry under place \p at of the window of output \p output; \p size or more if none.
  [[nodiscard]] std::size_t entry(Window const& window, std::size_t output, std::size_t at) const {
    if (window.transposed) {
      std::size_t const place = output + margin - at * dilation; // wraps round where it is negative
      return place % stride == 0 && at * dilation <= output + margin ? place / stride : size;
    }
    std::size_t const place = output * stride + at * dilation;
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
      return same_entry_of_each();
    case StructuralClass::affine_in_channels:
      return {{channel(), output}, {layer.output.channels + channel(), no_entry}};
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
  [[nodiscard]] Terms same_entry_of_each() const {
    Terms terms;
    for (std::size_t value = 0; value < layer.inputs.size(); ++value) {
      terms.push_back({0, value * layer.output.size() + output});
    }
    return terms;
  }

  [[nodiscard]] Terms weighted_window() const {
    Window const window = window_of(layer);
    std::size_t const channels = layer.input().channels / window.groups;
    std::size_t const size = window.size.rows * window.size.columns;
    std::size_t const filter = channel();
    std::size_t const first = filter / (layer.output.channels / window.groups) * channels;
    Terms terms = bias(layer.output.channels * channels * size + filter);
    for (std::size_t c = 0; c < channels; ++c) {
      // Weights of transposed windows go channel by channel of the input.
      std::size_t const kernel =
          window.transposed ? c * layer.output.channels + filter : filter * channels + c;
      for_each_entry(window, [&](std::size_t at, std::size_t in_plane) {
        terms.push_back({kernel * size + at, (first + c) * plane() + in_plane});
      });
    }
    return terms;
  }

  [[nodiscard]] Terms plain_window() const {
    Terms terms;
    for_each_entry(window_of(layer), [&](std::size_t, std::size_t in_plane) {
      terms.push_back({0, channel() * plane() + in_plane});
    });
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

  [[nodiscard]] std::size_t channel() const {
    return output / (layer.output.rows * layer.output.columns);
  }

  [[nodiscard]] std::size_t plane() const { return layer.input().rows * layer.input().columns; }

  /// Calls \p action with each place of the window of this output that lies in the plane, and the
  /// entry of the plane there.
  template <typename Action>
  void for_each_entry(Window const& window, Action const& action) const {
    Shape const& in = layer.input();
    AxisOfWindows const rows{in.rows, window.stride.rows, window.dilation.rows, window.pad.top};
    AxisOfWindows const columns{
        in.columns, window.stride.columns, window.dilation.columns, window.pad.left};
    std::size_t const place = output % (layer.output.rows * layer.output.columns);
    for (std::size_t at = 0; at < window.size.rows * window.size.columns; ++at) {
      std::size_t const row =
          rows.entry(window, place / layer.output.columns, at / window.size.columns);
      std::size_t const column =
          columns.entry(window, place % layer.output.columns, at % window.size.columns);
      if (row < in.rows && column < in.columns) {
        action(at, row * in.columns + column);
      }
    }
  }
};

} // namespace

std::vector<IncidenceTerm> terms_of(Layer const& layer, std::size_t output) {
  Terms terms = TermsOf{layer, output}.run();
  std::sort(terms.begin(), terms.end());
  return terms;
}

} // namespace equivarify::codegen
