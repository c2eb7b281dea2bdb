/// \file
/// Functions on small arrays with known symmetries.
#ifndef EQUIVARIFY_TESTS_ALGEBRA_PROBE_FUNCTIONS_HPP
#define EQUIVARIFY_TESTS_ALGEBRA_PROBE_FUNCTIONS_HPP

#include "equivarify/algebra/named_groups.hpp"
#include "equivarify/algebra/probe/array_action.hpp"

#include <algorithm>
#include <vector>

namespace equivarify::algebra::probe {

using Floats = std::vector<float>;

/// C4 on square pictures by quarter turns.
inline ArrayAction turned_squares(std::uint32_t side) {
  return ArrayAction::on_grid(cyclic(4), {1, side, side}, {{"quarter_turn"}});
}

/// D4 on square pictures.
inline ArrayAction moved_squares(std::uint32_t side) {
  return ArrayAction::on_grid(dihedral(4), {1, side, side}, {{"quarter_turn"}, {"flip_columns"}});
}

/// An arbitrary map: sums with weights 1, 2, ..., exact on small whole numbers and eighths; the
/// relu makes it not linear.
inline Floats arbitrary_map(Array const& x) {
  double sum = 0;
  double other = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    sum += static_cast<double>((i * i + 1) % 11) * x[i];
    other += static_cast<double>((3 * i + 2) % 7) * x[i];
  }
  return {static_cast<float>(std::max(sum, 0.0)), static_cast<float>(other)};
}

inline Array widened(Floats const& x) {
  return {x.begin(), x.end()};
}

/// F at each copy of \p x: y(h) = F(turn(h) x).
template <typename Turn>
Floats copies(ArrayAction const& input, Floats const& x, Turn const& turn) {
  Floats y;
  for (Element const h : input.group().elements()) {
    Floats const value = arbitrary_map(input.act(turn(h), widened(x)));
    y.insert(y.end(), value.begin(), value.end());
  }
  return y;
}

/// The lift y(h) = F(h^-1 x).
inline auto lift_of(ArrayAction const& input) {
  return [input](Floats const& x) {
    return copies(input, x, [&](Element h) { return input.group().inverse(h); });
  };
}

/// The authors' order y(h) = F(h x).
inline auto opposite_of(ArrayAction const& input) {
  return [input](Floats const& x) { return copies(input, x, [](Element h) { return h; }); };
}

} // namespace equivarify::algebra::probe

#endif
