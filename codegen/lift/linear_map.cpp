#include "equivarify/codegen/lift/linear_map.hpp"

#include "equivarify/codegen/lift/operators/operator.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace equivarify::codegen {
namespace {

constexpr std::size_t most_map_weights = std::size_t{1} << 24U;     ///< of one
constexpr std::size_t most_weights_of_maps = std::size_t{1} << 25U; ///< of all in a network

/// The matrix of \p map from a value of \p inputs entries.
std::vector<float>
weights_in(SparseMap const& map, std::vector<std::int64_t> const& places, std::size_t inputs) {
  std::vector<float> values(entries_of(map.shape) * inputs);
  for (auto const& [row, entry, weight] : map.weights) {
    values[row * inputs + static_cast<std::size_t>(places[entry])] += weight;
  }
  return values;
}

std::string in_words(SparseMap const& map) {
  return fmt::format("a map with {} weights that are not 0", map.weights.size());
}

/// Each entry of \p view itself.
SparseMap selection(View const& view) {
  SparseMap map{view.shape(), {}};
  for (std::size_t i = 0; i < view.entries.size(); ++i) {
    map.weights.push_back({i, i});
  }
  return map;
}

} // namespace

void require_room(NetworkBuilder const& network, std::size_t rows, std::size_t inputs) {
  if (!network.takes_maps()) {
    throw LiftError("entries of a value by a linear map", "an arrangement that needs none");
  }
  if (rows == 0 || inputs > most_map_weights / rows) {
    throw LiftError(fmt::format("a linear map from {} entries to {}", inputs, rows),
                    fmt::format("at most {} weights", most_map_weights));
  }
  if (network.map_weights() + rows * inputs > most_weights_of_maps) {
    throw LiftError(fmt::format("one more linear map, from {} entries to {}, where all before have "
                                "{} weights",
                                inputs,
                                rows,
                                network.map_weights()),
                    fmt::format("at most {} weights in all", most_weights_of_maps));
  }
}

bool is_whole(NetworkBuilder const& network, View const& view) {
  std::vector<std::int64_t> places = view.places();
  std::sort(places.begin(), places.end());
  return places ==
         integers_of(counted({static_cast<std::int64_t>(network.shape(view.value).size())}));
}

View mapped(NetworkBuilder& network,
            std::string const& wish,
            View const& view,
            SparseMap const& map) {
  std::size_t const rows = entries_of(map.shape);
  std::size_t const inputs = network.shape(view.value).size();
  require_room(network, rows, inputs);
  network.count_map(rows * inputs);
  std::vector<LiftedTensor> tensors{
      {"weight", weights_in(map, view.places(), inputs), {}, {}, in_words(map)}};
  bool const has_bias = !map.summands.empty();
  if (has_bias) {
    tensors.push_back({"bias", map.summands, {}, {}, "constants"});
  }
  std::size_t const flat = network.flat(view.value);
  std::size_t const value =
      network.add(wish,
                  operation_with("dense", {{"units", rows}, {"bias", has_bias}}),
                  {flat},
                  std::move(tensors));
  return whole_view(value, map.shape);
}

View in_order(NetworkBuilder& network, std::string const& wish, View const& view) {
  std::size_t const size = network.shape(view.value).size();
  bool const is_in_order =
      view.entries.size() == size && view.entries.values == counted(view.shape()).values;
  return is_in_order ? View{network.vector(view.value), view.entries}
                     : mapped(network, wish, view, selection(view));
}

View as_value(NetworkBuilder& network,
              std::string const& wish,
              OnnxTensor const& tensor,
              View const& reads) {
  std::vector<double> const numbers = numbers_of(tensor);
  return mapped(network, wish, reads, {tensor.shape, {}, {numbers.begin(), numbers.end()}});
}

