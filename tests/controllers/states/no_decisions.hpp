/// \file
/// For controllers whose answers are numbers: there is nothing to decide.
#ifndef EQUIVARIFY_TESTS_CONTROLLERS_STATES_NO_DECISIONS_HPP
#define EQUIVARIFY_TESTS_CONTROLLERS_STATES_NO_DECISIONS_HPP

#include <cstddef>
#include <span>

namespace controllers {

constexpr std::size_t decisions = 0;

inline unsigned decide(std::span<float const> /*answer*/, std::size_t /*which*/) {
  return 0;
}

inline std::size_t mirrored_previous(std::size_t previous) {
  return previous;
}

inline unsigned mirrored_decision(unsigned decision) {
  return decision;
}

} // namespace controllers

#endif
