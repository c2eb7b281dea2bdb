/// \file
/// The tables of a Fourier transform in a generated header, compared with a scheme.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_HEADER_TABLES_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_HEADER_TABLES_HPP

#include "equivarify/codegen/audit/spec/node.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::audit {

/// What rt::GeneralFourier must make of the tables of a header: matrices of as many rows as
/// columns, as floats, and the products (slot, weight slot, product).
struct TransformTables {
  std::size_t order = 0;
  std::vector<float> input{};   ///< row by row
  std::vector<float> weights{}; ///< row by row
  std::vector<std::array<std::size_t, 3>> products{};
};

/// Those of the scheme at \p node, for \p order copies, which was judged.
[[nodiscard]] TransformTables tables_of_scheme(Node const& node, std::size_t order);

/// \throws Refusal unless the struct FourierTables in \p header, code in normal form, makes \p due.
void check_tables(std::string const& header, TransformTables due);

} // namespace equivarify::audit

#endif
