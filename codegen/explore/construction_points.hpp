/// \file
/// The sets that a construction is made of, and the words for their points.
#ifndef EQUIVARIFY_CODEGEN_EXPLORE_CONSTRUCTION_POINTS_HPP
#define EQUIVARIFY_CODEGEN_EXPLORE_CONSTRUCTION_POINTS_HPP

#include "equivarify/algebra/equivarifications/schreier_graph.hpp"
#include "equivarify/algebra/subgroup.hpp"
#include "equivarify/codegen/explore/construction_sets.hpp"

#include <cstdint>
#include <optional>

namespace equivarify::codegen {

/// A SetTerm read with the names of its file; it refers to its arguments.
class ConstructionSet {
public:
  /// \throws InputError with the column of a name or an element that is none.
  ConstructionSet(JsonNode const& node, SetTerm const& term, ConstructionNames const& names);

  [[nodiscard]] SetTerm const& term() const noexcept { return *term_; }

  /// The number of points; nothing is made for it.
  [[nodiscard]] std::uint64_t size() const;

  /// The points with the action. \pre They are few enough to be stored.
  [[nodiscard]] algebra::SchreierGraph graph() const;

  /// The point that \p word names: an element of the group, also for its coset; a number, or a name
  /// where the points have one. \throws InputError with the column.
  [[nodiscard]] std::uint32_t point(PlacedWord const& word) const;

private:
  [[nodiscard]] algebra::Element element(PlacedWord const& word) const;
  [[nodiscard]] std::uint32_t member(NamedSet const& set, PlacedWord const& word) const;
  [[nodiscard]] algebra::Subgroup read_subgroup() const;

  JsonNode const* node_;
  SetTerm const* term_;
  ConstructionNames const* names_;
  std::optional<algebra::Subgroup> subgroup_; ///< whose cosets the points are
  std::uint64_t size_;
};

/// The label that \p word names. \throws InputError with the column.
[[nodiscard]] std::uint32_t
label_named(JsonNode const& node, PlacedWord const& word, NamedSet const& labels);

} // namespace equivarify::codegen

#endif
