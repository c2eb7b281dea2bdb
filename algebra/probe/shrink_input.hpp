/// \file
/// Smaller inputs on which a function still fails.
#ifndef EQUIVARIFY_ALGEBRA_PROBE_SHRINK_INPUT_HPP
#define EQUIVARIFY_ALGEBRA_PROBE_SHRINK_INPUT_HPP

#include "equivarify/algebra/probe/experiment.hpp"
#include "equivarify/algebra/probe/inputs.hpp"

#include <cstddef>
#include <vector>

namespace equivarify::algebra::probe {

/// An element and an input with f(g x) != g f(x).
struct FailingPair {
  Element g;
  Array x;
};

/// A pair with as few entries unlike Domain::rest() as possible, those as simple as possible (1,
/// -1, 2, 1/2, whole numbers), then the element of \p elements with the shortest word. No single
/// change makes the result smaller unless \p evaluations ran out. \pre \p pair fails
[[nodiscard]] FailingPair shrink(Experiment& experiment,
                                 FailingPair pair,
                                 std::vector<Element> const& elements,
                                 Domain const& domain,
                                 std::size_t evaluations);

/// \p elements by the length of their words in the generators, the shortest first.
[[nodiscard]] std::vector<Element> by_word_length(Group const& group,
                                                  std::vector<Element> elements);

} // namespace equivarify::algebra::probe

#endif
