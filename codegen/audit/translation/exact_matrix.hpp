/// \file
/// Matrices of fractions, read by the auditor.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_EXACT_MATRIX_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_EXACT_MATRIX_HPP

#include "equivarify/codegen/audit/spec/node.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace equivarify::audit {

/// A matrix of integers over one denominator; all are at most bounds::scheme_number.
struct ExactMatrix {
  std::size_t rows = 0;
  std::size_t columns = 0;
  std::vector<std::int64_t> numerators{}; ///< row by row
  std::int64_t denominator = 1;

  [[nodiscard]] std::int64_t at(std::size_t row, std::size_t column) const {
    return numerators[row * columns + column];
  }
};

/// Sums of as many products of three numbers of at most bounds::scheme_number as a form may have
/// fit in it.
__extension__ using Wide = __int128;

/// A fraction in lowest terms.
struct ExactNumber {
  std::int64_t numerator = 0;
  std::int64_t denominator = 1;
};

/// The number at \p node: an integer, or a fraction such as "-1/6" that is in lowest terms and no
/// integer; both parts at most bounds::scheme_number. \throws Refusal with the place.
[[nodiscard]] ExactNumber exact_number(Node const& node);

/// The matrix of \p rows rows and \p columns columns at \p node, as exact_number() reads its
/// entries. \throws Refusal with the place.
[[nodiscard]] ExactMatrix exact_matrix(Node const& node, std::size_t rows, std::size_t columns);

} // namespace equivarify::audit

#endif
