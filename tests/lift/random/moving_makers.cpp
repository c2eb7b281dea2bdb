#include <algorithm>
#include <numeric>

#include "lift/random/graph_grower.hpp"

namespace equivarify::testing {
namespace {

/// Values, of which some may be one, and at times a constant, joined along an axis.
bool grow_joined(GraphGrower& grower) {
  GrownValue const value = grower.pick();
  if (value.rank() < 2) {
    return false;
  }
  std::size_t const axis = grower.axis_of(value);
  std::vector<GrownValue> fitting;
  for (GrownValue const& other : grower.values()) {
    Extents shape = other.shape;
    if (shape.size() == value.rank()) {
      shape[axis] = value.extent(axis);
      if (shape == value.shape) {
        fitting.push_back(other);
      }
    }
  }
  std::vector<std::string> inputs;
  Extents shape = value.shape;
  shape[axis] = 0;
  for (std::int64_t parts = grower.number(1, 3); parts > 0; --parts) {
    GrownValue const part = parts == 1 ? value : grower.one_of(fitting);
    shape[axis] += part.extent(axis);
    inputs.push_back(part.name);
  }
  if (grower.once_in(8)) {
    inputs.insert(inputs.begin(), grower.weights(value.shape));
    shape[axis] += value.extent(axis);
  }
  return entries(shape) <= GraphGrower::most_entries &&
         grower.grow("Concat", inputs, {{"axis", grower.either_way(axis, value.rank())}}, shape);
}

bool grow_parts(GraphGrower& grower) {
  GrownValue const value = grower.pick();
  if (value.rank() < 2) {
    return false;
  }
  std::size_t const axis = grower.axis_of(value);
  if (value.extent(axis) < 2) {
    return false;
  }
  std::int64_t const first = grower.number(1, value.extent(axis) - 1);
  Extents shape = value.shape;
  shape[axis] = first;
  std::string const sizes = grower.integers({first, value.extent(axis) - first});
  grower.grow(
      "Split", {value.name, sizes}, {{"axis", grower.either_way(axis, value.rank())}}, shape);
  codegen::OnnxNode& node = grower.model().nodes.back();
  node.outputs.push_back(node.outputs.front() + "b");
  shape[axis] = value.extent(axis) - first;
  grower.keep({node.outputs.back(), shape});
  return true;
}

/// Forward or backward, with ends that may lie outside.
bool grow_slice(GraphGrower& grower) {
  GrownValue const value = grower.pick();
  if (value.rank() < 2) {
    return false;
  }
  std::size_t const axis = grower.axis_of(value);
  std::int64_t const extent = value.extent(axis);
  std::int64_t const step = grower.one_of<std::int64_t>({1, 1, 1, 2, -1, -2});
  std::int64_t const start = grower.number(0, extent - 1);
  std::int64_t const end =
      step > 0 ? grower.number(start + 1, extent + 2) : grower.number(-1, start - 1);
  Extents shape = value.shape;
  std::int64_t const reached = step > 0 ? std::min(end, extent) - start : start - end;
  shape[axis] = (reached + std::abs(step) - 1) / std::abs(step);
  std::int64_t const said_end = end < 0 ? -extent - 1 : end;
  return grower.grow("Slice",
                     {value.name,
                      grower.integers({grower.once_in(3) ? start - extent : start}),
                      grower.integers({said_end}),
                      grower.integers({grower.either_way(axis, value.rank())}),
                      grower.integers({step})},
                     {},
                     shape);
}

bool grow_transposed(GraphGrower& grower) {
  GrownValue const value = grower.pick();
  if (value.rank() < 3) {
    return false;
  }
  Extents order(value.rank());
  std::iota(order.begin(), order.end(), 0);
  Extents shape{value.extent(0)};
  for (std::size_t axis = value.rank() - 1; axis > 1; --axis) {
    std::swap(order[axis],
              order[static_cast<std::size_t>(grower.number(1, static_cast<int>(axis)))]);
  }
  for (std::size_t axis = 1; axis < order.size(); ++axis) {
    shape.push_back(value.extent(static_cast<std::size_t>(order[axis])));
  }
  return grower.grow("Transpose", {value.name}, {{"perm", order}}, shape);
}

/// To an array of two to four extents after the batch.
bool grow_reshaped(GraphGrower& grower) {
  GrownValue const value = grower.pick();
  std::int64_t rest = entries(value.shape);
  Extents shape{1};
  for (std::int64_t axes = grower.number(1, 3); axes > 0; --axes) {
    Extents divisors;
    for (std::int64_t d = 1; d <= rest; ++d) {
      if (rest % d == 0) {
        divisors.push_back(d);
      }
    }
    shape.push_back(axes == 1 ? rest : grower.one_of(divisors));
    rest /= shape.back();
  }
  Extents said = shape;
  if (grower.once_in(2)) {
    said[static_cast<std::size_t>(grower.number(1, static_cast<int>(said.size()) - 1))] = -1;
  }
  if (value.extent(0) == 1 && grower.once_in(2)) {
    said[0] = 0;
  }
  return grower.grow("Reshape", {value.name, grower.integers(said)}, {}, shape);
}

/// To [batch, rest], the batch being read from the value, as exporters write it.
bool grow_computed_shape(GraphGrower& grower) {
  GrownValue const value = grower.pick();
  GrownValue const shape = grower.add("Shape", {value.name}, {}, {});
  GrownValue const batch = grower.add("Gather", {shape.name, grower.integer(0)}, {}, {});
  GrownValue const list = grower.add("Unsqueeze", {batch.name, grower.integers({0})}, {}, {});
  GrownValue const both =
      grower.add("Concat", {list.name, grower.integers({-1})}, {{"axis", std::int64_t{0}}}, {});
  return grower.grow("Reshape",
                     {value.name, both.name},
                     {},
                     {value.extent(0), entries(value.shape) / value.extent(0)});
}

bool grow_flat(GraphGrower& grower) {
  GrownValue const value = grower.pick();
  auto const axis = static_cast<std::size_t>(
      grower.once_in(4) ? grower.number(0, static_cast<int>(value.rank())) : 1);
  std::int64_t rows = 1;
  for (std::size_t i = 0; i < axis; ++i) {
    rows *= value.extent(i);
  }
  return grower.grow("Flatten",
                     {value.name},
                     {{"axis", static_cast<std::int64_t>(axis)}},
                     {rows, entries(value.shape) / rows});
}

bool grow_stretched_rank(GraphGrower& grower) {
  GrownValue const value = grower.pick();
  if (value.rank() < 2) {
    return false;
  }
  std::size_t const axis = grower.axis_of(value);
  Extents shape = value.shape;
  std::string const axes = grower.integers({static_cast<std::int64_t>(axis)});
  if (value.extent(axis) == 1 && value.rank() > 2) {
    shape.erase(shape.begin() + static_cast<std::ptrdiff_t>(axis));
    return grower.grow("Squeeze", {value.name, axes}, {}, shape);
  }
  shape.insert(shape.begin() + static_cast<std::ptrdiff_t>(axis), 1);
  return shape.size() <= 5 && grower.grow("Unsqueeze", {value.name, axes}, {}, shape);
}

/// Some entries along an axis in any order, of which some may be one; one without the axis.
bool grow_gathered(GraphGrower& grower) {
  GrownValue const value = grower.pick();
  if (value.rank() < 2) {
    return false;
  }
  std::size_t const axis = grower.axis_of(value);
  std::int64_t const extent = value.extent(axis);
  Extents shape = value.shape;
  NodeAttributes const attributes{{"axis", grower.either_way(axis, value.rank())}};
  if (value.rank() > 2 && grower.once_in(3)) {
    shape.erase(shape.begin() + static_cast<std::ptrdiff_t>(axis));
    std::string const index = grower.integer(grower.number(-extent, extent - 1));
    return grower.grow("Gather", {value.name, index}, attributes, shape);
  }
  shape[axis] = grower.number(1, extent + 1);
  Extents indices;
  for (std::int64_t i = 0; i < shape[axis]; ++i) {
    indices.push_back(grower.number(-extent, extent - 1));
  }
  return entries(shape) <= GraphGrower::most_entries &&
         grower.grow("Gather", {value.name, grower.integers(indices)}, attributes, shape);
}

/// Blocks of planes as channels, or back.
bool grow_blocks(GraphGrower& grower) {
  GrownValue const value = grower.pick();
  if (value.rank() != 4 || value.extent(0) != 1) {
    return false;
  }
  NodeAttributes attributes{{"blocksize", std::int64_t{2}}};
  if (value.extent(1) % 4 == 0) {
    if (grower.once_in(2)) {
      attributes.emplace_back("mode", "CRD");
    }
    return grower.grow("DepthToSpace",
                       {value.name},
                       attributes,
                       {1, value.extent(1) / 4, value.extent(2) * 2, value.extent(3) * 2});
  }
  return value.extent(2) % 2 == 0 && value.extent(3) % 2 == 0 &&
         grower.grow("SpaceToDepth",
                     {value.name},
                     attributes,
                     {1, value.extent(1) * 4, value.extent(2) / 2, value.extent(3) / 2});
}

} // namespace

std::vector<NodeMaker> moving_makers() {
  return {grow_joined,
          grow_joined,
          grow_joined,
          grow_parts,
          grow_slice,
          grow_slice,
          grow_transposed,
          grow_transposed,
          grow_reshaped,
          grow_computed_shape,
          grow_flat,
          grow_flat,
          grow_stretched_rank,
          grow_gathered,
          grow_blocks};
}

} // namespace equivarify::testing
