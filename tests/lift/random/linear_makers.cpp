#include "lift/random/graph_grower.hpp"

namespace equivarify::testing {
namespace {

bool grow_gemm(GraphGrower& grower) {
  GrownValue const value = grower.pick();
  if (value.rank() != 2) {
    return false;
  }
  std::int64_t const units = grower.number(1, 6);
  bool const is_transposed = grower.once_in(2);
  NodeAttributes attributes;
  if (is_transposed) {
    attributes.emplace_back("transB", std::int64_t{1});
  }
  if (grower.once_in(4)) {
    attributes.emplace_back("alpha", 0.5F);
    attributes.emplace_back("beta", -2.0F);
  }
  std::int64_t const inputs = value.extent(1);
  std::vector<std::string> operands{
      value.name, grower.weights(is_transposed ? Extents{units, inputs} : Extents{inputs, units})};
  if (!grower.once_in(3)) {
    operands.push_back(
        grower.weights(grower.one_of<Extents>({{units}, {units}, {1, units}, {1}, {}})));
  }
  return grower.grow("Gemm", operands, attributes, {value.extent(0), units});
}

/// A matrix on either side.
bool grow_product(GraphGrower& grower) {
  GrownValue const value = grower.pick();
  if (value.rank() < 2) {
    return false;
  }
  Extents shape = value.shape;
  std::int64_t const size = grower.number(1, 5);
  std::size_t const last = value.rank() - 1;
  if (value.rank() >= 3 && grower.once_in(3)) {
    Extents weights(value.rank(), 1);
    weights[last - 1] = size;
    weights[last] = value.extent(last - 1);
    shape[last - 1] = size;
    for (std::size_t axis = 0; axis + 1 < last; ++axis) { // the evaluator's matrices are as many
      weights[axis] = value.extent(axis);
    }
    return entries(shape) <= GraphGrower::most_entries &&
           grower.grow("MatMul", {grower.weights(weights), value.name}, {}, shape);
  }
  shape[last] = size;
  return entries(shape) <= GraphGrower::most_entries &&
         grower.grow("MatMul", {value.name, grower.weights({value.extent(last), size})}, {}, shape);
}

bool grow_batch_norm(GraphGrower& grower) {
  GrownValue const value = grower.pick();
  if (value.rank() < 2) {
    return false;
  }
  Extents const channels{value.extent(1)};
  std::vector<std::string> inputs{value.name};
  for (float const least : {-1.0F, -1.0F, -1.0F, 0.5F}) {
    inputs.push_back(grower.weights(channels, least));
  }
  NodeAttributes attributes;
  if (grower.once_in(2)) {
    attributes.emplace_back("epsilon", 0.001F);
  }
  return grower.grow("BatchNormalization", inputs, attributes, value.shape);
}

bool grow_layer_norm(GraphGrower& grower) {
  GrownValue const value = grower.pick();
  if (value.rank() < 2) {
    return false;
  }
  std::size_t const axis = grower.axis_of(value);
  Extents const part(value.shape.begin() + static_cast<std::ptrdiff_t>(axis), value.shape.end());
  if (entries(part) < 2) {
    return false;
  }
  std::vector<std::string> inputs{value.name, grower.weights(part)};
  if (grower.once_in(2)) {
    inputs.push_back(grower.weights(part));
  }
  return grower.grow("LayerNormalization",
                     inputs,
                     {{"axis", grower.either_way(axis, value.rank())}, {"epsilon", 0.01F}},
                     value.shape);
}

bool grow_softmax(GraphGrower& grower) {
  GrownValue const value = grower.pick();
  return value.rank() >= 2 &&
         grower.grow(grower.once_in(3) ? "LogSoftmax" : "Softmax",
                     {value.name},
                     {{"axis", grower.either_way(grower.axis_of(value), value.rank())}},
                     value.shape);
}

bool grow_running_sum(GraphGrower& grower) {
  GrownValue const value = grower.pick();
  if (value.rank() < 2) {
    return false;
  }
  NodeAttributes attributes;
  for (char const* const name : {"reverse", "exclusive"}) {
    if (grower.once_in(3)) {
      attributes.emplace_back(name, std::int64_t{1});
    }
  }
  std::string const axis = grower.integer(grower.either_way(grower.axis_of(value), value.rank()));
  return grower.grow("CumSum", {value.name, axis}, attributes, value.shape);
}

bool grow_triangle(GraphGrower& grower) {
  GrownValue const value = grower.pick();
  return value.rank() >= 3 && grower.grow("Trilu",
                                          {value.name, grower.integer(grower.number(-1, 1))},
                                          {{"upper", grower.number(0, 1)}},
                                          value.shape);
}

} // namespace

std::vector<NodeMaker> linear_makers() {
  return {grow_gemm,
          grow_gemm,
          grow_gemm,
          grow_product,
          grow_batch_norm,
          grow_batch_norm,
          grow_layer_norm,
          grow_softmax,
          grow_running_sum,
          grow_triangle};
}

} // namespace equivarify::testing
