/// \file
/// A function of which nothing is known but what it answers.
#ifndef EQUIVARIFY_ALGEBRA_PROBE_BLACK_BOX_HPP
#define EQUIVARIFY_ALGEBRA_PROBE_BLACK_BOX_HPP

#include "equivarify/algebra/probe/array_action.hpp"
#include "equivarify/algebra/probe/tolerance.hpp"

#include <functional>
#include <type_traits>
#include <utility>
#include <vector>

namespace equivarify::algebra::probe {

/// The outputs for any number of inputs, in order.
using BlackBox = std::function<std::vector<Array>(std::vector<Array> const&)>;

/// A function from one array to one array or one number: it takes what a `std::vector<float>` or,
/// failing that, a `std::vector<double>` converts to, such as a std::span.
template <typename Function>
concept ArrayFunction = std::is_invocable_v < Function&,
        std::vector<float>
const& > || std::is_invocable_v<Function&, std::vector<double> const&>;

/// The type of the numbers that \p Function takes.
template <ArrayFunction Function>
using NumberOf =
    std::conditional_t<std::is_invocable_v<Function&, std::vector<float> const&>, float, double>;

/// The precision that belongs to the numbers of \p Function.
template <ArrayFunction Function>
inline constexpr Precision precision_of =
    std::is_same_v<NumberOf<Function>, float> ? Precision::single_precision
                                              : Precision::double_precision;

/// What a function returned, as an array.
template <typename Value>
[[nodiscard]] Array to_array(Value const& value) {
  if constexpr (std::is_arithmetic_v<Value>) {
    return {static_cast<double>(value)};
  } else {
    Array result;
    for (auto const& entry : value) {
      result.push_back(static_cast<double>(entry));
    }
    return result;
  }
}

/// \p input as numbers of another type.
template <typename Number>
[[nodiscard]] std::vector<Number> to_numbers(Array const& input) {
  std::vector<Number> numbers;
  numbers.reserve(input.size());
  for (double const entry : input) {
    numbers.push_back(static_cast<Number>(entry));
  }
  return numbers;
}

/// \p function as a BlackBox that calls it once an input.
template <ArrayFunction Function>
[[nodiscard]] BlackBox make_black_box(Function function) {
  return [function = std::move(function)](std::vector<Array> const& inputs) mutable {
    std::vector<Array> outputs;
    outputs.reserve(inputs.size());
    for (Array const& input : inputs) {
      std::vector<NumberOf<Function>> const numbers = to_numbers<NumberOf<Function>>(input);
      outputs.push_back(to_array(function(numbers)));
    }
    return outputs;
  };
}

} // namespace equivarify::algebra::probe

#endif
