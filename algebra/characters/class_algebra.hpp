/// \file
/// The centre of the group algebra modulo a prime: the linear algebra behind character tables.
#ifndef EQUIVARIFY_ALGEBRA_CLASS_ALGEBRA_HPP
#define EQUIVARIFY_ALGEBRA_CLASS_ALGEBRA_HPP

#include "equivarify/algebra/modular.hpp"
#include "equivarify/algebra/structure.hpp"

#include <cstdint>
#include <vector>

namespace equivarify::algebra {

/// The matrix of class \p r: entry [s][t] counts the pairs x in class r, y in class s with x y = z,
/// for one z of class t. \p numbers gives the class of each element.
[[nodiscard]] ModularRows class_matrix(Group const& group,
                                       std::vector<ConjugacyClass> const& classes,
                                       std::vector<std::uint32_t> const& numbers,
                                       std::size_t r);

/// The lines that are eigenvectors of every class matrix modulo \p p, each with first entry 1: as
/// many as classes if all eigenvalues lie in the prime field, as they do if the exponent divides p
/// - 1 and the order is prime to p.
[[nodiscard]] ModularRows common_eigenvectors(Group const& group,
                                              std::vector<ConjugacyClass> const& classes,
                                              std::vector<std::uint32_t> const& numbers,
                                              std::uint32_t p);

} // namespace equivarify::algebra

#endif
