/// \file
/// States of ACAS Xu: distance, angle to the intruder, its heading, own speed, its speed,
/// normalised as its networks have them. The family gives the scores for all five previous advices
/// at once.
#ifndef EQUIVARIFY_TESTS_CONTROLLERS_STATES_ACAS_XU_HPP
#define EQUIVARIFY_TESTS_CONTROLLERS_STATES_ACAS_XU_HPP

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include "lattice.hpp"

namespace controllers {

constexpr std::size_t decisions =
    5; ///< previous advices: each point of the lattice is so many states
constexpr std::size_t scores = 5;

/// About 10^7 states, or as many fewer as \p share says of each of two axes.
inline Lattice lattice(double share) {
  return Lattice{{{odd_levels(41, share), -0.3284, 0.6799, Mirror::keeps},
                  {odd_levels(61, share), -0.5, 0.5, Mirror::negates},
                  {share < 1 ? 5U : 41U, -0.5, 0.5, Mirror::negates},
                  {share < 1 ? 2U : 5U, -0.5, 0.5, Mirror::keeps},
                  {share < 1 ? 2U : 4U, -0.5, 0.5, Mirror::keeps}}};
}

inline void fill(std::vector<double> const& state, std::span<float> x) {
  std::copy(state.begin(), state.end(), x.begin());
}

/// The advice that the mirror makes of each, whether given before or now.
constexpr std::size_t mirrored_advice[] = {0, 2, 1, 4, 3};

/// The best advices after the previous one, those with the smallest score, as bits. There may be
/// two: at a state that is its own mirror image left is as good as right.
inline unsigned decide(std::span<float const> answer, std::size_t previous) {
  auto const of_previous = answer.subspan(previous * scores, scores);
  float const best = *std::min_element(of_previous.begin(), of_previous.end());
  unsigned all = 0;
  for (std::size_t advice = 0; advice < scores; ++advice) {
    all |= of_previous[advice] == best ? 1U << advice : 0U;
  }
  return all;
}

inline std::size_t mirrored_previous(std::size_t previous) {
  return mirrored_advice[previous];
}

inline unsigned mirrored_decision(unsigned advices) {
  unsigned all = 0;
  for (std::size_t advice = 0; advice < scores; ++advice) {
    all |= (advices >> advice & 1U) << mirrored_advice[advice];
  }
  return all;
}

/// A picture: seen from above, the intruder around the own aircraft, which flies upward, both with
/// one heading; one picture for each previous advice.
constexpr std::size_t pictures = decisions;
constexpr char const* picture_titles[] = {"clear before",
                                          "weak left before",
                                          "weak right before",
                                          "strong left before",
                                          "strong right before"};

/// The state at (u, v) in [-1, 1]^2, v upward.
inline std::vector<double> picture_state(double u, double v) {
  constexpr double pi = 3.14159265358979323846;
  double const distance = std::sqrt(u * u + v * v) * 25000;
  return {(distance - 19791.091) / 60261.0, std::atan2(-u, v) / (2 * pi), 0.0, 0.5, 0.3};
}

} // namespace controllers

#endif
