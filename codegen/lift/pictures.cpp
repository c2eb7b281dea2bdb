#include "equivarify/codegen/lift/pictures.hpp"

#include "equivarify/codegen/lift/linear_map.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>

namespace equivarify::codegen {
namespace {

/// One of the values that a layer puts in a row, and how many entries stand before it.
struct RowPart {
  std::size_t value = 0;
  std::int64_t begin = 0;
};

/// That in which all of \p count places from \p places on are.
std::optional<RowPart>
part_with(Layer const& layer, std::int64_t const* places, std::size_t count) {
  auto const [least, most] = std::minmax_element(places, places + count);
  std::int64_t begin = 0;
  for (std::size_t i = 0; i < layer.reads.size(); ++i) {
    std::int64_t const end = begin + static_cast<std::int64_t>(layer.inputs[i].size());
    if (*least >= begin && *most < end) {
      return RowPart{layer.reads[i], begin};
    }
    begin = end;
  }
  return std::nullopt;
}

/// The layer that gives \p value, if it does nothing but put its entries in a row.
Layer const* joining(NetworkBuilder& network, std::size_t value) {
  LiftedLayer const* const made = network.maker(value);
  std::string const type = made == nullptr ? "" : type_name(made->layer.operation);
  return type == "flatten" || type == "concatenate" ? &made->layer : nullptr;
}

std::size_t extent(View const& view, std::size_t axis) {
  return static_cast<std::size_t>(view.shape()[axis]);
}

/// Whether \p view, planes, are those of its value in order.
bool is_in_order(NetworkBuilder const& network, View const& view) {
  Shape const planes{
      .channels = extent(view, 1), .rows = extent(view, 2), .columns = extent(view, 3)};
  return !network.is_vector(view.value) && network.shape(view.value) == planes &&
         view.entries.values == counted(view.shape()).values;
}

/// By how much the planes of \p view are those of its value with each entry several times.
std::optional<Extent> upsampling(NetworkBuilder const& network, View const& view) {
  Shape const& from = network.shape(view.value);
  Extent const scale{extent(view, 2) / from.rows, extent(view, 3) / from.columns};
  bool const fits = !network.is_vector(view.value) && from.depth == 1 &&
                    extent(view, 1) == from.channels && extent(view, 2) == from.rows * scale.rows &&
                    extent(view, 3) == from.columns * scale.columns;
  auto place = view.places().begin();
  for (std::size_t channel = 0; fits && channel < from.channels; ++channel) {
    for (std::size_t i = 0; i < extent(view, 2); ++i) {
      for (std::size_t j = 0; j < extent(view, 3); ++j, ++place) {
        std::size_t const row = channel * from.rows + i / scale.rows;
        if (*place != static_cast<std::int64_t>(row * from.columns + j / scale.columns)) {
          return std::nullopt;
        }
      }
    }
  }
  return fits ? std::optional{scale} : std::nullopt;
}

/// The channels of \p view as several views, each on one of the values that the layer before it
/// puts in a row; none where a channel is on several, or all are on one.
std::vector<View> by_parts(NetworkBuilder& network, View const& view) {
  Layer const* const layer = joining(network, view.value);
  std::size_t const plane = extent(view, 2) * extent(view, 3);
  std::vector<View> views;
  for (std::size_t channel = 0; layer != nullptr && channel < extent(view, 1); ++channel) {
    std::int64_t const* const places = view.places().data() + channel * plane;
    auto const part = part_with(*layer, places, plane);
    if (!part) {
      return {};
    }
    if (views.empty() || views.back().value != part->value) {
      Extents const none{1, 0, view.shape()[2], view.shape()[3]};
      views.push_back({part->value, {{}, none, std::vector<std::int64_t>{}}});
    }
    OnnxTensor& entries = views.back().entries;
    ++entries.shape[1];
    auto& kept = std::get<std::vector<std::int64_t>>(entries.values);
    std::transform(places, places + plane, std::back_inserter(kept), [&](std::int64_t place) {
      return place - part->begin;
    });
  }
  return views.size() > 1 ? views : std::vector<View>{};
}

/// Takes a value apart into planes of one entry, each value once.
class EntryPlanes {
public:
  EntryPlanes(NetworkBuilder& network, std::string const& wish)
      : network_{network}, wish_{wish + "_entries"} {}

  /// The entries of \p value as planes of one entry; nothing where a layer in between needs a
  /// vector.
  std::optional<std::size_t> of(std::size_t value) {
    if (auto const known = network_.entry_planes(value)) {
      return known;
    }
    auto const planes = network_.is_vector(value) ? of_vector(value) : of_picture(value);
    if (planes) {
      network_.keep_entry_planes(value, *planes);
    }
    return planes;
  }

private:
  std::optional<std::size_t> of_picture(std::size_t value) {
    Shape const shape = network_.shape(value);
    if (shape.is_flat() || shape.depth > 1) {
      return shape.is_flat() ? std::optional{value} : std::nullopt;
    }
    std::size_t const size = shape.size();
    require_room(network_, size, size);
    network_.count_map(size * size);
    std::vector<float> weights(size * size);
    for (std::size_t i = 0; i < size; ++i) {
      weights[i * size + i] = 1.0F;
    }
    return network_.add(wish_,
                        operation_with("conv2d",
                                       {{"filters", size},
                                        {"kernel", shape.extent()},
                                        {"padding", Padding::valid},
                                        {"bias", false}}),
                        {value},
                        {{"weight", std::move(weights), {}, {}, "each entry by itself"}});
  }

