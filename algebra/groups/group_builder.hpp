/// \file
/// How the library itself makes a Group, trusting that it is one.
#ifndef EQUIVARIFY_ALGEBRA_GROUP_BUILDER_HPP
#define EQUIVARIFY_ALGEBRA_GROUP_BUILDER_HPP

#include "equivarify/algebra/group.hpp"

#include <string>
#include <vector>

namespace equivarify::algebra {

/// The right Cayley graph of a group, with names.
struct GroupParts {
  std::string name;
  std::vector<std::string> generator_names;
  /// `right[k][x]` is the index of x times generator k; element 0 is the identity.
  std::vector<std::vector<std::uint32_t>> right;
  std::uint32_t order = 1;
  std::vector<PowerWord> words{};   ///< for each element; empty: the shortest
  std::vector<std::string> names{}; ///< for each element; empty: spelt from the words
  /// For each generator its images of the points on which the group naturally acts; empty if there
  /// are none.
  std::vector<std::vector<std::uint32_t>> natural{};
};

/// Makes a Group from its parts, which must describe one: the only way past the checks.
struct GroupBuilder {
  /// The group with these parts. Cost: O(n k), and O(n^2) where a table is kept.
  [[nodiscard]] static Group build(GroupParts parts);

private:
  static void add_steps(Group::Data& data,
                        std::vector<std::vector<std::uint32_t>> const& right,
                        SpanningTree const& tree);
};

/// The factors' generator names, one after the other; those that occur more than once are numbered.
[[nodiscard]] std::vector<std::string> distinct_generator_names(std::vector<Group> const& factors);

/// \throws LimitError if \p order exceeds Group::max_order, naming \p what.
void require_listable(std::uint64_t order, std::string const& what);

} // namespace equivarify::algebra

#endif
