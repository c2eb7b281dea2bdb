/// \file
/// Equivariance in RapidCheck: generators of elements and arrays, and the property itself, for
/// inputs and outputs of any type.
#ifndef EQUIVARIFY_ALGEBRA_PROBE_RAPIDCHECK_HPP
#define EQUIVARIFY_ALGEBRA_PROBE_RAPIDCHECK_HPP

#include "equivarify/algebra/probe/array_action.hpp"
#include "equivarify/algebra/probe/shrink_input.hpp"

#include <rapidcheck.h>

#include <cstddef>
#include <ostream>
#include <utility>
#include <vector>

namespace equivarify::algebra::probe {

/// An element that prints as its name.
struct NamedElement {
  Group group;
  Element element;

  friend std::ostream& operator<<(std::ostream& out, NamedElement const& g) {
    return out << g.group.name_of(g.element);
  }
};

/// Any element of \p group; shrinks to shorter words, e last.
[[nodiscard]] inline rc::Gen<NamedElement> arbitrary_element(Group const& group) {
  std::vector<Element> const elements = by_word_length(group, group.elements());
  return rc::gen::map(rc::gen::inRange<std::size_t>(0, elements.size()), [=](std::size_t i) {
    return NamedElement{group, elements[i]};
  });
}

/// Arrays of \p size numbers, multiples of 1/8 from -\p bound to \p bound; shrinks to zeros.
[[nodiscard]] inline rc::Gen<Array> arbitrary_array(std::size_t size, int bound = 8) {
  auto const eighths = rc::gen::inRange(-8 * bound, 8 * bound + 1);
  return rc::gen::container<Array>(
      size, rc::gen::map(eighths, [](int n) { return static_cast<double>(n) / 8; }));
}

/// The property \p same (f(g x), g f(x)) for one random g and one x from \p inputs: to be called
/// inside a property. \p act_in and \p act_out take an Element and a value.
template <typename Value,
          typename Function,
          typename ActIn,
          typename ActOut,
          typename Same = std::equal_to<>>
void require_equivariant(Group const& group,
                         rc::Gen<Value> const& inputs,
                         Function&& function,
                         ActIn const& act_in,
                         ActOut const& act_out,
                         Same const& same = {}) {
  Element const g = (*arbitrary_element(group).as("g")).element;
  Value const x = *rc::Gen<Value>(inputs).as("x");
  auto const turned_first = function(act_in(g, x));
  auto const turned_last = act_out(g, function(x));
  RC_LOG() << "f(g x) = " << rc::toString(turned_first)
           << "\ng f(x) = " << rc::toString(turned_last) << '\n';
  RC_ASSERT(same(turned_first, turned_last));
}

/// The same for a function from arrays to arrays and actions that move their entries.
template <typename Function>
void require_equivariant(Function&& function, ArrayAction const& input, ArrayAction const& output) {
  require_equivariant(
      input.group(),
      arbitrary_array(input.size()),
      std::forward<Function>(function),
      [&](Element g, Array const& x) { return input.act(g, x); },
      [&](Element g, Array const& y) { return output.act(g, y); });
}

} // namespace equivarify::algebra::probe

#endif
