#include <algorithm>

#include "lift/random/graph_grower.hpp"

namespace equivarify::testing {
namespace {

/// Continuous functions, so that rounding moves no result far.
bool grow_function(GraphGrower& grower) {
  struct Function {
    char const* type;
    NodeAttributes attributes;
  };

  static std::vector<Function> const functions{{"Relu", {}},
                                               {"Relu", {}},
                                               {"Sigmoid", {}},
                                               {"Tanh", {}},
                                               {"Erf", {}},
                                               {"Gelu", {}},
                                               {"Abs", {}},
                                               {"HardSwish", {}},
                                               {"Softplus", {}},
                                               {"Softsign", {}},
                                               {"Mish", {}},
                                               {"Sin", {}},
                                               {"Cos", {}},
                                               {"Atan", {}},
                                               {"Asinh", {}},
                                               {"Neg", {}},
                                               {"Identity", {}},
                                               {"Dropout", {}},
                                               {"Elu", {}},
                                               {"Elu", {{"alpha", 0.7F}}},
                                               {"Celu", {{"alpha", 0.6F}}},
                                               {"Selu", {}},
                                               {"LeakyRelu", {}},
                                               {"LeakyRelu", {{"alpha", 0.2F}}},
                                               {"HardSigmoid", {}},
                                               {"HardSigmoid", {{"alpha", 0.3F}, {"beta", 0.4F}}}};
  GrownValue const value = grower.pick();
  Function const& function = grower.one_of(functions);
  return grower.grow(function.type, {value.name}, function.attributes, value.shape);
}

bool grow_clip(GraphGrower& grower) {
  GrownValue const value = grower.pick();
  std::vector<std::string> inputs{value.name, grower.scalar(-0.5F)};
  if (grower.once_in(2)) {
    inputs.push_back(grower.scalar(0.75F));
  }
  return grower.grow("Clip", inputs, {}, value.shape);
}

bool grow_leak(GraphGrower& grower) {
  GrownValue const value = grower.pick();
  std::vector<Extents> slopes{{}, {1}};
  if (value.rank() >= 3) {
    Extents channels(value.rank() - 1, 1);
    channels[0] = value.extent(1);
    slopes.push_back(channels);
  }
  return grower.grow(
      "PRelu", {value.name, grower.weights(grower.one_of(slopes), 0.0F)}, {}, value.shape);
}

/// The exponential of what is bounded.
bool grow_exponential(GraphGrower& grower) {
  GrownValue const value = grower.pick();
  GrownValue const bounded = grower.add("Tanh", {value.name}, {}, value.shape);
  return grower.grow("Exp", {bounded.name}, {}, value.shape);
}

bool grow_power(GraphGrower& grower) {
  GrownValue const value = grower.pick();
  GrownValue const bounded = grower.add("Tanh", {value.name}, {}, value.shape);
  float const power = static_cast<float>(grower.number(1, 3));
  return grower.grow("Pow", {bounded.name, grower.scalar(power)}, {}, value.shape);
}

/// A shape that is stretched to \p shape: some of its last extents, some of them 1.
Extents smaller_shape(GraphGrower& grower, Extents shape) {
  shape.erase(shape.begin(), shape.begin() + grower.number(0, static_cast<int>(shape.size())));
  for (std::int64_t& extent : shape) {
    extent = grower.once_in(2) ? 1 : extent;
  }
  return shape;
}

bool grow_with_constant(GraphGrower& grower) {
  GrownValue const value = grower.pick();
  std::string const type = grower.one_of<std::string>({"Add", "Sub", "Mul", "Div", "Max", "Min"});
  Extents const shape = grower.once_in(2) ? value.shape : smaller_shape(grower, value.shape);
  std::string const constant = grower.weights(shape, type == "Div" ? 0.5F : -1.0F);
  std::vector<std::string> inputs{value.name, constant};
  if (type != "Div" && grower.once_in(2)) {
    std::swap(inputs[0], inputs[1]);
  }
  return grower.grow(type, inputs, {}, value.shape);
}

/// The shape of what is computed from each entry of \p a and \p b, where they fit.
std::optional<Extents> stretched_shape(Extents const& a, Extents const& b) {
  Extents result(std::max(a.size(), b.size()), 1);
  for (Extents const* const shape : {&a, &b}) {
    std::size_t const more = result.size() - shape->size();
    for (std::size_t axis = 0; axis < shape->size(); ++axis) {
      std::int64_t& extent = result[more + axis];
      if (extent != 1 && (*shape)[axis] != 1 && extent != (*shape)[axis]) {
        return std::nullopt;
      }
      extent = std::max(extent, (*shape)[axis]);
    }
  }
  return result;
}

bool grow_of_two(GraphGrower& grower) {
  GrownValue const value = grower.pick();
  auto other = grower.another(value.shape, value.name);
  if (!other || grower.once_in(3)) {
    other = grower.one_of(grower.values());
  }
  auto const shape = stretched_shape(value.shape, other->shape);
  if (!shape || entries(*shape) > GraphGrower::most_entries) {
    return false;
  }
  std::string const type = grower.one_of<std::string>({"Add", "Add", "Sub", "Mul", "Max", "Min"});
  return grower.grow(type, {value.name, other->name}, {}, *shape);
}

/// A sum or mean of several, of which some may be one value.
bool grow_of_several(GraphGrower& grower) {
  GrownValue const value = grower.pick();
  std::vector<std::string> inputs{value.name};
  for (std::int64_t more = grower.number(0, 2); more > 0; --more) {
    inputs.push_back(grower.another(value.shape, "").value_or(value).name);
  }
  if (grower.once_in(3)) {
    inputs.push_back(grower.weights(value.shape));
  }
  return grower.grow(
      grower.one_of<std::string>({"Sum", "Mean", "Max", "Min"}), inputs, {}, value.shape);
}

/// A gate: a value times a function of itself.
bool grow_gate(GraphGrower& grower) {
  GrownValue const value = grower.pick();
  GrownValue const gate = grower.add("Sigmoid", {value.name}, {}, value.shape);
  bool const divides = grower.once_in(3);
  return grower.grow(divides ? "Div" : "Mul", {value.name, gate.name}, {}, value.shape);
}

} // namespace

std::vector<NodeMaker> function_makers() {
  return {grow_function,
          grow_function,
          grow_function,
          grow_clip,
          grow_leak,
          grow_exponential,
          grow_power,
          grow_with_constant,
          grow_with_constant,
          grow_of_two,
          grow_of_two,
          grow_of_several,
          grow_gate};
}

} // namespace equivarify::testing
