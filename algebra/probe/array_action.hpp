/// \file
/// How a finite group moves the entries of a flat array.
#ifndef EQUIVARIFY_ALGEBRA_PROBE_ARRAY_ACTION_HPP
#define EQUIVARIFY_ALGEBRA_PROBE_ARRAY_ACTION_HPP

#include "equivarify/algebra/grid_action.hpp"
#include "equivarify/algebra/gset.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace equivarify::algebra::probe {

/// A flat array.
using Array = std::vector<double>;

/// An action of a group on arrays that moves entries, (g x)[i] = x[g^-1 i]: a G-set of places, laid
/// out as fields x copies x one copy; an immutable value.
class ArrayAction {
public:
  /// Arrays of \p size entries that no element moves.
  [[nodiscard]] static ArrayAction trivial(Group const& group, std::uint32_t size);

  /// Arrays with one entry for each point of \p places.
  [[nodiscard]] static ArrayAction on_places(GSet const& places);

  /// Arrays of \p shape on which generator k acts by the product of the motions `motions[k]` (see
  /// grid_action()). \throws AlgebraError if that is no action.
  [[nodiscard]] static ArrayAction on_grid(Group const& group,
                                           ArrayShape const& shape,
                                           std::vector<std::vector<std::string>> const& motions);

  /// \p fields times one array like \p each for every point of \p copies: (g s)(c) = g s(g^-1 c).
  /// \throws AlgebraError if the groups differ, LimitError if it is too large.
  [[nodiscard]] static ArrayAction
  on_copies(GSet const& copies, ArrayAction const& each, std::uint32_t fields = 1);

  /// One array of \p size entries for each element: (g s)(h) = s(g^-1 h) [3.0.1].
  [[nodiscard]] static ArrayAction regular(Group const& group, std::uint32_t size);

  /// This action with other subscripts for one copy in entry_name(). \throws AlgebraError unless
  /// their product is the size of one copy.
  [[nodiscard]] ArrayAction with_extents(std::vector<std::uint32_t> extents) const;

  [[nodiscard]] Group const& group() const noexcept { return entries_.group(); }

  /// The number of entries.
  [[nodiscard]] std::uint32_t size() const noexcept { return entries_.size(); }

  /// The places of all entries.
  [[nodiscard]] GSet const& entries() const noexcept { return entries_; }

  /// The copies; one point where there are none.
  [[nodiscard]] GSet const& copies() const noexcept { return copies_; }

  /// The places of one copy.
  [[nodiscard]] GSet const& places() const noexcept { return places_; }

  [[nodiscard]] std::uint32_t fields() const noexcept { return fields_; }

  /// Whether the copies are the elements, each shifted by the others.
  [[nodiscard]] bool has_regular_copies() const;

  /// The array g \p x. \throws AlgebraError if the size or the group of \p g is another.
  [[nodiscard]] Array act(Element g, Array const& x) const;

  /// The entry at \p index as its copy and subscripts: `[0][3][5]`, `copy r^2, [4]`.
  [[nodiscard]] std::string entry_name(std::size_t index) const;

private:
  ArrayAction(GSet entries, GSet copies, GSet places, std::uint32_t fields);

  GSet entries_;
  GSet copies_;
  GSet places_;
  std::uint32_t fields_;
  std::vector<std::uint32_t> extents_;
};

} // namespace equivarify::algebra::probe

#endif
