#include "equivarify/codegen/lift/operators/operator.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

namespace equivarify::codegen {
namespace {

using Values = std::vector<FileValue>;
using Numbers = std::vector<float>;

constexpr double largest_exponent = 64;

/// Whether \p exponents are whole numbers that take few products.
bool are_whole(std::vector<double> const& exponents) {
  return std::all_of(exponents.begin(), exponents.end(), [](double exponent) {
    return exponent >= 0 && exponent <= largest_exponent &&
           exponent == static_cast<double>(static_cast<unsigned>(exponent));
  });
}

/// For each of \p exponents whether its binary digit \p digit is 1.
Numbers digits_of(std::vector<double> const& exponents, unsigned digit) {
  Numbers digits;
  digits.reserve(exponents.size());
  for (double const exponent : exponents) {
    digits.push_back((static_cast<unsigned>(exponent) >> digit) % 2 == 1 ? 1.0F : 0.0F);
  }
  return digits;
}

/// The product of those of x, x^2, x^4, ... that the binary digits of each exponent name.
View whole_powers(NodeContext const& context, View square, std::vector<double> const& exponents) {
  double const largest = *std::max_element(exponents.begin(), exponents.end());
  std::optional<View> product;
  for (unsigned digit = 0; digit == 0 || (1U << digit) <= static_cast<unsigned>(largest); ++digit) {
    if (digit > 0) {
      square = context.on_each_entry(square, operation_of("square"));
    }
    square.is_sole = false; // it is read twice
    Numbers const taken = digits_of(exponents, digit);
    if (digit > 0 && std::find(taken.begin(), taken.end(), 1.0F) == taken.end()) {
      continue;
    }
    Numbers others(taken.size()); // 1 where the power is left out
    std::transform(taken.begin(), taken.end(), others.begin(), [](float x) { return 1 - x; });
    View factor = add_affine(context, square, taken, others);
    product = product ? multiply_views(context, *product, std::move(factor)) : std::move(factor);
  }
  return *std::move(product);
}

/// By a layer for the exponents -1, 1/2, 1, 2 and 4.
View one_power(NodeContext const& context, View view, double exponent) {
  if (exponent == 1.0) {
    return view;
  }
  if (exponent == 2.0 || exponent == 4.0) {
    View const square = context.on_each_entry(view, operation_of("square"));
    return exponent == 2.0 ? square : context.on_each_entry(square, operation_of("square"));
  }
  if (exponent == 0.5 || exponent == -1.0) {
    return context.on_each_entry(view, operation_of(exponent == 0.5 ? "sqrt" : "reciprocal"));
  }
  throw LiftError(fmt::format("the exponent {}", exponent),
                  fmt::format("-1, 0.5, or whole ones up to {}", largest_exponent));
}

Values power(NodeContext const& context) {
  View view = context.view(0);
  Extents const shape = broadcast_shape(view.shape(), context.constant(1).shape);
  view.entries = broadcast(view.entries, shape);
  std::vector<double> const exponents = numbers_of(broadcast(context.constant(1), shape));
  bool const is_one =
      std::adjacent_find(exponents.begin(), exponents.end(), std::not_equal_to<>{}) ==
      exponents.end();
  bool const has_layer = is_one && (exponents.empty() || exponents.front() == 1.0 ||
                                    exponents.front() == 2.0 || exponents.front() == 4.0);
  if (!has_layer && are_whole(exponents)) {
    return {whole_powers(context, std::move(view), exponents)};
  }
  if (!is_one) {
    throw LiftError("exponents that differ by entry",
                    fmt::format("one exponent, or whole ones up to {}", largest_exponent));
  }
  return {one_power(context, std::move(view), exponents.empty() ? 1.0 : exponents.front())};
}

} // namespace

std::vector<OperatorRow> power_operators() {
  return {{"Pow", power}};
}

} // namespace equivarify::codegen
