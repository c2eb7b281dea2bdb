#include "equivarify/codegen/onnx_run/operators.hpp"

#include <cmath>

namespace equivarify::codegen::onnx_run {
namespace {

using Place = std::vector<std::size_t>;

/// The softmax along \p axis, as operator sets from 13 on have it.
Array softmax(Array const& in, std::size_t axis) {
  Array out = in;
  std::size_t stride = 1;
  for (std::size_t i = axis + 1; i < in.shape.size(); ++i) {
    stride *= in.shape.at(i);
  }
  for_each_place(in.shape, [&](Place const& at, std::size_t i) {
    double const* const line = &in.values.at(i - at.at(axis) * stride);
    double sum = 0; // of the shares, this one being 1
    for (std::size_t k = 0; k < in.shape.at(axis); ++k) {
      sum += std::exp(line[k * stride] - in.values.at(i));
    }
    out.values.at(i) = 1 / sum;
  });
  return out;
}

Array log_softmax(Array const& in, std::size_t axis) {
  Array out = softmax(in, axis);
  for (double& value : out.values) {
    value = std::log(value);
  }
  return out;
}

/// Of logarithms [batch, classes, ...], targets and weights.
Array negative_log_likelihood(std::vector<Array> const& in, Attributes const& attributes) {
  Array const& x = in.at(0);
  Array const& targets = in.at(1);
  Array losses{targets.shape, {}};
  double total = 0;
  double sum = 0;
  for_each_place(targets.shape, [&](Place const& at, std::size_t i) {
    double const target = targets.values.at(i);
    bool const is_ignored = target == attributes.number("ignore_index", -1e9);
    std::size_t const label = is_ignored ? 0 : static_cast<std::size_t>(target);
    double weight = in.size() > 2 ? in.at(2).values.at(label) : 1.0;
    weight = is_ignored ? 0.0 : weight;
    std::size_t from = at.at(0) * x.shape.at(1) + label;
    for (std::size_t axis = 1; axis < at.size(); ++axis) {
      from = from * x.shape.at(axis + 1) + at.at(axis);
    }
    losses.values.push_back(-weight * x.values.at(from));
    total += weight;
    sum += losses.values.back();
  });
  std::string const reduction = attributes.text("reduction");
  if (reduction == "none") {
    return losses;
  }
  return {{}, {reduction == "sum" ? sum : sum / total}};
}

} // namespace

std::optional<Array>
run_shares(std::string const& type, Attributes const& attributes, std::vector<Array> const& in) {
  if (type == "Softmax" || type == "LogSoftmax") {
    double const axis = attributes.number("axis", -1);
    double const rank = static_cast<double>(in.at(0).shape.size());
    auto const along = static_cast<std::size_t>(axis < 0 ? axis + rank : axis);
    return type == "Softmax" ? softmax(in.at(0), along) : log_softmax(in.at(0), along);
  }
  if (type == "NegativeLogLikelihoodLoss") {
    return negative_log_likelihood(in, attributes);
  }
  if (type == "SoftmaxCrossEntropyLoss") {
    std::vector<Array> logarithms = in;
    logarithms.at(0) = log_softmax(in.at(0), 1);
    return negative_log_likelihood(logarithms, attributes);
  }
  return std::nullopt;
}

} // namespace equivarify::codegen::onnx_run
