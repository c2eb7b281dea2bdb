#include "pocket_cube.hpp"

#include <algorithm>
#include <vector>

#include "task.hpp"

namespace equivarify::gallery {
namespace {

/// Coordinates go to the right, to the front and up.
using Point = std::array<int, 3>;

/// A sticker is told by its corner of the cube and by the direction in which it looks.
struct Sticker {
  Point corner;
  Point face;

  friend bool operator==(Sticker const&, Sticker const&) = default;
};

constexpr std::array<Point, 6> faces{
    {{0, 0, 1}, {0, 0, -1}, {-1, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, -1, 0}}};

int along(Point const& point, Point const& direction) {
  return point[0] * direction[0] + point[1] * direction[1] + point[2] * direction[2];
}

/// The sticker in each place: face by face, its four corners in the order of their coordinates.
std::vector<Sticker> const& all_stickers() {
  static std::vector<Sticker> const all = [] {
    std::vector<Sticker> made;
    for (Point const& face : faces) {
      for (int corner = 0; corner < 8; ++corner) {
        Point const point{corner / 4 * 2 - 1, corner / 2 % 2 * 2 - 1, corner % 2 * 2 - 1};
        if (along(point, face) == 1) {
          made.push_back({point, face});
        }
      }
    }
    return made;
  }();
  return all;
}

/// \p point after a quarter turn about \p axis, clockwise as seen from its end (in coordinates to
/// the right, to the front and up, a left-handed system): the product axis x point, and what lies
/// along the axis stays.
Point quarter(Point const& point, Point const& axis) {
  int const stays = along(point, axis);
  return {axis[1] * point[2] - axis[2] * point[1] + stays * axis[0],
          axis[2] * point[0] - axis[0] * point[2] + stays * axis[1],
          axis[0] * point[1] - axis[1] * point[0] + stays * axis[2]};
}

/// A quarter turn about \p axis, of the half of the cube at its end or of the whole.
Places turn_about(Point const& axis, bool whole) {
  Places places{};
  std::vector<Sticker> const& all = all_stickers();
  for (std::size_t i = 0; i < stickers; ++i) {
    Sticker sticker = all[i];
    if (whole || along(sticker.corner, axis) == 1) {
      sticker = {quarter(sticker.corner, axis), quarter(sticker.face, axis)};
    }
    places[i] = static_cast<std::uint8_t>(std::find(all.begin(), all.end(), sticker) - all.begin());
  }
  return places;
}

Places after(Places const& first, Places const& second) {
  Places both{};
  for (std::size_t i = 0; i < stickers; ++i) {
    both[i] = second[first[i]];
  }
  return both;
}

Places solved_cube() {
  Places cube{};
  for (std::size_t i = 0; i < stickers; ++i) {
    cube[i] = static_cast<std::uint8_t>(i / 4);
  }
  return cube;
}

/// All 24 turns of the whole cube.
std::vector<Places> const& cube_turns() {
  static std::vector<Places> const turns = [] {
    Places none{};
    for (std::size_t i = 0; i < stickers; ++i) {
      none[i] = static_cast<std::uint8_t>(i);
    }
    std::vector<Places> made{none};
    for (std::size_t known = 0; known < made.size(); ++known) {
      for (bool const generator : {true, false}) {
        Places const next = after(made[known], cube_turn(generator));
        if (std::find(made.begin(), made.end(), next) == made.end()) {
          made.push_back(next);
        }
      }
    }
    return made;
  }();
  return turns;
}

/// Whether the lower left back corner is where it belongs.
bool is_upright(Places const& cube) {
  for (std::size_t i = 0; i < stickers; ++i) {
    if (all_stickers()[i].corner == Point{-1, -1, -1} && cube[i] != i / 4) {
      return false;
    }
  }
  return true;
}

void add_row(Split& split, Places const& cube, std::map<Places, int> const& distances) {
  for (std::uint8_t const colour : cube) {
    for (std::uint8_t each = 0; each < faces.size(); ++each) {
      split.field("inputs").add(each == colour ? 1 : 0);
    }
  }
  int const distance = distances.at(upright_cube(cube));
  for (Places const& turn : face_turns()) {
    auto const next = distances.find(upright_cube(turned_cube(cube, turn)));
    split.field("turns").add(next != distances.end() && next->second < distance ? 1 : 0);
  }
}

} // namespace

Places const& cube_turn(bool up_to_front) {
  static Places const to_front = turn_about({-1, 0, 0}, true);
  static Places const around = turn_about({0, 0, -1}, true);
  return up_to_front ? to_front : around;
}

std::array<Places, 18> const& face_turns() {
  static std::array<Places, 18> const turns = [] {
    std::array<Places, 18> made{};
    for (std::size_t face = 0; face < faces.size(); ++face) {
      Places const quarter = turn_about(faces[face], false);
      made[3 * face] = quarter;
      made[3 * face + 1] = after(quarter, quarter);
      made[3 * face + 2] = after(made[3 * face + 1], quarter);
    }
    return made;
  }();
  return turns;
}

Places turned_cube(Places const& cube, Places const& turn) {
  Places result{};
  for (std::size_t i = 0; i < stickers; ++i) {
    result[turn[i]] = cube[i];
  }
  return result;
}

Places upright_cube(Places const& cube) {
  for (Places const& turn : cube_turns()) {
    Places const result = turned_cube(cube, turn);
    if (is_upright(result)) {
      return result;
    }
  }
  return cube;
}

std::map<Places, int> cubes_within(int most) {
  std::map<Places, int> distances{{solved_cube(), 0}};
  std::vector<Places> last{solved_cube()};
  for (int distance = 1; distance <= most; ++distance) {
    std::vector<Places> next;
    for (Places const& cube : last) {
      for (Places const& turn : face_turns()) {
        Places const reached = upright_cube(turned_cube(cube, turn));
        if (distances.emplace(reached, distance).second) {
          next.push_back(reached);
        }
      }
    }
    last = next;
  }
  return distances;
}

// All cubes that five turns of a face solve, each turned as a whole in one of 24 ways: which turns
// bring it nearer. Three quarters of them are learnt, the others judge.
std::vector<Split> pocket_cube(fs::path const&) {
  std::map<Places, int> const distances = cubes_within(5);
  std::vector<Field> const fields{{"inputs", {stickers, 1, 6}}, {"turns", {18}}};
  std::vector<Split> splits{{"train", fields}, {"test", fields}};
  Random random(2026);
  for (auto const& [cube, distance] : distances) {
    Places const turned = turned_cube(cube, cube_turns()[random.below(cube_turns().size())]);
    bool const judges = random.below(4) == 0;
    if (distance > 0) {
      add_row(splits[judges ? 1 : 0], turned, distances);
    }
  }
  return splits;
}

} // namespace equivarify::gallery
