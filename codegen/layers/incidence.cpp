#include "equivarify/codegen/layers/incidence.hpp"

#include "equivarify/codegen/layers/layer_type.hpp"

#include <algorithm>

namespace equivarify::codegen {
namespace {

using Terms = std::vector<IncidenceTerm>;

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
    std::size_t const channels = layer.input().channels;
    std::size_t const size = window.size.rows * window.size.columns;
    std::size_t const filter = channel();
    Terms terms{{layer.output.channels * channels * size + filter, no_entry}};
    for (std::size_t c = 0; c < channels; ++c) {
      for_each_entry(window, [&](std::size_t at, std::size_t in_plane) {
        terms.push_back({(filter * channels + c) * size + at, c * plane() + in_plane});
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
    Terms terms{{layer.output.size() * inputs + output, no_entry}};
    for (std::size_t i = 0; i < inputs; ++i) {
      terms.push_back({output * inputs + i, i});
    }
    return terms;
  }

  [[nodiscard]] std::size_t channel() const {
    return output / (layer.output.rows * layer.output.columns);
  }

  [[nodiscard]] std::size_t plane() const { return layer.input().rows * layer.input().columns; }

  /// Calls \p action with each place of the window of this output that lies in the plane, and the
  /// entry of the plane there.
  template <typename Action>
  void for_each_entry(Window const& window, Action const& action) const {
    auto const& [size, stride, pad] = window;
    std::size_t const place = output % (layer.output.rows * layer.output.columns);
    for (std::size_t at = 0; at < size.rows * size.columns; ++at) {
      std::size_t const row = place / layer.output.columns * stride.rows + at / size.columns;
      std::size_t const column = place % layer.output.columns * stride.columns + at % size.columns;
      bool const inside = row >= pad.rows && row - pad.rows < layer.input().rows &&
                          column >= pad.columns && column - pad.columns < layer.input().columns;
      if (inside) {
        action(at, (row - pad.rows) * layer.input().columns + column - pad.columns);
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
