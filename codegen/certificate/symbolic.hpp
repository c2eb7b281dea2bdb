/// \file
/// The symbolic proofs behind a spec: the lemma identities and the network's own theorem.
#ifndef EQUIVARIFY_CODEGEN_CERTIFICATE_SYMBOLIC_HPP
#define EQUIVARIFY_CODEGEN_CERTIFICATE_SYMBOLIC_HPP

#include "equivarify/algebra/proof/network_theorem.hpp"
#include "equivarify/algebra/proof/prover.hpp"
#include "equivarify/codegen/spec/network.hpp"

#include <vector>

namespace equivarify::codegen {

/// The blocks of \p network as its theorem sees them. The layers of a network that is averaged,
/// posed or coinduced are one map F; where F gives several sheets, a block `Sheet` reads the first.
[[nodiscard]] std::vector<algebra::proof::BlockTerm> block_terms(Network const& network);

/// The outputs of \p network as its theorem sees them.
[[nodiscard]] std::vector<algebra::proof::OutputTerm> output_terms(Network const& network);

/// The nineteen lemma identities, what the construction of \p network rests on, and its theorem. Of
/// layers used as they are, and of those of a network that is equivariant already, the theorem
/// supposes that they commute.
[[nodiscard]] std::vector<algebra::proof::Theorem> theorems_of(Network const& network);

/// The same with what the prover found.
[[nodiscard]] std::vector<algebra::proof::ProvedTheorem> prove_symbolically(Network const& network);

/// Whether every one of \p theorems is proved.
[[nodiscard]] bool all_hold(std::vector<algebra::proof::ProvedTheorem> const& theorems);

} // namespace equivarify::codegen

#endif
