/// \file
/// Trilinear forms written as products of transformed numbers, expanded exactly.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_TRILINEAR_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_TRILINEAR_HPP

#include "equivarify/codegen/audit/translation/exact_matrix.hpp"

#include <array>
#include <cstddef>
#include <functional>
#include <vector>

namespace equivarify::audit {

/// A term of a form: columns of its first, rows of its second and third matrix.
using Product = std::array<std::size_t, 3>;

/// sum over the products (a, b, c) of first(x, a) second(b, y) third(c, z) is the coefficient at
/// (x, y, z). The matrices outlive the form.
struct TrilinearForm {
  ExactMatrix const& first;
  ExactMatrix const& second;
  ExactMatrix const& third;
  std::vector<Product> const& products;
};

/// The largest distance of a coefficient of \p form from 1 where `is_one({x, y, z})`, else from 0;
/// 0 where the form is exactly that. \throws Refusal if that would take too long.
[[nodiscard]] double distance_from(TrilinearForm const& form,
                                   std::function<bool(Product const&)> const& is_one);

} // namespace equivarify::audit

#endif
