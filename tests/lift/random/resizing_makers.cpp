#include <algorithm>

#include "lift/random/graph_grower.hpp"

namespace equivarify::testing {
namespace {

bool grow_padded(GraphGrower& grower) {
  GrownValue const value = grower.pick();
  if (value.rank() < 3) {
    return false;
  }
  std::string const mode =
      grower.one_of<std::string>({"constant", "constant", "constant", "wrap", "edge", "reflect"});
  Extents pads(2 * value.rank());
  Extents shape = value.shape;
  for (std::size_t axis = grower.once_in(8) ? 1 : 2; axis < value.rank(); ++axis) {
    std::int64_t const most =
        std::min<std::int64_t>(2, mode == "constant" ? 2 : value.extent(axis) - 1);
    for (std::size_t const side : {axis, value.rank() + axis}) {
      pads[side] = grower.number(0, most);
      shape[axis] += pads[side];
    }
  }
  std::vector<std::string> inputs{value.name, grower.integers(pads)};
  if (mode == "constant" && grower.once_in(2)) {
    inputs.push_back(grower.scalar(grower.once_in(2) ? 0.0F : 0.75F));
  }
  return entries(shape) <= GraphGrower::most_entries &&
         grower.grow("Pad", inputs, {{"mode", mode}}, shape);
}

/// By factors or to sizes.
bool grow_resized(GraphGrower& grower) {
  GrownValue const value = grower.pick();
  if (value.rank() < 3 || value.rank() > 4) {
    return false;
  }
  Extents shape = value.shape;
  std::vector<float> factors(2, 1.0F);
  for (std::size_t axis = 2; axis < value.rank(); ++axis) {
    factors.push_back(static_cast<float>(grower.number(1, 3)));
    shape[axis] *= static_cast<std::int64_t>(factors.back());
  }
  if (grower.once_in(4)) {
    factors.clear();
    shape.back() = grower.number(1, 5);
  }
  if (entries(shape) > GraphGrower::most_entries) {
    return false;
  }
  bool const are_areas = grower.once_in(2);
  NodeAttributes const attributes{
      {"mode", grower.once_in(2) ? "nearest" : "linear"},
      {"coordinate_transformation_mode", are_areas ? "half_pixel" : "asymmetric"},
      {"nearest_mode", are_areas ? "round_prefer_floor" : "floor"}};
  std::string const nothing = grower.numbers({0}, {});
  auto const rank = static_cast<std::int64_t>(value.rank());
  std::vector<std::string> const inputs =
      factors.empty() ? std::vector{value.name, nothing, nothing, grower.integers(shape)}
                      : std::vector{value.name, nothing, grower.numbers({rank}, factors)};
  return grower.grow("Resize", inputs, attributes, shape);
}

bool grow_reduced(GraphGrower& grower) {
  GrownValue const value = grower.pick();
  if (value.rank() < 2) {
    return false;
  }
  Extents axes;
  Extents shape{value.extent(0)};
  bool const keeps = grower.once_in(2);
  std::int64_t taken = 1;
  for (std::size_t axis = 1; axis < value.rank(); ++axis) {
    bool const goes = grower.once_in(2);
    if (goes) {
      axes.push_back(static_cast<std::int64_t>(axis));
      taken *= value.extent(axis);
    }
    if (!goes || keeps) {
      shape.push_back(goes ? 1 : value.extent(axis));
    }
  }
  if (axes.empty() || shape.size() < 2) {
    return false;
  }
  std::string type = grower.one_of<std::string>({"ReduceMean",
                                                 "ReduceMean",
                                                 "ReduceSum",
                                                 "ReduceMax",
                                                 "ReduceMin",
                                                 "ReduceL1",
                                                 "ReduceL2",
                                                 "ReduceSumSquare",
                                                 "ReduceLogSumExp",
                                                 "ReduceProd"});
  if (type == "ReduceProd" && taken > 6) {
    type = "ReduceSum";
  }
  return grower.grow(type,
                     {value.name, grower.integers(axes)},
                     {{"keepdims", std::int64_t{keeps ? 1 : 0}}},
                     shape);
}

/// Copies along an axis, or an axis of 1 that is stretched.
bool grow_repeated(GraphGrower& grower) {
  GrownValue const value = grower.pick();
  if (value.rank() < 2) {
    return false;
  }
  std::size_t const axis = grower.axis_of(value);
  Extents shape = value.shape;
  shape[axis] *= 2;
  if (entries(shape) > GraphGrower::most_entries) {
    return false;
  }
  if (value.extent(axis) == 1) {
    return grower.grow("Expand", {value.name, grower.integers(shape)}, {}, shape);
  }
  Extents repeats(value.rank(), 1);
  repeats[axis] = 2;
  return grower.grow("Tile", {value.name, grower.integers(repeats)}, {}, shape);
}

} // namespace

std::vector<NodeMaker> resizing_makers() {
  return {grow_padded,
          grow_padded,
          grow_resized,
          grow_resized,
          grow_reduced,
          grow_reduced,
          grow_repeated};
}

} // namespace equivarify::testing
