/// \file
/// The action of a group on inputs, entry by entry.
#ifndef EQUIVARIFY_RUNTIME_GROUP_MOVED_ENTRY_HPP
#define EQUIVARIFY_RUNTIME_GROUP_MOVED_ENTRY_HPP

#include <cstddef>

namespace equivarify::runtime {

/// \p value, or its negative if \p negated; a zero has no sign, so that (g h) x and g (h x) have
/// the same bits.
[[nodiscard]] inline float signed_value(float value, bool negated) {
  return negated ? 0.0F - value : value + 0.0F;
}

/// Entry \p i of g x, where \p element is the number of g: the entry `input_permutations[g][i]` of
/// \p x, negated where `input_negated[g][i]`. An action without that table changes no sign.
template <typename Action>
[[nodiscard]] float moved_entry(float const* x, std::size_t element, std::size_t i) {
  float const value = x[Action::input_permutations[element][i]];
  if constexpr (requires { Action::input_negated[element][i]; }) {
    return signed_value(value, Action::input_negated[element][i]);
  } else {
    return value;
  }
}

} // namespace equivarify::runtime

#endif
