#include "equivarify/codegen/lift/linear_map.hpp"
#include "equivarify/codegen/lift/operators/indices.hpp"
#include "equivarify/codegen/lift/operators/operator.hpp"

#include <fmt/format.h>

#include <utility>

namespace equivarify::codegen {

namespace {

using Numbers = std::vector<float>;

/// The rows of \p distances give the distance of an index in \p indices from a place among \p size:
/// 0 where it is that place, counted from either end, and 1 elsewhere.
View is_other_place(NodeContext const& context,
                    View const& indices,
                    SparseMap const& distances,
                    std::int64_t size) {
  NetworkBuilder& network = context.network();
  View distance = mapped(network, context.name(), indices, distances);
  distance.is_sole = false; // it is read twice
  std::size_t const rows = entries_of(distances.shape);
  View const other =
      add_affine(context, distance, Numbers(rows, 1.0F), Numbers(rows, static_cast<float>(size)));
  return context.on_each_entry(
      context.on_each_entry(multiply_views(context, distance, other), operation_of("sign")),
      operation_of("abs"));
}

/// The value on where an index is the place along a new axis, and off elsewhere.
std::vector<FileValue> one_hot(NodeContext const& context) {
  View const& indices = context.view(0);
  std::vector<double> const values = numbers_of(context.constant(2));
  std::vector<double> const depths = numbers_of(context.constant(1));
  constexpr double most = 1 << 24;
  if (values.size() != 2 || depths.size() != 1 || !(depths[0] >= 1 && depths[0] <= most)) {
    throw LiftError(fmt::format("{} values, {} depths", values.size(), depths.size()),
                    "the values off and on, and one depth from 1");
  }
  auto const depth = static_cast<std::int64_t>(depths[0]);
  Extents wide = indices.shape();
  std::size_t const axis = axis_of(context.integer("axis", -1), wide.size() + 1);
  wide.insert(wide.begin() + static_cast<std::ptrdiff_t>(axis), depth);
  require_room(context.network(), entries_of(wide), indices.entries.size());
  SparseMap distances{wide, {}, {}};
  for_each_index(wide, [&](Index index) {
    std::size_t const row = place_of(index, wide);
    distances.summands.push_back(-static_cast<float>(index[axis]));
    index.erase(index.begin() + static_cast<std::ptrdiff_t>(axis));
    distances.weights.push_back({row, place_of(index, indices.shape())});
  });
  View const differs = is_other_place(context, indices, distances, depth);
  auto const on = static_cast<float>(values[1]);
  std::size_t const rows = entries_of(wide);
  return {add_affine(
      context, differs, Numbers(rows, static_cast<float>(values[0]) - on), Numbers(rows, on))};
}

} // namespace

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
  View const differs = is_other_place(context, indices, from_front, size);
  std::size_t const rows = entries_of(wide);
  View const is_it = add_affine(context, differs, Numbers(rows, -1.0F), Numbers(rows, 1.0F));
  View const product =
      multiply_views(context, is_it, mapped(network, context.name(), from, candidates));
  View result =
      mapped(network, context.name(), product, sums_of(grouped(wide, {wide.size() - 1}), 1.0F));
  result.entries = reshape(std::move(result.entries), indices.shape(), true);
  return result;
}

std::vector<OperatorRow> computed_place_operators() {
  return {{"OneHot", one_hot, true}};
}

} // namespace equivarify::codegen
