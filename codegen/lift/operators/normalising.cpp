#include "equivarify/codegen/lift/operators/operator.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>

namespace equivarify::codegen {
namespace {

using Values = std::vector<FileValue>;
using Numbers = std::vector<float>;

/// The entries of a view that share a mean: those behind one place of the axes in front.
std::vector<std::vector<std::int64_t>> parts_of(View const& view, std::size_t axis) {
  std::size_t count = 1;
  for (std::size_t i = 0; i < axis; ++i) {
    count *= static_cast<std::size_t>(view.shape()[i]);
  }
  std::vector<std::int64_t> const& places = view.places();
  std::size_t const size = places.size() / count;
  std::vector<std::vector<std::int64_t>> parts;
  for (auto begin = places.begin(); begin != places.end();
       begin += static_cast<std::ptrdiff_t>(size)) {
    parts.emplace_back(begin, begin + static_cast<std::ptrdiff_t>(size));
  }
  return parts;
}

/// Whether \p part holds each of \p size entries once.
bool is_all(std::vector<std::int64_t> const& part, std::size_t size) {
  return part.size() == size && std::set<std::int64_t>(part.begin(), part.end()).size() == size;
}

/// Whether \p part holds each channel of one place of \p shape once.
bool is_place(std::vector<std::int64_t> const& part, Shape const& shape) {
  auto const plane = static_cast<std::int64_t>(shape.plane());
  return is_all(part, shape.channels) &&
         std::all_of(part.begin(), part.end(), [&](std::int64_t place) {
           return place % plane == part.front() % plane;
         });
}

/// Whether the mean is that of each place, and not of all entries. \throws LiftError if it is
/// neither
bool is_of_places(Shape const& shape, View const& view, std::size_t axis) {
  auto const parts = parts_of(view, axis);
  if (parts.size() == 1 && is_all(parts.front(), shape.size())) {
    return false;
  }
  bool const of_places = parts.size() == shape.plane() &&
                         std::all_of(parts.begin(), parts.end(), [&](auto const& part) {
                           return is_place(part, shape);
                         });
  if (!of_places) {
    throw LiftError(
        fmt::format("{} normalised from axis {} on", to_string(view.shape()), axis),
        "a normalisation over all entries of a value, or over the channels at each place");
  }
  return true;
}

/// The constant input \p input stretched to \p view; \p otherwise where there is none.
Numbers
stretched(NodeContext const& context, std::size_t input, View const& view, float otherwise) {
  if (!context.has(input)) {
    return Numbers(view.entries.size(), otherwise);
  }
  std::vector<double> const numbers = numbers_of(broadcast(context.constant(input), view.shape()));
  return {numbers.begin(), numbers.end()};
}

/// \p all by channel, where a value must stay what it is.
std::vector<Numbers>
of_channels(NetworkBuilder const& network, View const& view, ViewNumbers const& all) {
  std::vector<Numbers> result;
  for (auto const& [numbers, otherwise] : all) {
    auto channels = by_channel(network, view, numbers, otherwise);
    if (!channels) {
      throw LiftError("several factors for one channel", "one for each channel");
    }
    result.push_back(*std::move(channels));
  }
  return result;
}

Values layer_norm(NodeContext const& context) {
  if (context.node().outputs.size() > 1) {
    throw LiftError("a normalisation that gives mean and deviation too", "one output");
  }
  NetworkBuilder& network = context.network();
  View view = context.view(0);
  std::size_t const axis = axis_of(context.integer("axis", -1), view.shape().size());
  std::size_t const last = axis_of(context.integer("last_axis", -1), view.shape().size());
  if (last + 1 != view.shape().size()) {
    throw LiftError(
        fmt::format("{} normalised from axis {} to {}", to_string(view.shape()), axis, last),
        "a normalisation up to the last axis");
  }
  bool const of_places = is_of_places(network.shape(view.value), view, axis);
  ViewNumbers const numbers{{stretched(context, 1, view, 1.0F), 1.0F},
                            {stretched(context, 2, view, 0.0F), 0.0F}};
  std::vector<Numbers> channels =
      of_places ? of_channels(network, view, numbers) : per_channel(network, view, numbers);
  char const* const names[] = {"weight", "bias"};
  std::vector<LiftedTensor> tensors;
  for (std::size_t t = 0; t < 2; ++t) {
    LiftedTensor& tensor = tensors.emplace_back();
    tensor = {names[t], std::move(channels[t]), {}, {}, t == 0 ? "1" : "0"};
    if (context.has(t + 1)) {
      tensor.source = context.constant(t + 1).name;
      tensor.source_shape = context.constant(t + 1).shape;
      tensor.change.clear();
    }
  }
  double const epsilon = as_field(context.number("epsilon", 1e-5F));
  std::size_t const value =
      network.add(context.name(),
                  operation_with("layer_norm", {{"epsilon", epsilon}, {"each_place", of_places}}),
                  {view.value},
                  std::move(tensors));
  return {View{value, view.entries}};
}

} // namespace

std::vector<OperatorRow> normalising_operators() {
  return {{"LayerNormalization", layer_norm}};
}

} // namespace equivarify::codegen
