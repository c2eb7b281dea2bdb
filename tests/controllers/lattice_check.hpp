/// \file
/// A controller before and after its lift on all states of a lattice.
#ifndef EQUIVARIFY_TESTS_CONTROLLERS_LATTICE_CHECK_HPP
#define EQUIVARIFY_TESTS_CONTROLLERS_LATTICE_CHECK_HPP

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "lattice.hpp"
#include "networks.hpp"
#include STATES

namespace controllers {

constexpr std::size_t chunk = 1024;
constexpr double noticeable = 0.01; ///< of the largest answer

/// What the lattice shows.
struct Figures {
  std::size_t states = 0;
  std::size_t exceptions =
      0; ///< numbers of f(g x) and g f(x) of the lift that differ in their bits
  std::size_t compared = 0;
  std::size_t not_means = 0; ///< numbers of the lift that are not the mean of F(x) and g F(g x)
  std::size_t decided = 0;   ///< states for which the original's decision was mirrored
  std::size_t kept = 0;      ///< of these, those for which the lift decides the same
  std::size_t broken = 0;    ///< states for which the original broke the mirror noticeably
  std::size_t wrong_decisions = 0; ///< of the lift, which are not mirrored
  double largest_defect = 0;
  double largest_answer = 0;
};

/// Answers of both networks at a state and at its mirror image.
struct Pair {
  float const* before;
  float const* before_mirrored;
  float const* after;
  float const* after_mirrored;
};

/// Compares numbers.
inline void compare_numbers(Pair const& pair, Figures& figures, double& defect) {
  for (std::size_t i = 0; i < numbers; ++i) {
    float const original = pair.before[i];
    float const other = moved_answer(pair.before_mirrored, i);
    float const mean = (original + other) / 2 + 0.0F;
    figures.exceptions += same_bits(pair.after_mirrored[i], moved_answer(pair.after, i)) ? 0U : 1U;
    figures.not_means += same_bits(pair.after[i], mean) ? 0U : 1U;
    ++figures.compared;
    defect = std::max(defect, std::abs(static_cast<double>(original) - other));
    figures.largest_answer =
        std::max(figures.largest_answer, std::abs(static_cast<double>(original)));
  }
  figures.largest_defect = std::max(figures.largest_defect, defect);
}

inline unsigned decision(float const* answer, std::size_t which) {
  return decide({answer, numbers}, which);
}

/// Compares decisions, for each previous one.
inline void compare_decisions(Pair const& pair, Figures& figures) {
  for (std::size_t previous = 0; previous < decisions; ++previous) {
    std::size_t const image = mirrored_previous(previous);
    unsigned const now = decision(pair.before, previous);
    unsigned const lifted = decision(pair.after, previous);
    bool const is_mirrored = decision(pair.before_mirrored, image) == mirrored_decision(now);
    figures.decided += is_mirrored ? 1U : 0U;
    figures.kept += is_mirrored && lifted == now ? 1U : 0U;
    figures.broken += is_mirrored ? 0U : 1U;
    figures.wrong_decisions +=
        decision(pair.after_mirrored, image) == mirrored_decision(lifted) ? 0U : 1U;
  }
}

/// A chunk of states, those of odd number the mirror images of those before them.
class Chunk {
public:
  void add(Lattice const& states, std::size_t point) {
    inputs_.resize(inputs_.size() + 2 * entries);
    float* const x = inputs_.data() + inputs_.size() - 2 * entries;
    fill(states.coordinates(point), {x, entries});
    move_input(x, x + entries);
    weights_.push_back(states.mirrored(point) == point ? 1 : 2);
  }

  [[nodiscard]] bool is_full() const { return weights_.size() == chunk; }

  void run(Networks& networks, Figures& figures) {
    std::size_t const count = 2 * weights_.size();
    before_.resize(count * numbers);
    after_.resize(count * numbers);
    networks.before.forward(inputs_, before_);
    networks.after.forward(inputs_, after_);
    for (std::size_t n = 0; n < weights_.size(); ++n) {
      compare(2 * n, weights_[n], figures);
    }
    inputs_.clear();
    weights_.clear();
  }

private:
  /// State \p n; \p times is 2 unless it is its own mirror image.
  void compare(std::size_t n, std::size_t times, Figures& figures) {
    float const* const b = before_.data() + n * numbers;
    float const* const a = after_.data() + n * numbers;
    double defect = 0;
    compare_numbers({b, b + numbers, a, a + numbers}, figures, defect);
    if (times == 2) {
      compare_numbers({b + numbers, b, a + numbers, a}, figures, defect);
    }
    if (decisions == 0) {
      figures.states += times;
      figures.broken += defect > noticeable * figures.largest_answer ? times : 0;
      return;
    }
    figures.states += times * decisions;
    compare_decisions({b, b + numbers, a, a + numbers}, figures);
    if (times == 2) {
      compare_decisions({b + numbers, b, a + numbers, a}, figures);
    }
  }

  std::vector<float> inputs_;
  std::vector<std::size_t> weights_;
  std::vector<float> before_;
  std::vector<float> after_;
};

inline Figures check_lattice(Networks& networks, Lattice const& states) {
  Figures figures;
  Chunk chunk_of_states;
  for (std::size_t point = 0; point < states.size(); ++point) {
    if (states.mirrored(point) >= point) {
      chunk_of_states.add(states, point);
    }
    if (chunk_of_states.is_full()) {
      chunk_of_states.run(networks, figures);
    }
  }
  chunk_of_states.run(networks, figures);
  return figures;
}

} // namespace controllers

#endif
