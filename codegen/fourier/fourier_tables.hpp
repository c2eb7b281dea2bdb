/// \file
/// The Fourier transform over a finite group as the tables that generated code works with.
#ifndef EQUIVARIFY_CODEGEN_FOURIER_FOURIER_TABLES_HPP
#define EQUIVARIFY_CODEGEN_FOURIER_FOURIER_TABLES_HPP

#include "equivarify/algebra/group.hpp"
#include "equivarify/algebra/wedderburn.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace equivarify::codegen {

/// The tables that the template GeneralFourier of the runtime names and explains.
struct FourierTables {
  std::vector<algebra::RealBlock> blocks;
  std::size_t butterflies = 1; ///< the order of an elementary abelian subgroup A
  std::vector<std::uint32_t> place;
  std::vector<double> analysis;
  std::vector<std::uint32_t> slot;
  std::vector<double> weights;

  /// The multiplications of one channel pair.
  [[nodiscard]] std::size_t products() const;

  /// Whether every sum has at most two terms with factors 1 and -1, so that acting by g permutes
  /// and negates terms and g-shifted inputs give g-shifted outputs to the last bit.
  [[nodiscard]] bool is_exact() const;
};

/// The tables of \p group. The same group gives the same tables.
///
/// \throws algebra::LimitError as algebra::real_irreps() does. Cost: that of real_irreps() and
/// O(|G| d^3) for each irreducible representation of dimension d.
[[nodiscard]] FourierTables fourier_tables(algebra::Group const& group);

} // namespace equivarify::codegen

#endif
