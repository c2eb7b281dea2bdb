#include "equivarify/codegen/audit/spec/layer_terms.hpp"

#include "equivarify/codegen/audit/proof/refusal.hpp"

#include <algorithm>
#include <utility>

namespace equivarify::audit {
namespace {

/// The rows of the input, \p inputs in all, that \p outputs rows of the output see, all together;
/// columns in the same way.
std::size_t
seen(std::size_t outputs, std::size_t inputs, Slide const& slide, Window const& window) {
  if (window.circular) {
    return outputs * slide.size;
  }
  if (window.transposed) {
    std::swap(outputs, inputs); // as many pairs as where the windows lie on the entries
  }
  std::size_t count = 0;
  for (std::size_t i = 0; i < outputs; ++i) {
    std::size_t const first = i * slide.step;
    // As many places of the window lie before the plane, and so many end in it.
    std::size_t const before =
        slide.pad > first ? (slide.pad - first + slide.spacing - 1) / slide.spacing : 0;
    std::size_t const end =
        inputs + slide.pad > first ? (inputs + slide.pad - first - 1) / slide.spacing + 1 : 0;
    std::size_t const places = std::min(end, slide.size);
    count += places > before ? places - before : 0;
  }
  return count;
}

/// The entry of \p extent ones under place \p at of the window of output \p i; \p extent or more if
/// there is none.
std::size_t entry_at(
    Slide const& slide, std::size_t i, std::size_t at, std::size_t extent, Window const& window) {
  if (window.transposed) {
    std::size_t const reached = i + slide.pad;
    bool const meets =
        reached >= at * slide.spacing && (reached - at * slide.spacing) % slide.step == 0;
    return meets ? (reached - at * slide.spacing) / slide.step : extent;
  }
  std::size_t const place = i * slide.step + at * slide.spacing;
  if (window.circular) {
    return (place + extent - slide.pad) % extent;
  }
  return place >= slide.pad ? place - slide.pad : extent;
}

/// Calls \p use with each place of the window of \p output that lies in the plane, and the entry of
/// the plane there.
template <typename Use>
void for_each_place(UsedLayer const& layer, std::size_t output, Use const& use) {
  Window const& w = layer.window;
  auto const [in_slices, in_rows, in_columns] = layer.input().box();
  auto const [out_slices, out_rows, out_columns] = layer.output.box();
  std::size_t const place = output % (layer.output.rows * layer.output.columns);
  std::size_t const k = place / out_columns / out_rows;
  std::size_t const i = place / out_columns % out_rows;
  std::size_t const j = place % out_columns;
  for (std::size_t at = 0; at < w.size(); ++at) {
    std::size_t const a = at / w.columns.size % w.rows.size;
    std::size_t const slice =
        entry_at(w.slices, k, at / w.columns.size / w.rows.size, in_slices, w);
    std::size_t const row = entry_at(w.rows, i, a, in_rows, w);
    std::size_t const column = entry_at(w.columns, j, at % w.columns.size, in_columns, w);
    if (slice < in_slices && row < in_rows && column < in_columns) {
      use(at, (slice * in_rows + row) * in_columns + column);
    }
  }
}

/// The outputs of one filter share its bias.
std::size_t filter_of(UsedLayer const& layer, std::size_t output) {
  return output / (layer.output.rows * layer.output.columns);
}

/// The entries besides \p output that have a say at its place, where there are some: of no weight
/// of their own.
void add_others_at_place(UsedLayer const& layer, std::size_t output, std::vector<Term>& terms) {
  std::size_t const plane = layer.output.rows * layer.output.columns;
  for (std::size_t c = 0; layer.in_places && c < layer.output.channels; ++c) {
    if (c != output / plane) {
      terms.push_back({2 * layer.output.channels, c * plane + output % plane});
    }
  }
}

/// The factors of \p output: of its channel or the only one, at its place or the only one.
void add_factors(UsedLayer const& layer, std::size_t output, std::vector<Term>& terms) {
  std::size_t const plane = layer.output.rows * layer.output.columns;
  std::size_t before = 0;
  for (ValueShape const& shape : layer.inputs) {
    std::size_t const places = shape.rows * shape.columns;
    std::size_t const c = std::min(output / plane, shape.channels - 1);
    terms.push_back({0, before + c * places + (places == 1 ? 0 : output % plane)});
    before += shape.size();
  }
}

} // namespace

std::size_t channels_seen(UsedLayer const& layer) {
  return layer.input().channels / layer.window.groups;
}

std::size_t count_weights(UsedLayer const& layer) {
  if (layer.kind == LayerClass::affine_in_channels || layer.kind == LayerClass::normalised) {
    return layer.output.channels;
  }
  std::size_t const inputs = layer.kind == LayerClass::linear
                                 ? layer.input().channels
                                 : channels_seen(layer) * layer.window.size();
  return layer.output.channels * inputs;
}

std::size_t count_terms(UsedLayer const& layer) {
  Window const& w = layer.window;
  std::size_t const outputs = layer.output.size();
  switch (layer.kind) {
  case LayerClass::pointwise:
  case LayerClass::pointwise_odd:
  case LayerClass::reshape:
  case LayerClass::values_in_a_row:
  case LayerClass::part_of_entries:
    return outputs;
  case LayerClass::reduction:
  case LayerClass::affine_in_channels:
    return 2 * outputs;
  case LayerClass::normalised:
    return outputs * (layer.in_places ? layer.output.channels + 1 : 2);
  case LayerClass::sum_of_values:
  case LayerClass::product_of_values:
    return layer.inputs.size() * outputs;
  case LayerClass::linear:
    return outputs * (layer.input().size() + (layer.biased ? 1 : 0));
  case LayerClass::linear_in_windows:
  case LayerClass::largest_in_windows:
  case LayerClass::mean_in_windows:
    break;
  }
  auto const [in_slices, in_rows, in_columns] = layer.input().box();
  auto const [out_slices, out_rows, out_columns] = layer.output.box();
  std::size_t const places = seen(out_slices, in_slices, w.slices, w) *
                             seen(out_rows, in_rows, w.rows, w) *
                             seen(out_columns, in_columns, w.columns, w);
  bool const is_conv = layer.kind == LayerClass::linear_in_windows;
  return layer.output.channels * places * (is_conv ? channels_seen(layer) : 1) +
         (is_conv && layer.biased ? outputs : 0);
}

void terms_of(UsedLayer const& layer, std::size_t output, std::vector<Term>& terms) {
  terms.clear();
  std::size_t const plane = layer.input().rows * layer.input().columns;
  std::size_t const filter = filter_of(layer, output);
  switch (layer.kind) {
  case LayerClass::pointwise:
  case LayerClass::pointwise_odd:
  case LayerClass::reshape:
  case LayerClass::reduction:
  case LayerClass::values_in_a_row:
    terms.push_back({0, output});
    return;
  case LayerClass::part_of_entries:
    throw Refusal{"a part of the input among layers that are used as they are"};
  case LayerClass::sum_of_values:
    for (std::size_t value = 0; value < layer.inputs.size(); ++value) {
      terms.push_back({0, value * layer.output.size() + output});
    }
    return;
  case LayerClass::product_of_values:
    add_factors(layer, output, terms);
    return;
  case LayerClass::affine_in_channels:
    terms.push_back({filter, output});
    break;
  case LayerClass::normalised:
    terms.push_back({filter, output});
    add_others_at_place(layer, output, terms);
    break;
  case LayerClass::largest_in_windows:
  case LayerClass::mean_in_windows:
    for_each_place(layer, output, [&](std::size_t /*place*/, std::size_t entry) {
      terms.push_back({0, filter * plane + entry});
    });
    return;
  case LayerClass::linear:
    for (std::size_t i = 0; i < layer.input().size(); ++i) {
      terms.push_back({output * layer.input().size() + i, i});
    }
    break;
  case LayerClass::linear_in_windows: {
    std::size_t const window = layer.window.size();
    std::size_t const channels = channels_seen(layer);
    std::size_t const first = filter * layer.window.groups / layer.output.channels * channels;
    for (std::size_t c = 0; c < channels; ++c) {
      std::size_t const kernel =
          layer.window.transposed ? c * layer.output.channels + filter : filter * channels + c;
      for_each_place(layer, output, [&](std::size_t place, std::size_t entry) {
        terms.push_back({kernel * window + place, (first + c) * plane + entry});
      });
    }
    break;
  }
  }
  if (layer.biased) {
    terms.push_back({count_weights(layer) + filter, no_entry});
  }
}

} // namespace equivarify::audit
