#include "equivarify/codegen/lift/linear_map.hpp"
#include "equivarify/codegen/lift/operators/indices.hpp"
#include "equivarify/codegen/lift/operators/moving.hpp"
#include "equivarify/codegen/lift/operators/operator.hpp"
#include "equivarify/codegen/lift/picking.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <utility>

namespace equivarify::codegen {
namespace {

using Values = std::vector<FileValue>;
using Numbers = std::vector<float>;

/// The number \p index along an axis of \p extent, which may count from its end.
std::size_t index_along(std::int64_t index, std::int64_t extent) {
  std::int64_t const from_front = index < 0 ? index + extent : index;
  if (from_front < 0 || from_front >= extent) {
    throw LiftError(fmt::format("index {} of {}", index, extent), "an index of the array");
  }
  return static_cast<std::size_t>(from_front);
}

/// Input 0 as an array of \p shape, each entry of which is the one at the index that \p source
/// gives.
Values entries_at(NodeContext const& context,
                  Extents const& shape,
                  std::function<Index(Index const&)> const& source) {
  Extents const& from = shape_of(context);
  std::vector<std::size_t> sources;
  for_each_index(shape, [&](Index const& index) {
    Index const place = source(index);
    for (std::size_t axis = 0; axis < from.size(); ++axis) {
      if (place[axis] >= at(from, axis)) {
        throw LiftError(fmt::format("entries {} of {}", to_string(shape), to_string(from)),
                        "indices of the array");
      }
    }
    sources.push_back(place_of(place, from));
  });
  return {moved(context, [&](OnnxTensor const& tensor) { return picked(tensor, shape, sources); })};
}

Values expand(NodeContext const& context) {
  Extents const shape = broadcast_shape(shape_of(context), integers_of(context.constant(1)));
  return {moved(context, [&](OnnxTensor const& tensor) { return broadcast(tensor, shape); })};
}

Values tile(NodeContext const& context) {
  Extents const& from = shape_of(context);
  std::vector<std::int64_t> const repeats = integers_of(context.constant(1));
  if (repeats.size() != from.size()) {
    throw LiftError(fmt::format("{} repeats of {}", repeats.size(), to_string(from)),
                    "one for each axis");
  }
  Extents shape = from;
  for (std::size_t axis = 0; axis < from.size(); ++axis) {
    shape[axis] *= repeats[axis];
  }
  return entries_at(context, shape, [&](Index index) {
    for (std::size_t axis = 0; axis < from.size(); ++axis) {
      index[axis] %= at(from, axis);
    }
    return index;
  });
}

Values gather_elements(NodeContext const& context) {
  Extents const& from = shape_of(context);
  if (!context.is_constant(1) && !context.is_constant(0) &&
      context.view(1).shape().size() == from.size()) {
    return {picked_by_values(
        context, context.view(0), axis_of(context.integer("axis", 0), from.size()))};
  }
  OnnxTensor const& indices = context.constant(1);
  std::vector<std::int64_t> const& numbers = integers_of(indices);
  std::size_t const axis = axis_of(context.integer("axis", 0), from.size());
  if (indices.shape.size() != from.size()) {
    throw LiftError(fmt::format("indices {} of {}", to_string(indices.shape), to_string(from)),
                    "as many axes");
  }
  return entries_at(context, indices.shape, [&](Index index) {
    index[axis] = index_along(numbers[place_of(index, indices.shape)], from[axis]);
    return index;
  });
}

/// The last axis of the indices says where along the first axes, after those of the batch.
Values gather_nd(NodeContext const& context) {
  Extents const& from = shape_of(context);
  OnnxTensor const& indices = context.constant(1);
  std::vector<std::int64_t> const& numbers = integers_of(indices);
  auto const batch = static_cast<std::size_t>(context.integer("batch_dims", 0));
  std::size_t const outer = indices.shape.empty() ? 0 : indices.shape.size() - 1;
  auto const depth = indices.shape.empty() ? 0 : static_cast<std::size_t>(indices.shape.back());
  if (indices.shape.empty() || batch > outer || batch + depth > from.size()) {
    throw LiftError(fmt::format("indices {} of {}", to_string(indices.shape), to_string(from)),
                    "indices along the first axes");
  }
  Extents shape(indices.shape.begin(), indices.shape.end() - 1);
  shape.insert(shape.end(), from.begin() + static_cast<std::ptrdiff_t>(batch + depth), from.end());
  return entries_at(context, shape, [&](Index const& index) {
    Index source(index.begin(), index.begin() + static_cast<std::ptrdiff_t>(batch));
    Index row(index.begin(), index.begin() + static_cast<std::ptrdiff_t>(outer));
    row.push_back(0);
    for (std::size_t i = 0; i < depth; ++i) {
      row.back() = i;
      source.push_back(index_along(numbers[place_of(row, indices.shape)], from[batch + i]));
    }
    source.insert(source.end(), index.begin() + static_cast<std::ptrdiff_t>(outer), index.end());
    return source;
  });
}

/// The entries whose condition is true, along an axis or of all.
Values compress(NodeContext const& context) {
  std::vector<double> const condition = numbers_of(context.constant(1));
  std::vector<std::int64_t> kept;
  for (std::size_t i = 0; i < condition.size(); ++i) {
    if (condition[i] != 0.0) {
      kept.push_back(static_cast<std::int64_t>(i));
    }
  }
  auto const all = static_cast<std::int64_t>(entries_of(shape_of(context)));
  bool const has_axis =
      std::any_of(context.node().attributes.begin(),
                  context.node().attributes.end(),
                  [](auto const& attribute) { return attribute.first == "axis"; });
  return {moved(context, [&](OnnxTensor const& tensor) {
    return has_axis ? gather(tensor, tensor_of(kept), context.integer("axis", 0))
                    : gather(reshape(tensor, {all}, true), tensor_of(kept), 0);
  })};
}

/// The block size of a plane's cells that become channels, or the other way round.
std::int64_t block_of(NodeContext const& context) {
  std::int64_t const size = context.integer("blocksize", 0);
  constexpr std::int64_t most = 1 << 12; // its square is a number of channels
  if (shape_of(context).size() != 4 || size < 1 || size > most) {
    throw LiftError(fmt::format("blocks of {} in {}", size, to_string(shape_of(context))),
                    "blocks in [1, channels, rows, columns]");
  }
  return size;
}

Values depth_to_space(NodeContext const& context) {
  std::int64_t const b = block_of(context);
  Extents const s = shape_of(context);
  bool const is_crd = context.text("mode", "DCR") == "CRD";
  std::int64_t const c = s[1] / (b * b);
  return {moved(context, [&](OnnxTensor const& tensor) {
    Extents const split =
        is_crd ? Extents{s[0], c, b, b, s[2], s[3]} : Extents{s[0], b, b, c, s[2], s[3]};
    OnnxTensor const sorted =
        transpose(reshape(tensor, split, true),
                  is_crd ? Extents{0, 1, 4, 2, 5, 3} : Extents{0, 3, 4, 1, 5, 2});
    return reshape(sorted, {s[0], c, s[2] * b, s[3] * b}, true);
  })};
}

Values space_to_depth(NodeContext const& context) {
  std::int64_t const b = block_of(context);
  Extents const s = shape_of(context);
  return {moved(context, [&](OnnxTensor const& tensor) {
    OnnxTensor const sorted = transpose(
        reshape(tensor, {s[0], s[1], s[2] / b, b, s[3] / b, b}, true), {0, 3, 5, 1, 2, 4});
    return reshape(sorted, {s[0], s[1] * b * b, s[2] / b, s[3] / b}, true);
  })};
}

/// Entries at one side of a diagonal, zeros at the other: a factor of 1 or 0 for each.
Values triangle(NodeContext const& context) {
  bool const is_upper = context.integer("upper", 1) != 0;
  std::int64_t const shift = context.has(1) ? integers_of(context.constant(1)).at(0) : 0;
  Extents const& shape = shape_of(context);
  if (shape.size() < 2) {
    throw LiftError(fmt::format("a triangle of {}", to_string(shape)), "a matrix");
  }
  constexpr std::int64_t most_entries = 1 << 24;
  std::int64_t entries = 1;
  for (std::int64_t const extent : shape) {
    if (extent > most_entries / std::max<std::int64_t>(entries, 1)) {
      throw LiftError(to_string(shape), fmt::format("at most {} entries", most_entries));
    }
    entries *= extent;
  }
  OnnxTensor factors{{}, shape, Numbers{}};
  for_each_index(shape, [&](Index const& index) {
    std::int64_t const diagonal = static_cast<std::int64_t>(index.back()) -
                                  static_cast<std::int64_t>(index[index.size() - 2]);
    bool const is_kept = is_upper ? diagonal >= shift : diagonal <= shift;
    std::get<Numbers>(factors.values).push_back(is_kept ? 1.0F : 0.0F);
  });
  if (context.is_constant(0)) {
    return {combine(context.constant(0), factors, std::multiplies<>{})};
  }
  return {add_affine(
      context, context.view(0), std::get<Numbers>(factors.values), Numbers(factors.size(), 0.0F))};
}

/// The sum up to each entry along an axis.
Values sum_up(NodeContext const& context) {
  View const& view = context.view(0);
  std::vector<double> const axes = numbers_of(context.constant(1));
  std::size_t const axis = axis_of(static_cast<std::int64_t>(axes.at(0)), view.shape().size());
  bool const excludes = context.integer("exclusive", 0) != 0;
  bool const reverses = context.integer("reverse", 0) != 0;
  SparseMap map{view.shape(), {}};
  for_each_index(view.shape(), [&](Index const& index) {
    std::size_t const row = place_of(index, view.shape());
    Index source = index;
    for (source[axis] = 0; source[axis] < at(view.shape(), axis); ++source[axis]) {
      std::size_t const first = reverses ? index[axis] : source[axis];
      std::size_t const last = reverses ? source[axis] : index[axis];
      if (first < last || (first == last && !excludes)) {
        map.weights.push_back({row, place_of(source, view.shape())});
      }
    }
  });
  return {mapped(context.network(), context.name(), view, map)};
}

} // namespace

std::vector<OperatorRow> selecting_operators() {
  return {{"Compress", compress, true},
          {"CumSum", sum_up},
          {"DepthToSpace", depth_to_space, true},
          {"Expand", expand, true},
          {"GatherElements", gather_elements, true},
          {"GatherND", gather_nd, true},
          {"SpaceToDepth", space_to_depth, true},
          {"Tile", tile, true},
          {"Trilu", triangle, true}};
}

} // namespace equivarify::codegen
