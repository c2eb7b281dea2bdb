/// \file
/// The 2x2x2 cube.
#ifndef EQUIVARIFY_TESTS_GALLERY_POCKET_CUBE_HPP
#define EQUIVARIFY_TESTS_GALLERY_POCKET_CUBE_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>

namespace equivarify::gallery {

/// The stickers of a cube: four on each of its faces up, down, left, right, front and back.
constexpr std::size_t stickers = 24;

/// For each place of a sticker another place, or what lies there.
using Places = std::array<std::uint8_t, stickers>;

/// The quarter turns of the whole cube that take up to front, and left to front: where the sticker
/// in each place goes.
[[nodiscard]] Places const& cube_turn(bool up_to_front);

/// The turns of one face, first the ones by a quarter, a half and three quarters of the upper one,
/// clockwise as seen from outside: where the sticker in each place goes.
[[nodiscard]] std::array<Places, 18> const& face_turns();

/// \p cube, colours in places, after \p turn.
[[nodiscard]] Places turned_cube(Places const& cube, Places const& turn);

/// Each cube that is at most \p most turns of a face from a solved one, turned as a whole so that
/// its lower left back corner is where it belongs, and that distance.
[[nodiscard]] std::map<Places, int> cubes_within(int most);

/// \p cube turned as a whole so that its lower left back corner is where it belongs.
[[nodiscard]] Places upright_cube(Places const& cube);

} // namespace equivarify::gallery

#endif
