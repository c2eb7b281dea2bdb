#include "equivarify/codegen/lift/linear_map.hpp"
#include "equivarify/codegen/lift/operators/indices.hpp"
#include "equivarify/codegen/lift/operators/operator.hpp"

#include <fmt/format.h>

#include <utility>

namespace equivarify::codegen {

using Numbers = std::vector<float>;

void for_each_index(Extents const& shape, std::function<void(Index const&)> const& f) {
  Index index(shape.size());
  for (std::size_t i = 0; i < entries_of(shape); ++i) {
    std::size_t rest = i;
    for (std::size_t axis = shape.size(); axis-- > 0; rest /= at(shape, axis)) {
      index[axis] = rest % at(shape, axis);
    }
    f(index);
  }
}

std::size_t place_of(Index const& index, Extents const& shape) {
  std::size_t place = 0;
  for (std::size_t axis = 0; axis < shape.size(); ++axis) {
    place = place * at(shape, axis) + index[axis];
  }
  return place;
}

View picked_by_values(NodeContext const& context, View const& from, std::size_t axis) {
  NetworkBuilder& network = context.network();
  View const& indices = context.view(1);
  for (std::size_t other = 0; other < from.shape().size(); ++other) {
    if (other != axis && indices.shape()[other] > from.shape()[other]) {
      throw LiftError(
          fmt::format("indices {} of {}", to_string(indices.shape()), to_string(from.shape())),
          "no more than there are along other axes");
    }
  }
  std::int64_t const size = from.shape()[axis];
  Extents wide = indices.shape();
  wide.push_back(size);
  require_room(network, entries_of(wide), indices.entries.size());
  require_room(network, entries_of(wide), from.entries.size());
  SparseMap from_front{wide, {}, {}};
  SparseMap candidates{wide, {}, {}};
  for_each_index(indices.shape(), [&](Index index) {
    std::size_t const entry = place_of(index, indices.shape());
    for (std::int64_t j = 0; j < size; ++j) {
      std::size_t const row = entry * static_cast<std::size_t>(size) + static_cast<std::size_t>(j);
      index[axis] = static_cast<std::size_t>(j);
      from_front.weights.push_back({row, entry});
      from_front.summands.push_back(static_cast<float>(-j));
      candidates.weights.push_back({row, place_of(index, from.shape())});
    }
  });
  View distance = mapped(network, context.name(), indices, from_front);
  distance.is_sole = false; // it is read twice
  std::size_t const rows = entries_of(wide);
  View const other =
      add_affine(context, distance, Numbers(rows, 1.0F), Numbers(rows, static_cast<float>(size)));
  View const differs = context.on_each_entry(
      context.on_each_entry(multiply_views(context, distance, other), operation_of("sign")),
      operation_of("abs"));
  View const is_it = add_affine(context, differs, Numbers(rows, -1.0F), Numbers(rows, 1.0F));
  View const product =
      multiply_views(context, is_it, mapped(network, context.name(), from, candidates));
  View result =
      mapped(network, context.name(), product, sums_of(grouped(wide, {wide.size() - 1}), 1.0F));
  result.entries = reshape(std::move(result.entries), indices.shape(), true);
  return result;
}

} // namespace equivarify::codegen