  std::optional<std::size_t> of_vector(std::size_t value) {
    LiftedLayer const made = *network_.maker(value);
    std::vector<std::size_t> reads;
    for (std::size_t const read : made.layer.reads) {
      auto const planes = of(read);
      if (!planes) {
        return std::nullopt;
      }
      reads.push_back(*planes);
    }
    switch (structure_of(made.layer.operation)) {
    case StructuralClass::reshape:
      return reads.front();
    case StructuralClass::linear:
      return of_dense(made, reads.front());
    case StructuralClass::pointwise:
    case StructuralClass::pointwise_odd:
    case StructuralClass::affine_in_channels:
    case StructuralClass::values_in_a_row:
    case StructuralClass::sum_of_values:
    case StructuralClass::product_of_values:
      return network_.add(wish_, made.layer.operation, std::move(reads), made.tensors);
    case StructuralClass::part_of_entries:
    case StructuralClass::linear_in_windows:
    case StructuralClass::reduction_over_entries:
    case StructuralClass::largest_in_windows:
    case StructuralClass::mean_in_windows:
    case StructuralClass::normalised:
      return std::nullopt;
    }
    return std::nullopt;
  }

  /// The dense layer \p made on planes of one entry.
  std::size_t of_dense(LiftedLayer const& made, std::size_t read) {
    std::size_t const outputs = made.layer.output.channels;
    std::size_t const inputs = made.layer.input().size();
    require_room(network_, outputs, inputs);
    network_.count_map(outputs * inputs);
    return network_.add(wish_,
                        operation_with("conv2d",
                                       {{"filters", outputs},
                                        {"kernel", Extent{1, 1}},
                                        {"padding", Padding{}},
                                        {"bias", !lacks_bias(made.layer.operation)}}),
                        {read},
                        made.tensors);
  }

  NetworkBuilder& network_;
  std::string wish_;
};

/// The planes of \p view in order, by linear maps; nothing where the entries cannot be taken apart.
std::optional<std::size_t>
mapped_planes(NetworkBuilder& network, std::string const& wish, View const& view) {
  auto const entries = EntryPlanes{network, wish}.of(view.value);
  if (!entries) {
    return std::nullopt;
  }
  std::size_t const from = network.shape(view.value).size();
  std::size_t const size = view.entries.size();
  require_room(network, size, from);
  network.count_map(size * from);
  std::vector<float> weights(from * size);
  for (std::size_t i = 0; i < size; ++i) {
    weights[static_cast<std::size_t>(view.places()[i]) * size + i] = 1.0F;
  }
  return network.add(wish + "_planes",
                     operation_with("conv_transpose2d",
                                    {{"filters", extent(view, 1)},
                                     {"kernel", Extent{extent(view, 2), extent(view, 3)}},
                                     {"padding", Padding::valid},
                                     {"bias", false}}),
                     {*entries},
                     {{"weight", std::move(weights), {}, {}, "each entry in its place"}});
}

/// Lines as planes of one row.
View with_rows(View view) {
  Extents& shape = view.entries.shape;
  if (shape.size() == 3) {
    shape.insert(shape.begin() + 2, 1);
  }
  return view;
}

/// What the layer `concatenate` gives for \p views, each in order.
std::size_t
parts_in_order(NetworkBuilder& network, std::string const& wish, std::vector<View> const& views) {
  std::vector<std::size_t> values;
  values.reserve(views.size());
  for (View const& view : views) {
    values.push_back(picture_of(network, wish, view));
  }
  return network.add(wish + "_parts", operation_of("concatenate"), std::move(values));
}

} // namespace

View before_joins(NetworkBuilder& network, View view) {
  for (Layer const* layer = joining(network, view.value); layer != nullptr;
       layer = joining(network, view.value)) {
    auto const part = part_with(*layer, view.places().data(), view.places().size());
    if (!part) {
      return view;
    }
    view.value = part->value;
    for (std::int64_t& place : std::get<std::vector<std::int64_t>>(view.entries.values)) {
      place -= part->begin;
    }
  }
  return view;
}

std::size_t picture_of(NetworkBuilder& network, std::string const& wish, View const& lines) {
  View const view = with_rows(lines);
  bool const are_planes =
      view.shape().size() == 4 && view.shape()[0] == 1 && view.entries.size() > 0;
  View const source = are_planes ? before_joins(network, view) : view;
  if (!are_planes || is_in_order(network, source)) {
    return image_of(network, source);
  }
  if (auto const known = network.picture(source.value, source.places())) {
    return *known;
  }
  std::optional<std::size_t> picture;
  std::vector<View> const parts = by_parts(network, source);
  if (auto const scale = upsampling(network, source)) {
    picture = network.add(wish, operation_with("upsample2d", {{"scale", *scale}}), {source.value});
  } else if (!parts.empty()) {
    picture = parts_in_order(network, wish, parts);
  } else if (network.takes_maps()) {
    picture = mapped_planes(network, wish, source);
  }
  if (!picture) {
    return image_of(network, source); // throws, for it is not in order
  }
  network.keep_picture(source.value, source.places(), *picture);
  return *picture;
}

} // namespace equivarify::codegen
