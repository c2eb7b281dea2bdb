#include "equivarify/codegen/lift/operators/operator.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace equivarify::codegen {
namespace {

using Values = std::vector<FileValue>;

/// Parts of one value in another order, each entry at most once: they need no layer.
std::optional<View> parts_of_one(NodeContext const& context, std::int64_t axis) {
  std::vector<OnnxTensor> tensors;
  for (std::size_t i = 0; i < context.size(); ++i) {
    if (context.is_constant(i) || context.view(i).value != context.view(0).value) {
      return std::nullopt;
    }
    tensors.push_back(context.view(i).entries);
  }
  View view{context.view(0).value, concatenate(tensors, axis)};
  std::vector<std::int64_t> places = view.places();
  std::sort(places.begin(), places.end());
  bool const is_injective = std::adjacent_find(places.begin(), places.end()) == places.end();
  return is_injective ? std::optional{std::move(view)} : std::nullopt;
}

/// Values one after another: the layer puts them along the channels, and the places say where the
/// entries of the file's array are then.
Values concat(NodeContext const& context) {
  std::int64_t const axis = context.integer("axis", 1);
  if (context.size() == 0) {
    throw LiftError("no inputs", "at least one");
  }
  if (!context.is_constant(0)) {
    if (auto view = parts_of_one(context, axis)) {
      return {*std::move(view)};
    }
  }
  std::vector<OnnxTensor> tensors;
  std::vector<std::size_t> reads;
  std::int64_t entries = 0;
  for (std::size_t i = 0; i < context.size(); ++i) {
    if (context.all_constant()) {
      tensors.push_back(context.constant(i));
      continue;
    }
    View const& view = context.view(i);
    std::vector<std::int64_t> places = view.places();
    for (std::int64_t& place : places) {
      place += entries;
    }
    tensors.push_back({{}, view.shape(), std::move(places)});
    reads.push_back(view.value);
    entries += static_cast<std::int64_t>(context.network().shape(view.value).size());
  }
  OnnxTensor joined = concatenate(tensors, axis);
  if (reads.empty()) {
    return {std::move(joined)};
  }
  std::size_t const value =
      context.network().add(context.name(), operation_of("concatenate"), std::move(reads));
  return {View{value, std::move(joined)}};
}

/// The sum of values in one arrangement.
Values sum(NodeContext const& context) {
  View const& first = context.view(0);
  std::vector<std::size_t> reads;
  for (std::size_t i = 0; i < context.size(); ++i) {
    View const& view = context.view(i);
    if (view.shape() != first.shape() || view.places() != first.places() ||
        context.network().shape(view.value) != context.network().shape(first.value)) {
      throw LiftError("a sum of values in different arrangements",
                      "values of one shape and arrangement");
    }
    reads.push_back(view.value);
  }
  if (reads.size() == 1) {
    return {first};
  }
  return {View{context.network().add(context.name(), operation_of("add"), std::move(reads)),
               first.entries}};
}

} // namespace

std::vector<OperatorRow> joining_operators() {
  return {{"Concat", concat}, {"Sum", sum}};
}

} // namespace equivarify::codegen
