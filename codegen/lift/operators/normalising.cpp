#include "equivarify/codegen/lift/linear_map.hpp"
#include "equivarify/codegen/lift/operators/operator.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <utility>

namespace equivarify::codegen {
namespace {

using Values = std::vector<FileValue>;
using Numbers = std::vector<float>;

constexpr std::size_t most_parts = 64; // each is a layer

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

/// Which entries share a mean.
enum class Shared { all, each_place, parts };

/// Of \p view, normalised from \p axis on.
Shared shared_by(Shape const& shape, View const& view, std::size_t axis) {
  auto const parts = parts_of(view, axis);
  if (parts.size() == 1 && is_all(parts.front(), shape.size())) {
    return Shared::all;
  }
  bool const of_places = parts.size() == shape.plane() &&
                         std::all_of(parts.begin(), parts.end(), [&](auto const& part) {
                           return is_place(part, shape);
                         });
  return of_places ? Shared::each_place : Shared::parts;
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

/// The layer on \p value, with factors and summands by channel.
std::size_t add_norm(NodeContext const& context,
                     std::size_t value,
                     std::vector<Numbers> channels,
                     bool each_place) {
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
  return context.network().add(
      context.name(),
      operation_with("layer_norm", {{"epsilon", epsilon}, {"each_place", each_place}}),
      {value},
      std::move(tensors));
}

/// Each of \p groups as a vector by itself.
View norm_of_parts(NodeContext const& context,
                   View const& view,
                   EntryGroups const& groups,
                   ViewNumbers const& numbers) {
  NetworkBuilder& network = context.network();
  if (groups.members.size() > most_parts) {
    throw LiftError(
        fmt::format("{} normalised in {} parts", to_string(view.shape()), groups.members.size()),
        fmt::format("all entries of a value, the channels at each place, or at most {} "
                    "parts",
                    most_parts));
  }
  std::vector<View> parts;
  for (auto const& members : groups.members) {
    SparseMap map{{static_cast<std::int64_t>(members.size())}, {}};
    std::vector<Numbers> channels(2);
    for (std::size_t const member : members) {
      map.weights.push_back({map.weights.size(), member});
      channels[0].push_back(numbers[0].first[member]);
      channels[1].push_back(numbers[1].first[member]);
    }
    View part = mapped(network, context.name(), view, map);
    part.value = add_norm(context, part.value, std::move(channels), false);
    parts.push_back(std::move(part));
  }
  View all = in_one_value(network, context.name(), parts);
  all.entries = reshape(std::move(all.entries), view.shape(), true);
  return all;
}

/// The mean of each of \p groups, and 1 / sqrt(variance + epsilon).
std::pair<View, View>
statistics_of(NodeContext const& context, View const& view, EntryGroups const& groups) {
  NetworkBuilder& network = context.network();
  float const share = 1.0F / static_cast<float>(groups.members.at(0).size());
  std::size_t const count = groups.members.size();
  View const mean = mapped(network, context.name(), view, sums_of(groups, share));
  View const negated = add_affine(context, mean, Numbers(count, -1.0F), Numbers(count, 0.0F));
  View const squares =
      context.on_each_entry(add_views(context, {view, negated}), operation_of("square"));
  View const variance = mapped(network, context.name(), squares, sums_of(groups, share));
  View const moved = add_affine(
      context, variance, Numbers(count, 1.0F), Numbers(count, context.number("epsilon", 1e-5F)));
  View const deviation = context.on_each_entry(moved, operation_of("sqrt"));
  return {mean, context.on_each_entry(deviation, operation_of("reciprocal"))};
}

/// The axes from which on to which \p view is normalised, to the last one.
std::set<std::size_t> normalised_axes(NodeContext const& context, View const& view) {
  std::size_t const rank = view.shape().size();
  std::size_t const axis = axis_of(context.integer("axis", -1), rank);
  std::size_t const last = axis_of(context.integer("last_axis", -1), rank);
  if (last + 1 != rank) {
    throw LiftError(
        fmt::format("{} normalised from axis {} to {}", to_string(view.shape()), axis, last),
        "a normalisation up to the last axis");
  }
  std::set<std::size_t> axes;
  for (std::size_t i = axis; i < rank; ++i) {
    axes.insert(i);
  }
  return axes;
}

Values layer_norm(NodeContext const& context) {
  NetworkBuilder& network = context.network();
  View view = context.view(0);
  std::set<std::size_t> const axes = normalised_axes(context, view);
  EntryGroups const groups = grouped(view.shape(), axes);
  Values results;
  if (context.node().outputs.size() > 1) {
    auto const [mean, inverse] = statistics_of(context, view, groups);
    results = {mean, inverse};
  }
  Shared const shared = shared_by(network.shape(view.value), view, *axes.begin());
  ViewNumbers const numbers{{stretched(context, 1, view, 1.0F), 1.0F},
                            {stretched(context, 2, view, 0.0F), 0.0F}};
  if (shared == Shared::parts) {
    view = norm_of_parts(context, view, groups, numbers);
  } else {
    bool const each_place = shared == Shared::each_place;
    auto channels =
        each_place ? of_channels(network, view, numbers) : per_channel(network, view, numbers);
    view.value = add_norm(context, view.value, std::move(channels), each_place);
  }
  results.insert(results.begin(), std::move(view));
  return results;
}

} // namespace

std::vector<OperatorRow> normalising_operators() {
  return {{"LayerNormalization", layer_norm}};
}

} // namespace equivarify::codegen
