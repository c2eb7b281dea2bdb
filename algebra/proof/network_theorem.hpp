/// \file
/// The theorem of a network: blocks of uninterpreted layers, lifted or on concatenated copies, are
/// equivariant.
#ifndef EQUIVARIFY_ALGEBRA_PROOF_NETWORK_THEOREM_HPP
#define EQUIVARIFY_ALGEBRA_PROOF_NETWORK_THEOREM_HPP

#include "equivarify/algebra/proof/claim.hpp"

#include <string>
#include <vector>

namespace equivarify::algebra::proof {

/// A block as the theorem sees it.
struct BlockTerm {
  enum class Kind {
    lift,  ///< F on each copy; of the input x on each h^-1 x
    concat ///< F on the concatenated copies, as seen from each h
  };
  std::string name;
  Kind kind = Kind::lift;
  std::vector<std::string> layers; ///< names, each of a function of which nothing is known
};

/// The map that \p block computes, with the layer NAME as the symbol `layer_NAME`; \p is_first says
/// that its input is x and no copies.
[[nodiscard]] Term map_of(BlockTerm const& block, bool is_first);

/// The sort of each layer of \p blocks: layer NAME leads to the set `Z_NAME`.
[[nodiscard]] Context layer_sorts(std::vector<BlockTerm> const& blocks);

/// The theorem `network`: each block is equivariant, in the claims `block-NAME`, and so is the
/// network N, in the claim `network`: N(g x) = g N(x), whatever the layers compute.
///
/// \pre the first block is a lift; no name is longer than a spec allows
[[nodiscard]] Theorem network_theorem(std::vector<BlockTerm> const& blocks);

} // namespace equivarify::algebra::proof

#endif
