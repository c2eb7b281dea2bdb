#include "equivarify/codegen/lift/linear_map.hpp"
#include "equivarify/codegen/lift/operators/operator.hpp"
#include "equivarify/codegen/lift/operators/terms.hpp"

#include <cstdint>
#include <numeric>
#include <set>
#include <utility>

namespace equivarify::codegen {
namespace {

using Values = std::vector<FileValue>;

/// Which of several equal largest entries of a group counts, and along which axis groups lie.
struct Choice {
  std::size_t axis = 0;
  bool is_last = false;
  float sign = 1.0F; ///< -1 for the smallest
};

/// The members of groups, counted from the end where the last of equal ones is chosen.
EntryGroups groups_of(View const& view, Choice const& choice) {
  EntryGroups groups = grouped(view.shape(), {choice.axis});
  for (auto& members : groups.members) {
    if (choice.is_last) {
      members = {members.rbegin(), members.rend()};
    }
  }
  return groups;
}

/// For each pair of members i > j of each group whether i is larger: entry (pair, group).
View larger_of_pairs(NodeContext const& context,
                     View const& view,
                     EntryGroups const& groups,
                     float sign) {
  std::size_t const size = groups.members.at(0).size();
  std::size_t const count = groups.members.size();
  require_room(context.network(), size * (size - 1) / 2 * count, view.entries.size());
  SparseMap differences{
      {static_cast<std::int64_t>(size * (size - 1) / 2), static_cast<std::int64_t>(count)}, {}};
  std::size_t row = 0;
  for (std::size_t i = 1; i < size; ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      for (auto const& members : groups.members) {
        differences.weights.push_back({row, members[i], sign});
        differences.weights.push_back({row, members[j], -sign});
        ++row;
      }
    }
  }
  FileValue const map = mapped(context.network(), context.name(), view, differences);
  return std::get<View>(is_positive(context, map));
}

/// 1 for the first largest member of each group, else 0: entry (member, group). Member i is that if
/// it is larger than all i before it, and none of those after it is larger.
View chosen(NodeContext const& context, View const& view, Choice const& choice) {
  EntryGroups const groups = groups_of(view, choice);
  std::size_t const size = groups.members.at(0).size();
  std::size_t const count = groups.members.size();
  SparseMap wins{{static_cast<std::int64_t>(size), static_cast<std::int64_t>(count)}, {}};
  for (std::size_t i = 0; i < size; ++i) {
    wins.summands.insert(wins.summands.end(), count, 1.0F - static_cast<float>(i));
  }
  if (size == 1) {
    return mapped(context.network(), context.name(), view, wins);
  }
  View const pairs = larger_of_pairs(context, view, groups, choice.sign);
  std::size_t pair = 0;
  for (std::size_t i = 1; i < size; ++i) {
    for (std::size_t j = 0; j < i; ++j, ++pair) {
      for (std::size_t group = 0; group < count; ++group) {
        wins.weights.push_back({i * count + group, pair * count + group, 1.0F});
        wins.weights.push_back({j * count + group, pair * count + group, -1.0F});
      }
    }
  }
  View const won = mapped(context.network(), context.name(), pairs, wins);
  return context.on_each_entry(won, operation_of("relu"));
}

/// The place of the largest entry along an axis, of the smallest for the sign -1.
template <int sign>
Values place_of_extreme(NodeContext const& context) {
  View const& view = context.view(0);
  Choice const choice{.axis = axis_of(context.integer("axis", 0), view.shape().size()),
                      .is_last = context.integer("select_last_index", 0) != 0,
                      .sign = static_cast<float>(sign)};
  View const one = chosen(context, view, choice);
  auto const size = static_cast<std::size_t>(one.shape()[0]);
  auto const count = static_cast<std::size_t>(one.shape()[1]);
  SparseMap places{grouped(view.shape(), {choice.axis}).left, {}};
  for (std::size_t i = 0; i < size; ++i) {
    std::size_t const place = choice.is_last ? size - 1 - i : i;
    for (std::size_t group = 0; group < count; ++group) {
      places.weights.push_back({group, i * count + group, static_cast<float>(place)});
    }
  }
  View result = mapped(context.network(), context.name(), one, places);
  if (context.integer("keepdims", 1) == 0) {
    result.entries = squeeze(std::move(result.entries), {static_cast<std::int64_t>(choice.axis)});
  }
  return {std::move(result)};
}

/// 1 for the first largest entry along an axis, 0 for the others.
Values hardmax(NodeContext const& context) {
  View const& view = context.view(0);
  bool const is_old = context.operator_set() < 13;
  std::size_t const rank = view.shape().size();
  std::size_t const axis = axis_of(context.integer("axis", is_old ? 1 : -1), rank);
  if (is_old && axis + 1 != rank) {
    throw LiftError("the largest along several axes", "the last axis, or operator set 13");
  }
  EntryGroups const groups = grouped(view.shape(), {axis});
  View result = chosen(context, view, {.axis = axis});
  std::vector<std::int64_t> places(view.entries.size());
  for (std::size_t group = 0; group < groups.members.size(); ++group) {
    for (std::size_t i = 0; i < groups.members[group].size(); ++i) {
      places[groups.members[group][i]] =
          static_cast<std::int64_t>(i * groups.members.size() + group);
    }
  }
  result.entries = {{}, view.shape(), std::move(places)};
  return {std::move(result)};
}

} // namespace

std::vector<OperatorRow> position_operators() {
  return {{"ArgMax", place_of_extreme<1>, true},
          {"ArgMin", place_of_extreme<-1>, true},
          {"Hardmax", hardmax}};
}

} // namespace equivarify::codegen
