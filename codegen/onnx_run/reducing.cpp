#include "equivarify/codegen/onnx_run/operators.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <set>

namespace equivarify::codegen::onnx_run {
namespace {

using Place = std::vector<std::size_t>;

/// \p function over the entries along \p axes.
Array reduced(Array const& in,
              Attributes const& attributes,
              std::vector<Array> const& all,
              std::function<double(std::vector<double> const&)> const& function) {
  std::vector<std::int64_t> axes = attributes.list("axes", {});
  for (std::size_t i = 0; all.size() > 1 && i < all.at(1).values.size(); ++i) {
    axes.push_back(static_cast<std::int64_t>(all.at(1).values.at(i)));
  }
  if (axes.empty() && attributes.number("noop_with_empty_axes", 0) != 0) {
    throw UnknownOperator("a reduction along no axis");
  }
  std::set<std::size_t> gone;
  for (std::size_t axis = 0; axis < in.shape.size(); ++axis) {
    auto const negative =
        static_cast<std::int64_t>(axis) - static_cast<std::int64_t>(in.shape.size());
    bool const named = std::count(axes.begin(), axes.end(), static_cast<std::int64_t>(axis)) != 0 ||
                       std::count(axes.begin(), axes.end(), negative) != 0;
    if (axes.empty() || named) {
      gone.insert(axis);
    }
  }
  Place shape = in.shape;
  for (std::size_t const axis : gone) {
    shape.at(axis) = 1;
  }
  std::vector<std::vector<double>> groups(size_of(shape));
  for_each_place(in.shape, [&](Place at, std::size_t i) {
    for (std::size_t const axis : gone) {
      at.at(axis) = 0;
    }
    groups.at(place_in(shape, at)).push_back(in.values.at(i));
  });
  Array out{{}, {}};
  for (std::size_t axis = 0; axis < shape.size(); ++axis) {
    if (!gone.contains(axis) || attributes.number("keepdims", 1) != 0) {
      out.shape.push_back(shape.at(axis));
    }
  }
  for (auto const& group : groups) {
    out.values.push_back(function(group));
  }
  return out;
}

double total(std::vector<double> const& numbers) {
  return std::accumulate(numbers.begin(), numbers.end(), 0.0);
}

double total_of_squares(std::vector<double> const& numbers) {
  return std::inner_product(numbers.begin(), numbers.end(), numbers.begin(), 0.0);
}

std::map<std::string, double (*)(std::vector<double> const&)> const reductions{
    {"ReduceSum", total},
    {"ReduceMean",
     [](std::vector<double> const& x) { return total(x) / static_cast<double>(x.size()); }},
    {"ReduceL1",
     [](std::vector<double> const& x) {
       return std::accumulate(
           x.begin(), x.end(), 0.0, [](double sum, double y) { return sum + std::abs(y); });
     }},
    {"ReduceL2", [](std::vector<double> const& x) { return std::sqrt(total_of_squares(x)); }},
    {"ReduceSumSquare", total_of_squares},
    {"ReduceLogSum", [](std::vector<double> const& x) { return std::log(total(x)); }},
    {"ReduceLogSumExp",
     [](std::vector<double> const& x) {
       return std::log(std::accumulate(
           x.begin(), x.end(), 0.0, [](double sum, double y) { return sum + std::exp(y); }));
     }},
    {"ReduceProd",
     [](std::vector<double> const& x) {
       return std::accumulate(x.begin(), x.end(), 1.0, std::multiplies<>{});
     }},
    {"ReduceMax",
     [](std::vector<double> const& x) { return *std::max_element(x.begin(), x.end()); }},
    {"ReduceMin",
     [](std::vector<double> const& x) { return *std::min_element(x.begin(), x.end()); }}};

} // namespace

std::optional<Array>
run_reducing(std::string const& type, Attributes const& at, std::vector<Array> const& in) {
  auto const found = reductions.find(type);
  return found == reductions.end() ? std::nullopt
                                   : std::optional{reduced(in.at(0), at, in, found->second)};
}

} // namespace equivarify::codegen::onnx_run
