/// \file
/// Everything that is proved and checked of one spec: the lemmas for its group and action, and the
/// network itself.
#ifndef EQUIVARIFY_CODEGEN_VERIFY_VERIFICATION_HPP
#define EQUIVARIFY_CODEGEN_VERIFY_VERIFICATION_HPP

#include "equivarify/algebra/lemmas/lemmas.hpp"
#include "equivarify/algebra/proof/diagram.hpp"
#include "equivarify/algebra/proof/prover.hpp"
#include "equivarify/algebra/watch.hpp"
#include "equivarify/codegen/measure/network_check.hpp"
#include "equivarify/codegen/refute/commuting_layers.hpp"
#include "equivarify/codegen/refute/stack_check.hpp"
#include "equivarify/codegen/spec/network.hpp"
#include "equivarify/codegen/symmetry/claim.hpp"
#include "equivarify/codegen/verify/given_up.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// How much is checked, and of which convention.
struct VerificationOptions {
  std::uint64_t seed = 1;
  int tests = 200;        ///< random instances of each lemma
  std::size_t inputs = 0; ///< of the network; 0 for as many as take a few seconds
  std::string convention = "formula";
  std::string spec = "SPEC"; ///< how a replay line names the spec
  std::uint64_t cases = 0;   ///< of one set and number of labels that are all tried; 0: as is quick
  /// What the exhaustive checks of the lemmas saw, where they were done before.
  std::vector<algebra::lemmas::ExhaustiveReport> exhaustive{};
  algebra::Watch watch{}; ///< asked whether there is time for each piece, and told of it
};

/// What verify() comes to.
enum class Verdict {
  verified,   ///< every statement holds, and all was checked
  refuted,    ///< a statement is false
  not_proved, ///< layers used as they are are not known to commute, and no input shows otherwise
  unfinished  ///< what was checked holds, and something was left out
};

/// The options of the lemma checks that verify() makes.
[[nodiscard]] algebra::lemmas::LemmaOptions lemma_options_of(Network const& network,
                                                             VerificationOptions const& options);

/// An output of a network: its name, its head, and what the head keeps of p F^ = F.
struct VerifiedOutput {
  std::string name;
  std::string head;
  std::string subgroup; ///< over which its means are taken
  std::size_t size = 0; ///< numbers of it
  std::string keeps;
};

/// The verdicts.
struct Verification {
  std::string name;
  std::string sha256;
  std::uint64_t seed = 1;
  std::string convention;
  std::vector<algebra::lemmas::LemmaReport> lemmas;
  /// Each lemma, what the construction rests on, then the network's own theorem: proofs for all
  /// sets, maps and weights.
  std::vector<algebra::proof::ProvedTheorem> symbolic;
  algebra::proof::DiagramReport diagram; ///< of the network, which commutes
  /// Of a network with blocks that are used as they are, of which its theorem supposes this.
  std::optional<StackCheck> stack{};
  NetworkCheck network;
  std::size_t lift_parameters = 0;  ///< counted over the blocks of the lifted network
  std::size_t plain_parameters = 0; ///< counted over the tensors of F
  std::size_t multiply_adds = 0;
  std::size_t copies = 0;                  ///< of each value
  std::string replay;                      ///< the command that does all this again
  std::optional<GivenUp> given_up{};       ///< the price of its construction
  std::optional<ClaimCheck> claim{};       ///< of a spec that says what its network is already
  std::vector<CommutingLayer> commuting{}; ///< the layers that `stack` or `claim` is about
  std::vector<std::string> supposed{};     ///< what the network's theorem rests on unchecked
  std::vector<VerifiedOutput> outputs{};   ///< of a network that has outputs of its own
  std::vector<std::string> left_out{};     ///< checks for which there was no time

  /// A statement that is refuted is so, whatever was left out.
  [[nodiscard]] Verdict verdict() const;

  /// Whether every statement holds and nothing was left out.
  [[nodiscard]] bool holds() const { return verdict() == Verdict::verified; }

  /// Whether what the theorem of the network supposes of its layers is true.
  [[nodiscard]] bool has_network_theorem() const;

  /// Whether an input shows that layers used as they are do not commute as is claimed.
  [[nodiscard]] bool is_refuted_as_it_is() const;

  /// What the construction rests on beside the lemmas.
  [[nodiscard]] std::vector<algebra::proof::ProvedTheorem> construction_theorems() const;

  /// What the prover found of the theorem \p id, a lemma's or `network`. \pre there is one
  [[nodiscard]] algebra::proof::ProvedTheorem const& symbolic_of(std::string const& id) const;
};

/// Proves and checks everything about \p network, first what its theorem rests on, then the network
/// on numbers, then the lemmas, until time is over. Equal options give equal results but for that.
///
/// \throws AlgebraError for a convention that does not exist, and InternalError, naming the layer,
/// if values contradict a theorem that is proved.
[[nodiscard]] Verification verify(Network const& network, VerificationOptions const& options);

} // namespace equivarify::codegen

#endif
