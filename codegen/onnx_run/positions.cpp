#include "equivarify/codegen/onnx_run/operators.hpp"

#include <algorithm>
#include <cmath>

namespace equivarify::codegen::onnx_run {
namespace {

using Place = std::vector<std::size_t>;

/// For each line along \p axis which of its entries is the largest, the first of equal ones or the
/// last: an array in which that axis is 1.
Array place_of_largest(Array const& in, std::size_t axis, bool is_last) {
  std::size_t stride = 1;
  for (std::size_t i = axis + 1; i < in.shape.size(); ++i) {
    stride *= in.shape.at(i);
  }
  Array out{in.shape, {}};
  out.shape.at(axis) = 1;
  for_each_place(in.shape, [&](Place const& at, std::size_t i) {
    if (at.at(axis) != 0) {
      return;
    }
    std::size_t best = 0;
    for (std::size_t k = 1; k < in.shape.at(axis); ++k) {
      double const found = in.values.at(i + k * stride);
      double const known = in.values.at(i + best * stride);
      best = found > known || (is_last && found == known) ? k : best;
    }
    out.values.push_back(static_cast<double>(best));
  });
  return out;
}

Array negated(Array array) {
  for (double& value : array.values) {
    value = -value;
  }
  return array;
}

Array hardmax(Array const& in, std::size_t axis) {
  Array const largest = place_of_largest(in, axis, false);
  Array out{in.shape, {}};
  for_each_place(in.shape, [&](Place const& at, std::size_t) {
    std::size_t from = 0;
    for (std::size_t k = 0; k < at.size(); ++k) {
      from = from * largest.shape.at(k) + (k == axis ? 0 : at.at(k));
    }
    out.values.push_back(largest.values.at(from) == static_cast<double>(at.at(axis)) ? 1.0 : 0.0);
  });
  return out;
}

/// Products of matrices, which are the last two axes; the others are alike.
Array matrix_products(Array const& a, Array const& b) {
  std::size_t const rank = a.shape.size();
  std::size_t const rows = a.shape.at(rank - 2);
  std::size_t const terms = a.shape.at(rank - 1);
  std::size_t const columns = b.shape.at(rank - 1);
  Array out{a.shape, {}};
  if (b.shape.at(rank - 2) != terms ||
      !std::equal(a.shape.begin(), a.shape.end() - 2, b.shape.begin())) {
    throw UnknownOperator("a MatMul of stacks that are not alike");
  }
  out.shape.at(rank - 1) = columns;
  std::size_t const batch = size_of(a.shape) / (rows * terms);
  for (std::size_t n = 0; n < batch; ++n) {
    for (std::size_t i = 0; i < rows; ++i) {
      for (std::size_t j = 0; j < columns; ++j) {
        double sum = 0;
        for (std::size_t k = 0; k < terms; ++k) {
          sum +=
              a.values.at((n * rows + i) * terms + k) * b.values.at((n * terms + k) * columns + j);
        }
        out.values.push_back(sum);
      }
    }
  }
  return out;
}

} // namespace

std::optional<Array>
run_on_lines(std::string const& type, Attributes const& attributes, std::vector<Array> const& in) {
  if (type == "MatMul" && in.at(0).shape.size() > 2 &&
      in.at(0).shape.size() == in.at(1).shape.size()) {
    return matrix_products(in.at(0), in.at(1));
  }
  if (type != "ArgMax" && type != "ArgMin" && type != "Hardmax") {
    return std::nullopt;
  }
  double const axis = attributes.number("axis", type == "Hardmax" ? -1 : 0);
  double const rank = static_cast<double>(in.at(0).shape.size());
  auto const along = static_cast<std::size_t>(axis < 0 ? axis + rank : axis);
  if (type == "Hardmax") {
    return hardmax(in.at(0), along);
  }
  bool const is_last = attributes.number("select_last_index", 0) != 0;
  Array out = place_of_largest(type == "ArgMax" ? in.at(0) : negated(in.at(0)), along, is_last);
  if (attributes.number("keepdims", 1) == 0) {
    out.shape.erase(out.shape.begin() + static_cast<std::ptrdiff_t>(along));
  }
  return out;
}

} // namespace equivarify::codegen::onnx_run
