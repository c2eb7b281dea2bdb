/// \file
/// Everything that is proved and checked of one spec: the lemmas for its group and action, and the
/// network itself.
#ifndef EQUIVARIFY_CODEGEN_VERIFY_VERIFICATION_HPP
#define EQUIVARIFY_CODEGEN_VERIFY_VERIFICATION_HPP

#include "equivarify/algebra/lemmas/lemmas.hpp"
#include "equivarify/algebra/proof/diagram_report.hpp"
#include "equivarify/algebra/proof/prover.hpp"
#include "equivarify/algebra/watch.hpp"
#include "equivarify/codegen/measure/network_check.hpp"
#include "equivarify/codegen/refute/commuting_layers.hpp"
#include "equivarify/codegen/refute/stack_check.hpp"
#include "equivarify/codegen/spec/network.hpp"
#include "equivarify/codegen/symmetry/claim.hpp"
#include "equivarify/codegen/verify/given_up.hpp"
#include "equivarify/runtime/records/fields.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::codegen {

/// The words for whether something is proved, in files.
inline constexpr runtime::InWords proof_words{{"unproved", "proved"}};

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

/// A claim, and whether it is proved for all sets, maps and weights.
struct ClaimReport {
  std::string name;
  std::string says;
  bool proved = false;

  static void describe(auto& fields) {
    fields.field("name", &ClaimReport::name);
    fields.field("says", &ClaimReport::says);
    fields.field("verdict", &ClaimReport::proved, proof_words);
  }
};

/// What the prover found of a theorem.
struct TheoremReport {
  std::vector<ClaimReport> claims;
  std::size_t steps = 0; ///< of all proofs

  /// Whether every claim is proved.
  [[nodiscard]] bool holds() const;

  static void describe(auto& fields) {
    fields.follows("verdict", &TheoremReport::holds, proof_words);
    fields.file("steps", &TheoremReport::steps);
    fields.field("claims", &TheoremReport::claims);
  }
};

/// What was tried of a lemma and what was proved of it.
struct VerifiedLemma : algebra::lemmas::LemmaReport {
  TheoremReport symbolic;

  static void describe(auto& fields) {
    fields.field("id", &VerifiedLemma::id);
    fields.field("statement", &VerifiedLemma::statement);
    fields.field("source", &VerifiedLemma::source);
    fields.field("scope", &VerifiedLemma::scope);
    fields.field(
        "verdict", &VerifiedLemma::verdict, runtime::InWords{{"refuted", "partly", "holds"}});
    fields.field("symbolic", &VerifiedLemma::symbolic);
    fields.field("exhaustive", &VerifiedLemma::exhaustive);
    fields.field("property", &VerifiedLemma::property);
    fields.file("counterexample", &VerifiedLemma::counterexample, runtime::OrNull{});
  }
};

/// What the theorem of a network rests on.
struct Foundations {
  std::vector<CommutingLayer> layers; ///< that are known to commute
  std::vector<std::string> supposed;  ///< unchecked

  static void describe(auto& fields) {
    fields.field("layers", &Foundations::layers);
    fields.field("supposed", &Foundations::supposed);
  }
};

/// An output of a network: its name, its head, and what the head keeps of p F^ = F.
struct VerifiedOutput {
  std::string name;
  std::string head;
  std::string subgroup; ///< over which its means are taken
  std::size_t size = 0; ///< numbers of it
  std::string keeps;

  static void describe(auto& fields) {
    fields.field("name", &VerifiedOutput::name);
    fields.field("head", &VerifiedOutput::head);
    fields.field("means_over", &VerifiedOutput::subgroup);
    fields.field("numbers", &VerifiedOutput::size);
    fields.field("keeps", &VerifiedOutput::keeps);
  }
};

/// The verdicts, as verify.json has them.
struct Verification {
  std::string name;
  std::string sha256;
  std::uint64_t seed = 1;
  std::string convention;
  std::vector<VerifiedLemma> lemmas;
  /// What its construction rests on besides the lemmas, by name.
  std::vector<std::pair<std::string, TheoremReport>> construction;
  /// The network's own theorem, where what it supposes of layers is true.
  std::optional<TheoremReport> theorem{};
  std::optional<Foundations> rests_on{}; ///< of that theorem
  algebra::proof::DiagramReport diagram; ///< of the network, which commutes
  /// Of a network with blocks that are used as they are, of which its theorem supposes this.
  std::optional<StackCheck> stack{};
  NetworkCheck network;
  std::size_t lift_parameters = 0;  ///< counted over the blocks of the lifted network
  std::size_t plain_parameters = 0; ///< counted over the tensors of F
  std::size_t multiply_adds = 0;
  std::optional<GivenUp> given_up{};     ///< the price of its construction
  std::optional<ClaimCheck> claim{};     ///< of a spec that says what its network is already
  std::vector<VerifiedOutput> outputs{}; ///< of a network that has outputs of its own
  std::vector<std::string> left_out{};   ///< checks for which there was no time
  std::size_t copies = 0;                ///< of each value; not in the file
  bool rounds_weights = false;           ///< to bf16 numbers; not in the file
  /// All proofs, for a certificate; not in the file.
  std::vector<algebra::proof::ProvedTheorem> proofs{};

  /// A statement that is refuted is so, whatever was left out.
  [[nodiscard]] Verdict verdict() const;

  /// Whether every statement holds and nothing was left out.
  [[nodiscard]] bool holds() const { return verdict() == Verdict::verified; }

  /// Whether the network has a theorem and what that supposes of its layers is true.
  [[nodiscard]] bool has_network_theorem() const;

  static void describe(auto& fields) {
    fields.file("spec", &Verification::name);
    fields.field("sha256", &Verification::sha256);
    fields.follows("verdict",
                   &Verification::verdict,
                   runtime::InWords{{"verified", "refuted", "not_proved", "unfinished"}});
    fields.field("seed", &Verification::seed);
    fields.file("convention", &Verification::convention);
    fields.field("lemmas", &Verification::lemmas);
    fields.group("network", [](auto& of_network) {
      of_network.field("symbolic", &Verification::theorem, runtime::OrNull{});
      of_network.file("rests_on", &Verification::rests_on, runtime::OrNull{});
      of_network.field("stack", &Verification::stack, runtime::OrNull{});
      of_network.field("diagram", &Verification::diagram);
      of_network.inlined(&Verification::network);
    });
    fields.group("parameters", [](auto& parameters) {
      parameters.field("lift", &Verification::lift_parameters);
      parameters.field("plain", &Verification::plain_parameters);
    });
    fields.file("multiply_adds", &Verification::multiply_adds);
    fields.group(
        "construction",
        [](auto& of_construction) {
          of_construction.members(&Verification::construction, "given_up");
          of_construction.file("given_up", &Verification::given_up);
        },
        runtime::OrNothing{});
    fields.field("left_out", &Verification::left_out, runtime::OrNothing{});
    fields.file("outputs", &Verification::outputs, runtime::OrNothing{});
    fields.field("already", &Verification::claim);
  }
};

/// What the prover found of \p theorem, without the proofs.
[[nodiscard]] TheoremReport report_of(algebra::proof::ProvedTheorem const& theorem);

/// Proves and checks everything about \p network, first what its theorem rests on, then the network
/// on numbers, then the lemmas, until time is over. Equal options give equal results but for that.
///
/// \throws AlgebraError for a convention that does not exist, and InternalError, naming the layer,
/// if values contradict a theorem that is proved.
[[nodiscard]] Verification verify(Network const& network, VerificationOptions const& options);

} // namespace equivarify::codegen

#endif
