/// \file
/// How the copies of a lifted value are arranged: the paper's formulas as tables of indices.
#ifndef EQUIVARIFY_CODEGEN_REFERENCE_ARRANGEMENT_HPP
#define EQUIVARIFY_CODEGEN_REFERENCE_ARRANGEMENT_HPP

#include "equivarify/algebra/group.hpp"
#include "equivarify/algebra/lemmas/construction.hpp"
#include "equivarify/codegen/spec/network.hpp"

#include <cstdint>
#include <vector>

namespace equivarify::codegen {

/// The three places where a convention enters a network; all numbers are indices of elements.
struct Arrangement {
  /// Copy h of the first block is F applied to turned_by[h] x; by definition h^-1.
  std::vector<std::uint32_t> turned_by;
  /// Copy h of a concatenated block sees the copies concatenated[h] of its input; by definition h
  /// g_0, h g_1, ...
  std::vector<std::vector<std::uint32_t>> concatenated;
  /// Copy h of g s is copy shifted_from[g][h] of s; by definition g^-1 h.
  std::vector<std::vector<std::uint32_t>> shifted_from;
  friend bool operator==(Arrangement const&, Arrangement const&) = default;
};

/// The arrangement of the paper.
[[nodiscard]] Arrangement formula_arrangement(algebra::Group const& group);

/// The arrangement that \p convention makes, a different one wherever it differs from the paper's.
[[nodiscard]] Arrangement arrangement_of(algebra::lemmas::Construction const& convention,
                                         algebra::Group const& group);

/// The arrangement of the copies of \p network: the paper's, or that of its construction, whose
/// copies may be fewer than |G|; `turned_by` is then empty where the input decides.
[[nodiscard]] Arrangement arrangement_of(Network const& network);

} // namespace equivarify::codegen

#endif
