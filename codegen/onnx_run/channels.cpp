#include "equivarify/codegen/onnx_run/operators.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace equivarify::codegen::onnx_run {
namespace {

/// The numbers of one channel of \p in.
std::size_t plane_of(Array const& in) {
  return in.values.size() / in.shape.at(0) / in.shape.at(1);
}

/// Each number of the second axis in the order of size among those of its place, the largest first
/// unless \p attributes say otherwise. \p count is their number, which must be all.
Array sorted_rows(Array out, Array const& count, Attributes const& attributes) {
  bool const largest_first = attributes.number("largest", 1) != 0;
  double const axis = attributes.number("axis", -1);
  if ((axis < 0 ? axis + static_cast<double>(out.shape.size()) : axis) != 1) {
    throw UnknownOperator("TopK along another axis than the second");
  }
  std::size_t const rows = out.shape.at(1);
  if (count.values.at(0) != static_cast<double>(rows)) {
    throw UnknownOperator("TopK of a part");
  }
  std::size_t const plane = plane_of(out);
  for (std::size_t n = 0; n < out.shape.at(0); ++n) {
    for (std::size_t i = 0; i < plane; ++i) {
      std::vector<double> values;
      for (std::size_t k = 0; k < rows; ++k) {
        values.push_back(out.values.at((n * rows + k) * plane + i));
      }
      std::sort(values.begin(), values.end());
      if (largest_first) {
        std::reverse(values.begin(), values.end());
      }
      for (std::size_t k = 0; k < rows; ++k) {
        out.values.at((n * rows + k) * plane + i) = values.at(k);
      }
    }
  }
  return out;
}

/// Operands: values, scale, bias, mean, variance.
Array normalised(std::vector<Array> const& in, double epsilon) {
  Array out = in.at(0);
  std::size_t const channels = out.shape.at(1);
  std::size_t const plane = plane_of(out);
  for (std::size_t t = 1; t < 5; ++t) {
    if (in.at(t).shape != std::vector<std::size_t>{channels}) {
      throw UnknownOperator("a normalisation of another number of channels");
    }
  }
  for (std::size_t i = 0; i < out.values.size(); ++i) {
    std::size_t const c = i / plane % channels;
    out.values.at(i) = in.at(1).values.at(c) * (out.values.at(i) - in.at(3).values.at(c)) /
                           std::sqrt(in.at(4).values.at(c) + epsilon) +
                       in.at(2).values.at(c);
  }
  return out;
}

/// Operands: values, scale, bias; each part from \p axis on by itself.
Array normalised_parts(std::vector<Array> const& in, std::size_t axis, double epsilon) {
  Array out = in.at(0);
  std::size_t size = 1;
  for (std::size_t i = axis; i < out.shape.size(); ++i) {
    size *= out.shape.at(i);
  }
  for (std::size_t first = 0; first < out.values.size(); first += size) {
    double mean = 0;
    double square = 0;
    for (std::size_t i = first; i < first + size; ++i) {
      mean += out.values.at(i) / static_cast<double>(size);
    }
    for (std::size_t i = first; i < first + size; ++i) {
      square += (out.values.at(i) - mean) * (out.values.at(i) - mean) / static_cast<double>(size);
    }
    for (std::size_t i = first; i < first + size; ++i) {
      out.values.at(i) = (out.values.at(i) - mean) / std::sqrt(square + epsilon);
    }
  }
  out = *run_pointwise("Mul", {}, {out, in.at(1)});
  return in.size() > 2 ? *run_pointwise("Add", {}, {out, in.at(2)}) : out;
}

} // namespace

std::optional<Array> run_on_channels(std::string const& type,
                                     Attributes const& attributes,
                                     std::vector<Array> const& in) {
  if (type == "TopK") {
    return sorted_rows(in.at(0), in.at(1), attributes);
  }
  if (type == "LayerNormalization") {
    double const axis = attributes.number("axis", -1);
    double const rank = static_cast<double>(in.at(0).shape.size());
    auto const first = static_cast<std::size_t>(axis < 0 ? axis + rank : axis);
    return normalised_parts(in, first, attributes.number("epsilon", 1e-5));
  }
  return type == "BatchNormalization"
             ? std::optional{normalised(in, attributes.number("epsilon", 1e-5))}
             : std::nullopt;
}

} // namespace equivarify::codegen::onnx_run
