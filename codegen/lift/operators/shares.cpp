#include "equivarify/codegen/lift/linear_map.hpp"
#include "equivarify/codegen/lift/operators/operator.hpp"

#include <fmt/format.h>

#include <functional>
#include <set>
#include <utility>

namespace equivarify::codegen {
namespace {

using Values = std::vector<FileValue>;
using Numbers = std::vector<float>;

View minus(NodeContext const& context, View const& a, View const& b) {
  std::size_t const size = b.entries.size();
  return add_views(context, {a, add_affine(context, b, Numbers(size, -1.0F), Numbers(size, 0.0F))});
}

/// x minus the largest entry of its group along some axes, and the logarithm of the sum of exp of
/// that over each group.
struct Centred {
  View largest;
  View distances;
  View logarithms;
};

Centred centred(NodeContext const& context, View const& view, std::set<std::size_t> const& axes) {
  EntryGroups const groups = grouped(view.shape(), axes);
  View const largest = largest_of(context, view, groups, 1.0F);
  View const distances = minus(context, view, largest);
  View const powers = context.on_each_entry(distances, operation_of("exp"));
  View const sums = mapped(context.network(), context.name(), powers, sums_of(groups, 1.0F));
  return {largest, distances, context.on_each_entry(sums, operation_of("log"))};
}

View log_shares(NodeContext const& context, View const& view, std::set<std::size_t> const& axes) {
  Centred const parts = centred(context, view, axes);
  return minus(context, parts.distances, parts.logarithms);
}

/// The axes over which a softmax goes: one, and before operator set 13 all after it too.
std::set<std::size_t> softmax_axes(NodeContext const& context) {
  std::size_t const rank = context.view(0).shape().size();
  bool const is_old = context.operator_set() < 13;
  std::size_t const axis = axis_of(context.integer("axis", is_old ? 1 : -1), rank);
  std::set<std::size_t> axes{axis};
  for (std::size_t after = axis; is_old && after < rank; ++after) {
    axes.insert(after);
  }
  return axes;
}

/// Of all entries of a vector by the layer of that name, elsewhere by its parts.
Values softmax(NodeContext const& context) {
  View const& view = context.view(0);
  std::set<std::size_t> const axes = softmax_axes(context);
  if (grouped(view.shape(), axes).members.size() == 1 && is_whole(context.network(), view)) {
    View flat = view;
    flat.value = context.network().flat(view.value);
    return {context.on_each_entry(flat, operation_of("softmax"))};
  }
  return {context.on_each_entry(log_shares(context, view, axes), operation_of("exp"))};
}

Values log_softmax(NodeContext const& context) {
  return {log_shares(context, context.view(0), softmax_axes(context))};
}

/// What a loss takes of each place: the factor of the entry of its class.
struct Picked {
  std::size_t entry = 0;
  double factor = 0; ///< 0 where the class is ignored
};

/// Of logarithms [batch, classes, ...] in \p shape, by the constant targets [batch, ...].
std::vector<Picked> picked_classes(NodeContext const& context, Extents const& shape) {
  OnnxTensor const& targets = context.constant(1);
  Extents places = shape;
  places.erase(places.begin() + (shape.size() < 2 ? 0 : 1));
  if (shape.size() < 2 || targets.shape != places) {
    throw LiftError(fmt::format("targets {} for {}", to_string(targets.shape), to_string(shape)),
                    "one for each place, without the classes");
  }
  bool const is_weighted = context.has(2);
  std::vector<double> const weights =
      is_weighted ? numbers_of(context.constant(2)) : std::vector<double>{};
  std::int64_t const ignored = context.integer("ignore_index", std::int64_t{-1} << 40);
  std::size_t const inner = targets.size() / static_cast<std::size_t>(shape[0]);
  std::vector<Picked> result;
  for (std::int64_t const target : integers_of(targets)) {
    bool const counts = target != ignored;
    std::int64_t const chosen = counts ? target : 0;
    if (chosen < 0 || chosen >= shape[1] ||
        (is_weighted && weights.size() != static_cast<std::size_t>(shape[1]))) {
      throw LiftError(fmt::format("the target {} of {}", target, shape[1]), "a class");
    }
    auto const index = static_cast<std::size_t>(chosen);
    std::size_t const place = result.size();
    std::size_t const row = place / inner * static_cast<std::size_t>(shape[1]) + index;
    double const weight = is_weighted ? weights[index] : 1.0;
    result.push_back({row * inner + place % inner, counts ? weight : 0.0});
  }
  return result;
}

/// The negative logarithm of the share of the target, of \p logarithms.
View negative_log(NodeContext const& context, View const& logarithms) {
  std::string const reduction = context.text("reduction", "mean");
  if (reduction != "none" && reduction != "sum" && reduction != "mean") {
    throw LiftError(fmt::format("reduction {}", reduction), "none, sum or mean");
  }
  std::vector<Picked> const all = picked_classes(context, logarithms.shape());
  double total = 0.0;
  for (Picked const& picked : all) {
    total += picked.factor;
  }
  if (reduction == "mean" && total == 0.0) {
    throw LiftError("a mean of nothing", "targets that count");
  }
  SparseMap map{reduction == "none" ? context.constant(1).shape : Extents{}, {}};
  for (std::size_t place = 0; place < all.size(); ++place) {
    double const factor = all[place].factor / (reduction == "mean" ? total : 1.0);
    map.weights.push_back(
        {reduction == "none" ? place : 0, all[place].entry, -static_cast<float>(factor)});
  }
  return mapped(context.network(), context.name(), logarithms, map);
}

Values negative_log_likelihood(NodeContext const& context) {
  return {negative_log(context, context.view(0))};
}

/// The loss, and the logarithms of the shares if they are asked for.
Values softmax_cross_entropy(NodeContext const& context) {
  View const logarithms = log_shares(context, context.view(0), {1});
  return {negative_log(context, logarithms), logarithms};
}

} // namespace

View log_sum_exp(NodeContext const& context, View const& view, std::set<std::size_t> const& axes) {
  Centred const parts = centred(context, view, axes);
  return add_views(context, {parts.largest, parts.logarithms});
}

std::vector<OperatorRow> share_operators() {
  return {{"LogSoftmax", log_softmax},
          {"NegativeLogLikelihoodLoss", negative_log_likelihood},
          {"Softmax", softmax},
          {"SoftmaxCrossEntropyLoss", softmax_cross_entropy}};
}

} // namespace equivarify::codegen
