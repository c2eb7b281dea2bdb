/// \file
/// Motions of arrays beyond the named ones: shifts, permutations of channels, sign changes.
#ifndef EQUIVARIFY_ALGEBRA_ARRAY_MOTION_HPP
#define EQUIVARIFY_ALGEBRA_ARRAY_MOTION_HPP

#include "equivarify/algebra/grid_action.hpp"
#include "equivarify/algebra/permutation.hpp"

#include <cstdint>
#include <vector>

namespace equivarify::algebra {

/// How an array is moved when entries may also change their signs: entry i of the new array is
/// entry `gather[i]` of the old one, negated where `negated[i]`.
struct SignedPermutation {
  EntryPermutation gather;
  std::vector<bool> negated; ///< one for each entry

  /// Whether any entry changes its sign.
  [[nodiscard]] bool changes_signs() const;

  friend bool operator==(SignedPermutation const&, SignedPermutation const&) = default;
};

/// The motion that moves entries by \p gather and negates none.
[[nodiscard]] SignedPermutation without_signs(EntryPermutation gather);

/// The motion x -> \p outer (\p inner x). \pre equal sizes
[[nodiscard]] SignedPermutation compose(SignedPermutation const& outer,
                                        SignedPermutation const& inner);

/// Row i of every plane goes to row i + \p by, cyclically; \p by may be negative. \throws
/// LimitError for an array of more than max_array_size entries, as do the others.
[[nodiscard]] EntryPermutation shift_rows(ArrayShape const& shape, std::int64_t by);

/// Slice k of every volume goes to slice k + \p by, cyclically; a plane has one slice.
[[nodiscard]] EntryPermutation shift_slices(ArrayShape const& shape, std::int64_t by);

/// Column j of every plane goes to column j + \p by, cyclically.
[[nodiscard]] EntryPermutation shift_columns(ArrayShape const& shape, std::int64_t by);

/// Channel c goes to channel \p permutation (c). \throws AlgebraError if its degree is not the
/// number of channels.
[[nodiscard]] EntryPermutation permute_channels(ArrayShape const& shape,
                                                Permutation const& permutation);

/// Every entry of the listed channels changes its sign. \throws AlgebraError naming a channel that
/// is none.
[[nodiscard]] SignedPermutation negate_channels(ArrayShape const& shape,
                                                std::vector<std::uint32_t> const& channels);

/// Entry i is multiplied by \p signs[i]. \throws AlgebraError unless there is 1 or -1 for each
/// entry.
[[nodiscard]] SignedPermutation change_signs(ArrayShape const& shape,
                                             std::vector<std::int64_t> const& signs);

/// The G-set of the signed places of an array of n entries when generator k moves it by
/// \p generators[k]: point i is entry i, point n + i its negative, and g takes a signed place to
/// where its entry goes.
///
/// \throws AlgebraError if this is no left action on arrays, naming g, h, the relation and the
/// entry.
[[nodiscard]] GSet signed_places(Group const& group,
                                 std::vector<SignedPermutation> const& generators,
                                 ArrayShape const& shape);

} // namespace equivarify::algebra

#endif
