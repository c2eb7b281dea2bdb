/// \file
/// The inputs on which a function is tried.
#ifndef EQUIVARIFY_ALGEBRA_PROBE_INPUTS_HPP
#define EQUIVARIFY_ALGEBRA_PROBE_INPUTS_HPP

#include "equivarify/algebra/probe/array_action.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace equivarify::algebra::probe {

/// Groups of larger orders are tried without their subgroups, whose number grows fast.
inline constexpr std::uint32_t largest_order_with_subgroups = 200;

/// What the entries of an input may be.
struct Domain {
  double lowest = -1;
  double highest = 1;
  bool integers = false;  ///< whole numbers alone
  bool unbounded = false; ///< the bounds are typical, much larger numbers are allowed too

  /// The number that stands for nothing: 0, or the bound next to it.
  [[nodiscard]] double rest() const noexcept;

  [[nodiscard]] bool contains(double value) const noexcept;
};

/// An input with a name such as `random 3`.
struct NamedInput {
  std::string name;
  Array values;
};

/// How the inputs are made.
struct InputOptions {
  std::uint64_t seed = 1;
  std::size_t random = 16; ///< so many random inputs, after the structured ones
  Domain domain{.unbounded = true};
};

/// Zero, a constant, a ramp, unit impulses in every orbit of entries (all of them where they are
/// few), small whole numbers, inputs that a subgroup of each class fixes, numbers of very different
/// magnitudes where the domain allows them, then random ones. Each value is a float. Equal options
/// give equal inputs.
[[nodiscard]] std::vector<NamedInput> make_inputs(ArrayAction const& action,
                                                  InputOptions const& options);

} // namespace equivarify::algebra::probe

#endif
