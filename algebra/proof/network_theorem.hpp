/// \file
/// The theorem of a network: blocks of uninterpreted layers, made equivariant by the lift, the
/// quotient by the kernel, averaging, canonicalization or coinduction, are equivariant.
#ifndef EQUIVARIFY_ALGEBRA_PROOF_NETWORK_THEOREM_HPP
#define EQUIVARIFY_ALGEBRA_PROOF_NETWORK_THEOREM_HPP

#include "equivarify/algebra/proof/claim.hpp"

#include <string>
#include <vector>

namespace equivarify::algebra::proof {

/// A block as the theorem sees it.
struct BlockTerm {
  enum class Kind {
    lift,            ///< F on each copy; of an input that is no copies on each h^-1 x
    concat,          ///< F on the concatenated copies, as seen from each h
    quotient_lift,   ///< the same over G/N
    quotient_concat, ///< the same over G/N
    average,         ///< the mean of k F(k^-1 x) over H, coinduced from H to G
    pose,            ///< the mean over the k for which k^-1 x is the chosen one, coinduced
    coinduction,     ///< the same of an F whose layers commute with H
    plain            ///< layers that commute with G, used as they are
  };
  std::string name;
  Kind kind = Kind::lift;
  std::vector<std::string> layers; ///< names, each of a function of which nothing is known
  bool gives_copies = true;        ///< of a plain block: whether G permutes copies behind it
};

/// A part of what comes out, as the theorem sees it: a head on the copies behind the last block.
struct OutputTerm {
  std::string name;
  bool is_induced = false; ///< a mean over a subgroup H for each of its cosets, else over all of G
};

/// Whether \p sort is that of copies: functions on G or G/N.
[[nodiscard]] bool is_copies(Term const& sort);

/// Whether blocks of \p kind have copies for G/N.
[[nodiscard]] bool is_quotient(BlockTerm::Kind kind);

/// Whether all layers are one map F that is averaged, posed or coinduced.
[[nodiscard]] bool is_symmetrized(BlockTerm::Kind kind);

/// A block with the sets before and behind it: X, the set `Z_NAME` of the values of layer NAME, `Y`
/// of those of the last layer of an F that is averaged or posed, or functions on G or G/N.
struct Stage {
  BlockTerm block;
  Term input;
  Term map;    ///< of the input to the output
  Term single; ///< of which the copies are made: the map of the input, or of one copy, to one copy
  Term output;
  Context layers; ///< the sorts of its layers: layer NAME is the symbol `layer_NAME`
};

/// The stages of a network of \p blocks.
///
/// \pre a block that is concatenated has copies before it; one that is averaged, posed or coinduced
/// is the first; no name is longer than a spec allows
[[nodiscard]] std::vector<Stage> stages(std::vector<BlockTerm> const& blocks);

/// The theorem `network`: each block is equivariant, in the claims `block-NAME`, and so is the
/// network N, in the claim `network`: N(g x) = g N(x), whatever the layers compute. Hypotheses are
/// that X is a G-set and, of layers that are used as they are, that they commute.
///
/// Each of \p outputs has its claim `output-NAME`, see output_claims().
///
/// Where an H-equivariant F is coinduced, the claims `is-lift` and `projects` add that N is the
/// lift of F.
[[nodiscard]] Theorem network_theorem(std::vector<BlockTerm> const& blocks,
                                      std::vector<OutputTerm> const& outputs = {});

/// The lemma identities, what the constructions of \p blocks and the induced ones of \p outputs
/// rest on, and their theorem `network`.
[[nodiscard]] std::vector<Theorem> theorems_of(std::vector<BlockTerm> const& blocks,
                                               std::vector<OutputTerm> const& outputs = {});

} // namespace equivarify::algebra::proof

#endif
