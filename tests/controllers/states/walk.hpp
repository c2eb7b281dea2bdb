/// \file
/// States of the walking policy: commands, the phase of the gait, how the trunk moves and leans,
/// and a left and right difference of all joints.
#ifndef EQUIVARIFY_TESTS_CONTROLLERS_STATES_WALK_HPP
#define EQUIVARIFY_TESTS_CONTROLLERS_STATES_WALK_HPP

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "lattice.hpp"
#include "no_decisions.hpp"

namespace controllers {

inline Lattice lattice(double share) {
  std::size_t const few = share < 1 ? 3 : 5;
  std::size_t const commands = share < 1 ? 3 : 7;
  return Lattice{{{commands, -1, 1, Mirror::keeps},
                  {commands, -1, 1, Mirror::negates},
                  {commands, -1, 1, Mirror::negates},
                  {share < 1 ? 2U : 28U, 0, 6.283185307179586, Mirror::shifts_by_half},
                  {few, -1, 1, Mirror::negates},
                  {3, -1, 1, Mirror::keeps},
                  {few, -0.3, 0.3, Mirror::negates},
                  {share < 1 ? 2U : 3U, -0.3, 0.3, Mirror::keeps},
                  {few, -0.4, 0.4, Mirror::negates}}};
}

/// Where the joints' values stand in an observation, and those of the rest.
enum Place : std::size_t {
  trunk_rates = 29,
  yaw_command = 32,
  walk_commands = 33,
  phase_cosines = 35,
  joint_angles = 37,
  gravity = 95,
  phase_sines = 98
};

/// Both to the bit: half a period on, each is its own negative.
inline std::pair<float, float> cosine_and_sine(double phase) {
  constexpr double pi = 3.141592653589793;
  bool const second_half = phase >= pi - 1e-9;
  double const angle = second_half ? phase - pi : phase;
  double const rounded = std::round(angle * 1e9) / 1e9; // the same number for both halves
  auto const cosine = static_cast<float>(std::cos(rounded));
  auto const sine = static_cast<float>(std::sin(rounded));
  return second_half ? std::pair{-cosine, -sine} : std::pair{cosine, sine};
}

/// A joint's share in a difference between left and right: p - g p for an arbitrary p.
inline float difference_of(std::size_t joint) {
  constexpr std::size_t source[] = {6,  7,  8,  9,  10, 11, 0,  1,  2,  3,  4,  5,  12, 13, 14,
                                    22, 23, 24, 25, 26, 27, 28, 15, 16, 17, 18, 19, 20, 21};
  constexpr int sign[] = {1, -1, -1, 1, 1,  -1, 1,  -1, -1, 1,  1, -1, -1, -1, 1,
                          1, -1, -1, 1, -1, 1,  -1, 1,  -1, -1, 1, -1, 1,  -1};
  auto const p = [](std::size_t j) { return static_cast<float>(j * 7 % 11) / 16; };
  return p(joint) - static_cast<float>(sign[joint]) * p(source[joint]);
}

inline void fill(std::vector<double> const& state, std::span<float> x) {
  auto const number = [&](std::size_t i) { return static_cast<float>(state[i]); };
  std::fill(x.begin(), x.end(), 0.0F);
  x[walk_commands] = number(0);
  x[walk_commands + 1] = number(1);
  x[yaw_command] = number(2);
  auto const [cosine, sine] = cosine_and_sine(state[3]);
  x[phase_cosines] = cosine;
  x[phase_cosines + 1] = -cosine;
  x[phase_sines] = sine;
  x[phase_sines + 1] = -sine;
  x[trunk_rates] = number(4);
  x[trunk_rates + 1] = number(5);
  x[gravity] = number(7);
  x[gravity + 1] = number(6);
  x[gravity + 2] = -1;
  for (std::size_t joint = 0; joint < 29; ++joint) {
    x[joint_angles + joint] = number(8) * difference_of(joint);
  }
}

/// A picture: the command to turn to the right, the phase upward.
constexpr std::size_t pictures = 1;
constexpr char const* picture_titles[] = {"turning to the right, phase upward"};

inline std::vector<double> picture_state(double u, double v) {
  return {0.5, 0, u, (v + 1) * 3.14159265, 0, 0, 0, 0, 0};
}

} // namespace controllers

#endif
