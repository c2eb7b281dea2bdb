#include "equivarify/codegen/lift/linear_map.hpp"
#include "equivarify/codegen/lift/operators/operator.hpp"
#include "equivarify/codegen/lift/operators/wrapped.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

namespace equivarify::codegen {
namespace {

using Values = std::vector<FileValue>;

/// Parts of one value in another order, each entry at most once, or planes with their other side
/// around them: they need no layer.
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
  bool const needs_none = is_injective || wrapped_around(context.network(), view);
  return needs_none ? std::optional{std::move(view)} : std::nullopt;
}

/// \p views as vectors, where their planes differ.
void make_alike(NetworkBuilder& network, std::vector<View>& views) {
  bool const are_alike = std::all_of(views.begin(), views.end(), [&](View const& view) {
    Shape const& shape = network.shape(view.value);
    std::size_t const first = views.front().value;
    return network.is_vector(view.value) == network.is_vector(first) &&
           shape == network.shape(first).with_channels(shape.channels);
  });
  for (View& view : views) {
    view.value = are_alike ? view.value : network.vector(view.value);
  }
}

/// Values one after another: the layer puts them along the channels, and the places say where the
/// entries of the file's array are then.
Values concat(NodeContext const& context) {
  std::int64_t const axis = context.integer("axis", 1);
  if (context.size() == 0) {
    throw LiftError("no inputs", "at least one");
  }
  std::vector<OnnxTensor> tensors;
  if (context.all_constant()) {
    for (std::size_t i = 0; i < context.size(); ++i) {
      tensors.push_back(context.constant(i));
    }
    return {concatenate(tensors, axis)};
  }
  if (context.size() == 1) {
    return {context.value(0)};
  }
  if (auto view = parts_of_one(context, axis)) {
    return {*std::move(view)};
  }
  std::vector<View> views;
  for (std::size_t i = 0; i < context.size(); ++i) {
    views.push_back(input_as_view(context, i, first_view(context)));
  }
  make_alike(context.network(), views);
  std::vector<std::size_t> reads;
  std::int64_t entries = 0;
  for (View& view : views) {
    for (std::int64_t& place : std::get<std::vector<std::int64_t>>(view.entries.values)) {
      place += entries;
    }
    tensors.push_back(std::move(view.entries));
    reads.push_back(view.value);
    entries += static_cast<std::int64_t>(context.network().shape(view.value).size());
  }
  std::size_t const value =
      context.network().add(context.name(), operation_of("concatenate"), std::move(reads));
  return {View{value, concatenate(tensors, axis)}};
}

/// The sum of all inputs, the constants of them after the values, times \p factor.
View sum_times(NodeContext const& context, float factor) {
  std::vector<View> views;
  OnnxTensor constants{{}, {}, std::vector<float>{0.0F}};
  for (std::size_t i = 0; i < context.size(); ++i) {
    if (context.is_constant(i)) {
      constants = combine(constants, context.constant(i), std::plus<>{});
    } else {
      views.push_back(context.view(i));
    }
  }
  View total = add_views(context, std::move(views));
  Extents const shape = broadcast_shape(total.shape(), constants.shape);
  total.entries = broadcast(total.entries, shape);
  std::vector<float> summands;
  for (double const number : numbers_of(broadcast(constants, shape))) {
    summands.push_back(factor * static_cast<float>(number));
  }
  return add_affine(context, total, std::vector<float>(summands.size(), factor), summands);
}

Values sum(NodeContext const& context) {
  return {sum_times(context, 1.0F)};
}

Values mean(NodeContext const& context) {
  return {sum_times(context, 1.0F / static_cast<float>(context.size()))};
}

} // namespace

std::vector<OperatorRow> joining_operators() {
  return {{"Concat", concat, true}, {"Mean", mean}, {"Sum", sum}};
}

View const& first_view(NodeContext const& context) {
  for (std::size_t i = 0; i < context.size(); ++i) {
    if (!context.is_constant(i)) {
      return context.view(i);
    }
  }
  throw LiftError("constants alone", "a value that depends on the input of the network");
}

View input_as_view(NodeContext const& context, std::size_t input, View const& reads) {
  return context.is_constant(input)
             ? as_value(context.network(), context.name(), context.constant(input), reads)
             : context.view(input);
}

View add_views(NodeContext const& context, std::vector<View> views) {
  NetworkBuilder& network = context.network();
  Extents shape;
  for (View const& view : views) {
    shape = broadcast_shape(shape, view.shape());
  }
  for (View& view : views) {
    view.entries = broadcast(view.entries, shape);
  }
  if (views.size() == 1) {
    return views.front();
  }
  bool const are_alike = std::all_of(views.begin(), views.end(), [&](View const& view) {
    return view.places() == views.front().places() &&
           network.shape(view.value) == network.shape(views.front().value) &&
           network.is_vector(view.value) == network.is_vector(views.front().value);
  });
  std::vector<std::size_t> reads;
  for (View& view : views) {
    view = are_alike ? view : in_order(network, context.name(), view);
    reads.push_back(view.value);
  }
  return {network.add(context.name(), operation_of("add"), std::move(reads)),
          views.front().entries};
}

} // namespace equivarify::codegen
