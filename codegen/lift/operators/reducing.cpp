#include "equivarify/codegen/lift/linear_map.hpp"
#include "equivarify/codegen/lift/operators/moving.hpp"
#include "equivarify/codegen/lift/operators/operator.hpp"
#include "equivarify/codegen/lift/pictures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <numeric>
#include <optional>
#include <set>
#include <utility>

namespace equivarify::codegen {
namespace {

using Values = std::vector<FileValue>;
using Integers = std::vector<std::int64_t>;

/// The array that is left of \p view when \p axes become 1: for each entry the channel whose
/// entries, all of them and each once, it is made of; nothing if there is none.
std::optional<OnnxTensor>
channels_of(NetworkBuilder const& network, View const& view, std::set<std::size_t> const& axes) {
  std::size_t const plane = network.shape(view.value).plane();
  EntryGroups const groups = grouped(view.shape(), axes);
  std::vector<std::int64_t> channels;
  for (auto const& members : groups.members) {
    std::set<std::int64_t> met;
    for (std::size_t const member : members) {
      met.insert(view.places()[member]);
    }
    auto const size = static_cast<std::int64_t>(plane);
    if (met.size() != plane || members.size() != plane ||
        *met.begin() / size != *met.rbegin() / size) {
      return std::nullopt;
    }
    channels.push_back(*met.begin() / size);
  }
  return OnnxTensor{{}, groups.left, std::move(channels)};
}

/// All axes behind the channels.
std::set<std::size_t> planes_of(View const& view) {
  std::set<std::size_t> axes;
  for (std::size_t axis = 2; axis < view.shape().size(); ++axis) {
    axes.insert(axis);
  }
  return axes;
}

/// \p view without \p axes, if each of them has one entry: of one number mean, sum and largest are
/// itself.
std::optional<View> single_entries(View const& view, std::set<std::size_t> const& axes) {
  Extents left = view.shape();
  for (std::size_t const axis : axes) {
    left[axis] = 1;
  }
  return left == view.shape() ? std::optional{view} : std::nullopt;
}

/// The mean of each group along \p axes: by a pool, or by a linear map.
View mean_of(NodeContext const& context, View const& view, std::set<std::size_t> const& axes) {
  NetworkBuilder& network = context.network();
  if (auto same = single_entries(view, axes)) {
    return *std::move(same);
  }
  if (auto entries = channels_of(network, view, axes)) {
    bool const is_volume = network.shape(view.value).depth > 1;
    std::size_t const value =
        network.add(context.name(),
                    operation_of(is_volume ? "global_average_pool3d" : "global_average_pool2d"),
                    {view.value});
    return {value, *std::move(entries)};
  }
  EntryGroups const groups = grouped(view.shape(), axes);
  float const factor = 1.0F / static_cast<float>(groups.members.at(0).size());
  return mapped(network, context.name(), view, sums_of(groups, factor));
}

/// The slices of \p view along its only one of \p axes, where they are values of their own that
/// stand alike; none otherwise.
std::vector<View>
slices_of(NetworkBuilder& network, View const& view, std::set<std::size_t> const& axes) {
  std::vector<View> slices;
  for (std::int64_t i = 0; axes.size() == 1 && i < view.shape()[*axes.begin()]; ++i) {
    auto const axis = static_cast<std::int64_t>(*axes.begin());
    View const slice =
        before_joins(network, {view.value, gather(view.entries, {"", {1}, Integers{i}}, axis)});
    View const& first = slices.empty() ? slice : slices.front();
    if (slice.value == view.value || slice.places() != first.places() ||
        network.shape(slice.value) != network.shape(first.value) ||
        network.is_vector(slice.value) != network.is_vector(first.value)) {
      return {};
    }
    slices.push_back(slice);
  }
  return slices;
}

View sum_of(NodeContext const& context, View const& view, std::set<std::size_t> const& axes) {
  if (auto same = single_entries(view, axes)) {
    return *std::move(same);
  }
  if (auto slices = slices_of(context.network(), view, axes); !slices.empty()) {
    return add_views(context, std::move(slices));
  }
  return mapped(
      context.network(), context.name(), view, sums_of(grouped(view.shape(), axes), 1.0F));
}

/// The largest entry of each group along \p axes: by one pool, or after a linear map.
View maximum_of(NodeContext const& context, View const& view, std::set<std::size_t> const& axes) {
  NetworkBuilder& network = context.network();
  if (auto same = single_entries(view, axes)) {
    return *std::move(same);
  }
  if (auto entries = channels_of(network, view, axes)) {
    Shape const& shape = network.shape(view.value);
    Extent const whole = shape.extent();
    char const* const pool = shape.depth > 1 ? "max_pool3d" : "max_pool2d";
    std::size_t const value = network.add(
        context.name(), operation_with(pool, {{"size", whole}, {"stride", whole}}), {view.value});
    return {value, *std::move(entries)};
  }
  return largest_of(context, view, grouped(view.shape(), axes), 1.0F);
}

View minimum_of(NodeContext const& context, View const& view, std::set<std::size_t> const& axes) {
  return largest_of(context, view, grouped(view.shape(), axes), -1.0F);
}

/// The sum of the first of \p functions of each entry, and the second of that; null for none.
View sum_of_each(NodeContext const& context,
                 View const& view,
                 std::set<std::size_t> const& axes,
                 std::pair<char const*, char const*> functions) {
  auto const [first, last] = functions;
  View const each = first == nullptr ? view : context.on_each_entry(view, operation_of(first));
  View const sum = sum_of(context, each, axes);
  return last == nullptr ? sum : context.on_each_entry(sum, operation_of(last));
}

View sum_of_sizes(NodeContext const& context, View const& view, std::set<std::size_t> const& axes) {
  return sum_of_each(context, view, axes, {"abs", nullptr});
}

View sum_of_squares(NodeContext const& context,
                    View const& view,
                    std::set<std::size_t> const& axes) {
  return sum_of_each(context, view, axes, {"square", nullptr});
}

View length_of(NodeContext const& context, View const& view, std::set<std::size_t> const& axes) {
  return sum_of_each(context, view, axes, {"square", "sqrt"});
}

View log_of_sum(NodeContext const& context, View const& view, std::set<std::size_t> const& axes) {
  return sum_of_each(context, view, axes, {nullptr, "log"});
}

View product_along(NodeContext const& context,
                   View const& view,
                   std::set<std::size_t> const& axes) {
  return product_of_groups(context, view, grouped(view.shape(), axes));
}

/// Over each channel.
template <auto reduce>
Values global(NodeContext const& context) {
  View const& view = context.view(0);
  if (!channels_of(context.network(), view, planes_of(view))) {
    throw LiftError(fmt::format("{} reduced along its planes", to_string(view.shape())),
                    "a reduction over all entries of each channel");
  }
  return {reduce(context, view, planes_of(view))};
}

/// The axes that are reduced; all where none are named, or none if the node says so.
std::set<std::size_t> reduced_axes(NodeContext const& context, std::size_t rank) {
  auto const axes = context.integers("axes", 1).value_or(std::vector<std::int64_t>{});
  std::vector<std::size_t> const named = axes_of(axes, rank);
  std::set<std::size_t> reduced(named.begin(), named.end());
  bool const is_none = context.integer("noop_with_empty_axes", 0) != 0;
  for (std::size_t axis = 0; axes.empty() && !is_none && axis < rank; ++axis) {
    reduced.insert(axis);
  }
  return reduced;
}

/// \p numbers of each group, folded: the constants of a file.
using Fold = double (*)(std::vector<double> const& numbers);

double folded_sum(std::vector<double> const& numbers) {
  return std::accumulate(numbers.begin(), numbers.end(), 0.0);
}

double folded_mean(std::vector<double> const& numbers) {
  return folded_sum(numbers) / static_cast<double>(numbers.size());
}

double folded_maximum(std::vector<double> const& numbers) {
  return *std::max_element(numbers.begin(), numbers.end());
}

double folded_minimum(std::vector<double> const& numbers) {
  return *std::min_element(numbers.begin(), numbers.end());
}

double folded_product(std::vector<double> const& numbers) {
  return std::accumulate(numbers.begin(), numbers.end(), 1.0, std::multiplies<>{});
}

OnnxTensor folded(OnnxTensor const& tensor, EntryGroups const& groups, Fold fold) {
  std::vector<double> const numbers = numbers_of(tensor);
  std::vector<double> results;
  for (auto const& members : groups.members) {
    std::vector<double> group;
    for (std::size_t const member : members) {
      group.push_back(numbers[member]);
    }
    results.push_back(group.empty() ? 0.0 : fold(group));
  }
  OnnxTensor result{{}, groups.left, std::vector<float>(results.begin(), results.end())};
  if (std::holds_alternative<std::vector<std::int64_t>>(tensor.values)) {
    result.values = std::vector<std::int64_t>(results.begin(), results.end());
  }
  return result;
}

/// A sum of the largest entries, which a file spells out, is one of all if there are no more.
void require_all_terms(NodeContext const& context,
                       Extents const& shape,
                       std::set<std::size_t> const& axes) {
  std::int64_t entries = 1;
  for (std::size_t const axis : axes) {
    entries *= shape[axis];
  }
  std::int64_t const terms = context.integer("terms", entries);
  if (terms != entries) {
    throw LiftError(fmt::format("the sum of {} of {} entries by their size", terms, entries),
                    "a sum of all");
  }
}

/// Along the axes of the node, which become 1 or go; constants only where \p fold is one.
template <auto reduce, Fold fold = nullptr>
Values reduced(NodeContext const& context) {
  Extents const& shape = shape_of(context);
  std::set<std::size_t> const axes = reduced_axes(context, shape.size());
  std::vector<std::int64_t> const gone(axes.begin(), axes.end());
  bool const keeps = context.integer("keepdims", 1) != 0 || gone.empty();
  require_all_terms(context, shape, axes);
  if (fold != nullptr && context.is_constant(0)) {
    OnnxTensor result = folded(context.constant(0), grouped(shape, axes), fold);
    return {keeps ? std::move(result) : squeeze(std::move(result), gone)};
  }
  View result = axes.empty() ? context.view(0) : reduce(context, context.view(0), axes);
  result.entries = keeps ? std::move(result.entries) : squeeze(std::move(result.entries), gone);
  return {std::move(result)};
}

} // namespace

std::vector<OperatorRow> reducing_operators() {
  return {{"GlobalAveragePool", global<mean_of>},
          {"GlobalMaxPool", global<maximum_of>, true},
          {"ReduceL1", reduced<sum_of_sizes>},
          {"ReduceL2", reduced<length_of>},
          {"ReduceLogSum", reduced<log_of_sum>},
          {"ReduceLogSumExp", reduced<log_sum_exp>},
          {"ReduceMax", reduced<maximum_of, folded_maximum>, true},
          {"ReduceMean", reduced<mean_of, folded_mean>},
          {"ReduceMin", reduced<minimum_of, folded_minimum>, true},
          {"ReduceProd", reduced<product_along, folded_product>},
          {"ReduceSum", reduced<sum_of, folded_sum>},
          {"ReduceSumSquare", reduced<sum_of_squares>}};
}

} // namespace equivarify::codegen
