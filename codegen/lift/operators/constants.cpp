#include "equivarify/codegen/lift/operators/operator.hpp"

#include <fmt/format.h>

#include <cmath>
#include <utility>

namespace equivarify::codegen {
namespace {

using Values = std::vector<FileValue>;

Values constant(NodeContext const& context) {
  OnnxNode const& node = context.node();
  std::string const& name = node.outputs.front();
  for (auto const& [key, tensor] : node.tensors) {
    if (key == "value") {
      return {OnnxTensor{name, tensor.shape, tensor.values}};
    }
  }
  for (auto const& [key, attribute] : node.attributes) {
    if (auto const* const number = std::get_if<float>(&attribute)) {
      return {OnnxTensor{name, {}, std::vector<float>{*number}}};
    }
    if (auto const* const integer = std::get_if<std::int64_t>(&attribute)) {
      return {OnnxTensor{name, {}, std::vector<std::int64_t>{*integer}}};
    }
    if (auto const* const numbers = std::get_if<std::vector<float>>(&attribute)) {
      return {OnnxTensor{name, {static_cast<std::int64_t>(numbers->size())}, *numbers}};
    }
    if (auto const* const integers = std::get_if<std::vector<std::int64_t>>(&attribute)) {
      return {tensor_of(*integers)};
    }
  }
  throw LiftError("a constant of texts, or a sparse one", "a constant of numbers");
}

Values shape(NodeContext const& context) {
  Extents const extents = std::visit(
      [](auto const& value) {
        if constexpr (std::is_same_v<std::decay_t<decltype(value)>, View>) {
          return value.shape();
        } else {
          return value.shape;
        }
      },
      context.value(0));
  OnnxTensor const all = tensor_of(extents);
  return {slice(all,
                {.begin = context.integer("start", 0),
                 .end = context.integer("end", static_cast<std::int64_t>(extents.size()))})};
}

Values constant_of_shape(NodeContext const& context) {
  Extents const extents = integers_of(context.constant(0));
  OnnxTensor value{{}, {1}, std::vector<float>{0.0F}};
  for (auto const& [key, tensor] : context.node().tensors) {
    value = tensor;
  }
  return {broadcast(reshape(value, {}, true), extents)};
}

/// TensorProto.DataType.
bool is_float(std::int64_t type) {
  return type == 1 || type == 10 || type == 11 || type == 16;
}

/// The numbers of \p type that are read: what lies beyond them would wrap around in some engines.
std::pair<double, double> range_of(OnnxType type) {
  constexpr double most = 9007199254740992; // 2^53
  switch (type) {
  case OnnxType::uint8:
    return {0, 255};
  case OnnxType::int8:
    return {-128, 127};
  case OnnxType::uint16:
    return {0, 65535};
  case OnnxType::int16:
    return {-32768, 32767};
  case OnnxType::int32:
    return {-2147483648.0, 2147483647.0};
  case OnnxType::uint32:
    return {0, 4294967295.0};
  case OnnxType::uint64:
    return {0, most};
  case OnnxType::float32:
  case OnnxType::int64:
  case OnnxType::boolean:
  case OnnxType::float16:
  case OnnxType::float64:
  case OnnxType::bfloat16:
    return {-most, most};
  }
  throw LiftError("a cast to no type", "a type of ONNX");
}

/// Truth values are the size of the sign; a fraction is cut off.
View without_fraction(NodeContext const& context) {
  auto const type = static_cast<OnnxType>(context.integer("to", 0));
  View const& view = context.view(0);
  View const sign = context.on_each_entry(view, operation_of("sign"));
  if (type == OnnxType::boolean) {
    return context.on_each_entry(sign, operation_of("abs"));
  }
  if (type != OnnxType::int32 && type != OnnxType::int64) {
    throw LiftError("a value rounded to whole numbers of few bits",
                    "numbers with a point, int32, int64 or truth values");
  }
  View const size = context.on_each_entry(view, operation_of("abs"));
  return multiply_views(context, sign, context.on_each_entry(size, operation_of("floor")));
}

Values cast(NodeContext const& context) {
  bool const to_float = is_float(context.integer("to", 0));
  if (!context.is_constant(0)) {
    return {to_float ? context.view(0) : without_fraction(context)};
  }
  OnnxTensor tensor = context.constant(0);
  std::vector<double> const numbers = numbers_of(tensor);
  if (to_float) {
    tensor.values = std::vector<float>(numbers.begin(), numbers.end());
    return {std::move(tensor)};
  }
  auto const [lowest, highest] = range_of(static_cast<OnnxType>(context.integer("to", 0)));
  bool const to_truth = static_cast<OnnxType>(context.integer("to", 0)) == OnnxType::boolean;
  std::vector<std::int64_t> integers;
  for (double const number : numbers) {
    double const whole = to_truth ? static_cast<double>(number != 0) : std::trunc(number);
    if (!(whole >= lowest && whole <= highest)) {
      throw LiftError(fmt::format("{} as a whole number", number),
                      fmt::format("one from {} to {}", lowest, highest));
    }
    integers.push_back(static_cast<std::int64_t>(whole));
  }
  tensor.values = std::move(integers);
  return {std::move(tensor)};
}

/// To numbers with a point, as those of a constant.
Values cast_like(NodeContext const& context) {
  if (!std::holds_alternative<std::vector<float>>(context.constant(1).values)) {
    throw LiftError("a cast to a type of whole numbers", "numbers with a point");
  }
  if (!context.is_constant(0)) {
    return {context.view(0)};
  }
  OnnxTensor tensor = context.constant(0);
  std::vector<double> const numbers = numbers_of(tensor);
  tensor.values = std::vector<float>(numbers.begin(), numbers.end());
  return {std::move(tensor)};
}

} // namespace

bool casts_to_numbers_with_point(OnnxNode const& node) {
  return std::any_of(node.attributes.begin(), node.attributes.end(), [](auto const& attribute) {
    auto const* const type = std::get_if<std::int64_t>(&attribute.second);
    return attribute.first == "to" && type != nullptr && is_float(*type);
  });
}

std::vector<OperatorRow> constant_operators() {
  return {{"Cast", cast},
          {"CastLike", cast_like, true},
          {"Constant", constant},
          {"ConstantOfShape", constant_of_shape},
          {"Shape", shape}};
}

} // namespace equivarify::codegen