View in_one_value(NetworkBuilder& network,
                  std::string const& wish,
                  std::vector<View> const& views) {
  std::vector<std::size_t> values;
  std::vector<OnnxTensor> tensors;
  std::int64_t entries = 0;
  bool const is_one = std::all_of(views.begin(), views.end(), [&](View const& view) {
    return view.value == views.front().value;
  });
  for (View const& view : views) {
    OnnxTensor tensor = unsqueeze(view.entries, {0});
    for (std::int64_t& place : std::get<std::vector<std::int64_t>>(tensor.values)) {
      place += entries;
    }
    tensors.push_back(std::move(tensor));
    values.push_back(is_one ? view.value : network.vector(view.value));
    entries += is_one ? 0 : static_cast<std::int64_t>(network.shape(view.value).size());
  }
  std::size_t const value =
      is_one ? views.front().value : network.add(wish, operation_of("concatenate"), values);
  return {value, concatenate(tensors, 0)};
}

EntryGroups grouped(Extents const& shape, std::set<std::size_t> const& axes) {
  EntryGroups groups{shape, {}};
  std::vector<std::int64_t> order;
  std::size_t size = 1;
  for (std::size_t axis = 0; axis < shape.size(); ++axis) {
    if (!axes.contains(axis)) {
      order.push_back(static_cast<std::int64_t>(axis));
    }
  }
  for (std::size_t const axis : axes) {
    order.push_back(static_cast<std::int64_t>(axis));
    size *= static_cast<std::size_t>(shape[axis]);
    groups.left[axis] = 1;
  }
  OnnxTensor const sorted = transpose(counted(shape), order);
  std::vector<std::int64_t> const& places = integers_of(sorted);
  for (std::size_t begin = 0; begin < places.size(); begin += size) {
    groups.members.emplace_back(places.begin() + static_cast<std::ptrdiff_t>(begin),
                                places.begin() + static_cast<std::ptrdiff_t>(begin + size));
  }
  return groups;
}

SparseMap columns_of(EntryGroups const& groups, float factor) {
  std::size_t const count = groups.members.size();
  std::size_t const size = groups.members.at(0).size();
  SparseMap map{{static_cast<std::int64_t>(size), static_cast<std::int64_t>(count)}, {}};
  for (std::size_t group = 0; group < count; ++group) {
    for (std::size_t i = 0; i < size; ++i) {
      map.weights.push_back({i * count + group, groups.members[group][i], factor});
    }
  }
  return map;
}

SparseMap sums_of(EntryGroups const& groups, float factor) {
  SparseMap map{groups.left, {}};
  for (std::size_t row = 0; row < groups.members.size(); ++row) {
    for (std::size_t const entry : groups.members[row]) {
      map.weights.push_back({row, entry, factor});
    }
  }
  return map;
}

View largest_of(NodeContext const& context,
                View const& view,
                EntryGroups const& groups,
                float sign) {
  NetworkBuilder& network = context.network();
  std::size_t const count = groups.members.size();
  std::size_t size = groups.members.at(0).size();
  View values = mapped(network, context.name(), view, columns_of(groups, sign));
  while (size > 1) {
    std::size_t const half = (size + 1) / 2;
    SparseMap first{{static_cast<std::int64_t>(half), static_cast<std::int64_t>(count)}, {}};
    SparseMap growth{first.shape, {}};
    for (std::size_t i = 0; i < half * count; ++i) {
      first.weights.push_back({i, i});
      if (std::size_t const other = i + half * count; other < size * count) {
        growth.weights.push_back({i, other, 1.0F});
        growth.weights.push_back({i, i, -1.0F});
      }
    }
    View const differences = mapped(network, context.name(), values, growth);
    View const grown = context.on_each_entry(differences, operation_of("relu"));
    values = add_views(context, {mapped(network, context.name(), values, first), grown});
    size = half;
  }
  values.entries = reshape(std::move(values.entries), groups.left, true);
  return add_affine(
      context, values, std::vector<float>(count, sign), std::vector<float>(count, 0.0F));
}

} // namespace equivarify::codegen
