/// \file
/// Ways in which an output may follow its input other than f(g x) = g f(x).
#ifndef EQUIVARIFY_ALGEBRA_PROBE_OUTPUT_LAW_HPP
#define EQUIVARIFY_ALGEBRA_PROBE_OUTPUT_LAW_HPP

#include "equivarify/algebra/probe/array_action.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace equivarify::algebra::probe {

/// A law f(g x)[i] = f(x)[source(g, i)], negated where the source says so.
struct OutputLaw {
  std::string name;     ///< such as `opposite`
  std::string equation; ///< such as `f(g x)(h) = f(x)(h g)`
  std::string meaning;  ///< what that is in words
  std::function<Source(std::uint32_t g, std::uint32_t i)> source;
};

/// The law of \p output itself, called `formula`: f(g x) = g f(x) [3.0.2].
[[nodiscard]] OutputLaw declared_law(ArrayAction const& output);

/// The laws that are mistaken for it, different from it and from each other for \p output: the
/// authors' opposite shift f(g x)(h) = f(x)(h g), g h for g^-1 h, h g^-1 for g^-1 h, copies that do
/// not move, entries that move backward or not at all, invariance.
[[nodiscard]] std::vector<OutputLaw> rival_laws(ArrayAction const& output);

/// The laws f(g x) = a(g) f(x) for the automorphisms a of the group but the identity, by the images
/// of the generators; none where there are too many to try.
[[nodiscard]] std::vector<OutputLaw> twisted_laws(ArrayAction const& output);

} // namespace equivarify::algebra::probe

#endif
