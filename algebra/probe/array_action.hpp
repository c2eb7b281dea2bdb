/// \file
/// How a finite group moves the entries of a flat array.
#ifndef EQUIVARIFY_ALGEBRA_PROBE_ARRAY_ACTION_HPP
#define EQUIVARIFY_ALGEBRA_PROBE_ARRAY_ACTION_HPP

#include "equivarify/algebra/array_motion.hpp"
#include "equivarify/algebra/grid_action.hpp"
#include "equivarify/algebra/gset.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace equivarify::algebra::probe {

/// A flat array.
using Array = std::vector<double>;

/// Where an entry of a moved array comes from.
struct Source {
  std::uint32_t entry = 0;
  bool negated = false; ///< whether it changes its sign on the way

  /// The entry as it stands in \p x, negated if it is to be.
  [[nodiscard]] double in(Array const& x) const { return negated ? -x[entry] : x[entry]; }
};

/// An action of a group on arrays that moves entries, (g x)[i] = x[g^-1 i], and may change their
/// signs: a G-set of places, laid out as fields x copies x one copy; an immutable value.
class ArrayAction {
public:
  /// Arrays of \p size entries that no element moves.
  [[nodiscard]] static ArrayAction trivial(Group const& group, std::uint32_t size);

  /// Arrays with one entry for each point of \p places.
  [[nodiscard]] static ArrayAction on_places(GSet const& places);

  /// Arrays of \p shape on which generator k acts by \p motions[k]. \throws AlgebraError if that is
  /// no action.
  [[nodiscard]] static ArrayAction on_array(Group const& group,
                                            std::vector<SignedPermutation> const& motions,
                                            ArrayShape const& shape);

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

  /// Whether some element changes the sign of an entry.
  [[nodiscard]] bool changes_signs() const noexcept { return signed_places_.has_value(); }

  /// The places of one copy where no element changes signs; else these and, after them, their
  /// negatives.
  [[nodiscard]] GSet const& signed_places() const noexcept {
    return signed_places_ ? *signed_places_ : places_;
  }

  /// Where entry \p i of g x comes from in x, for \p back the index of g^-1.
  [[nodiscard]] Source source(std::uint32_t back, std::uint32_t i) const;

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
  std::optional<GSet> signed_places_{};
  std::uint32_t fields_;
  std::vector<std::uint32_t> extents_;
};

} // namespace equivarify::algebra::probe

#endif
