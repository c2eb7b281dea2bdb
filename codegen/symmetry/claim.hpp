/// \file
/// Whether the plain network of a spec is equivariant already, as its "already" claims.
#ifndef EQUIVARIFY_CODEGEN_SYMMETRY_CLAIM_HPP
#define EQUIVARIFY_CODEGEN_SYMMETRY_CLAIM_HPP

#include "equivarify/algebra/watch.hpp"
#include "equivarify/codegen/spec/network.hpp"
#include "equivarify/runtime/records/fields.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// What a claim comes to.
enum class ClaimVerdict {
  holds,      ///< every layer commutes
  refuted,    ///< an input shows that the network does not
  not_proved, ///< a layer is not known to commute, and no input shows that the network does not
  unfinished  ///< there was no time to find out
};

/// The words for it in files.
inline constexpr runtime::InWords claim_words{{"holds", "refuted", "not_proved", "unfinished"}};

/// What came of one layer L: L(h z) = h L(z) for every generator h of the subgroup.
struct LayerClaim {
  std::string layer;
  std::string reason{};                      ///< why it fails for what it is, without numbers
  std::vector<std::string> counterexample{}; ///< lines with h, z and both sides, of the layer alone
  std::size_t values_compared = 0;
  ClaimVerdict verdict = ClaimVerdict::holds; ///< that of the network, at the last layer

  [[nodiscard]] bool holds() const { return reason.empty() && counterexample.empty(); }

  static void describe(auto& fields) {
    fields.field("name", &LayerClaim::layer);
    fields.field("verdict", &LayerClaim::verdict, claim_words);
    fields.field("values_compared", &LayerClaim::values_compared);
    fields.field("reason", &LayerClaim::reason, runtime::NullWhereEmpty{});
    fields.field("counterexample", &LayerClaim::counterexample, runtime::NullWhereEmpty{});
  }
};

/// What came of the claim. The layers after the first that fails are not looked at: a network may
/// commute where one of its layers does not.
struct ClaimCheck {
  std::string subgroup;                ///< such as `<s>`
  std::vector<std::string> elements{}; ///< its names
  std::vector<LayerClaim> layers{};
  std::size_t inputs_tried = 0;   ///< of the whole network, where a layer does not hold
  bool has_given_weights = false; ///< the claim is of given weights, not of all that are tied
  std::vector<std::string> counterexample{}; ///< lines with h, x, weights and both sides
  std::string left_out{};                    ///< for which there was no time, in words

  [[nodiscard]] bool holds() const;
  [[nodiscard]] ClaimVerdict verdict() const;

  static void describe(auto& fields) {
    fields.file("subgroup", &ClaimCheck::subgroup);
    fields.file("elements", &ClaimCheck::elements);
    fields.follows("verdict", &ClaimCheck::verdict, claim_words);
    fields.field("layers", &ClaimCheck::layers);
    fields.file("inputs_tried", &ClaimCheck::inputs_tried);
    fields.field("counterexample", &ClaimCheck::counterexample, runtime::NullWhereEmpty{});
  }
};

/// Checks the claim of a network whose construction is a coinduction, layer by layer: by what the
/// layers are, and with random whole numbers for weights and inputs, in arithmetic without
/// rounding.
///
/// A reduction over entries, whose values are no whole numbers, commutes with every permutation by
/// its class and is not computed. The whole network is not tried: see refute/map_trial.hpp. \p
/// watch is asked before each layer, and told of it.
[[nodiscard]] ClaimCheck
check_claim(Network const& network, std::uint64_t seed, algebra::Watch const& watch = {});

/// The lines that a command prints for \p check.
[[nodiscard]] std::string to_text(ClaimCheck const& check);

} // namespace equivarify::codegen

#endif
