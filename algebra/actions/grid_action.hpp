/// \file
/// Actions on arrays of shape channels x rows x columns that move entries.
#ifndef EQUIVARIFY_ALGEBRA_GRID_ACTION_HPP
#define EQUIVARIFY_ALGEBRA_GRID_ACTION_HPP

#include "equivarify/algebra/group.hpp"
#include "equivarify/algebra/gset.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace equivarify::algebra {

/// An array of `channels` planes of `rows` x `columns`, flattened channel by channel, row by row;
/// or of volumes, in each of which `depth` slices lie below one another.
struct ArrayShape {
  std::uint32_t channels = 1;
  std::uint32_t rows = 1; ///< of all slices
  std::uint32_t columns = 1;
  std::uint32_t depth = 1; ///< slices; divides `rows`

  /// The number of entries.
  [[nodiscard]] std::uint64_t size() const noexcept {
    return std::uint64_t{channels} * rows * columns;
  }

  /// Its slices as planes, one after another.
  [[nodiscard]] ArrayShape slices() const noexcept {
    return {channels * depth, rows / depth, columns};
  }

  friend bool operator==(ArrayShape const&, ArrayShape const&) = default;
};

/// The shape as `1x28x28`, a volume as `1x8x28x28`.
[[nodiscard]] std::string to_string(ArrayShape const& shape);

/// How an array is moved: entry i of the new array is entry `gather[i]` of the old one.
using EntryPermutation = std::vector<std::uint32_t>;

/// The largest array that is acted on.
inline constexpr std::uint64_t max_array_size = 1U << 24;

/// The names that grid_action() knows: identity, quarter_turn, half_turn, three_quarter_turn,
/// flip_rows, flip_columns, flip_channels, flip_slices, transpose, sixth_turn, cube_turn_x,
/// cube_turn_y, cube_turn_z.
[[nodiscard]] std::vector<std::string> const& grid_action_names();

/// Whether arrays of \p shape have the motion \p name. \throws AlgebraError for an unknown name.
[[nodiscard]] bool fits(std::string_view name, ArrayShape const& shape);

/// The named motion of every plane: quarter_turn is counterclockwise, new[i][j] = old[j][n-1-i];
/// flip_rows turns the picture upside down, flip_columns exchanges left and right; flip_channels
/// reverses the order of the channels, flip_slices that of the slices of volumes, each slice of
/// which is moved as a plane. sixth_turn is one of a torus of triangles, whose rows and columns are
/// shifts by two vectors at 60 degrees: the point (i, j) goes to (i + j, -i). The cube_turns are
/// quarter turns of an n x n x n grid, a volume or the whole array, about the axis of its first,
/// second and third index: for cube_turn_x new[x][i][j] = old[x][j][n-1-i], and the others by x ->
/// y -> z -> x, so that any two of them are perpendicular quarter turns.
///
/// \throws AlgebraError for an unknown name, with the nearest one, and for planes that are not
/// square, or arrays that are no cubes, where the name needs it.
[[nodiscard]] EntryPermutation grid_action(std::string_view name, ArrayShape const& shape);

/// The product of named motions, the rightmost first: {"a", "b"} takes x to a (b x).
[[nodiscard]] EntryPermutation grid_action(std::vector<std::string> const& names,
                                           ArrayShape const& shape);

/// The motion x -> \p outer (\p inner x). \pre equal sizes
[[nodiscard]] EntryPermutation compose(EntryPermutation const& outer,
                                       EntryPermutation const& inner);

/// The G-set of the places of an array when generator k moves the entries by \p generators[k]: g
/// takes a place to the place where its entry goes.
///
/// \throws AlgebraError if this is no left action on arrays, naming g, h and the entry where g (h
/// x) and (g h) x differ.
[[nodiscard]] GSet places(Group const& group,
                          std::vector<EntryPermutation> const& generators,
                          ArrayShape const& shape);

/// For each element g of the group the permutation with (g x)[i] = x[result[g][i]].
[[nodiscard]] std::vector<EntryPermutation> entry_permutations(GSet const& places);

/// places(), then entry_permutations(): what a network's input needs.
[[nodiscard]] std::vector<EntryPermutation> entry_permutations(
    Group const& group, std::vector<EntryPermutation> const& generators, ArrayShape const& shape);

} // namespace equivarify::algebra

#endif
