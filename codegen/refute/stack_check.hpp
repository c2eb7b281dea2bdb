/// \file
/// Whether a network with blocks used as they are is equivariant: found layer by layer, before any
/// number is computed.
#ifndef EQUIVARIFY_CODEGEN_REFUTE_STACK_CHECK_HPP
#define EQUIVARIFY_CODEGEN_REFUTE_STACK_CHECK_HPP

#include "equivarify/codegen/measure/measurement.hpp"
#include "equivarify/codegen/measure/network_check.hpp"
#include "equivarify/codegen/spec/network.hpp"
#include "equivarify/codegen/spec/value_action.hpp"
#include "equivarify/codegen/symmetry/claim.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// What was found of one layer.
struct LayerFinding {
  std::string block;
  std::string layer;
  std::vector<ValueAction> inputs; ///< the actions on the values that it reads
  ValueAction output;
  std::string subgroup; ///< the largest that still holds, such as `<r^2>`
  std::string reason;   ///< empty where the whole group holds
  ClaimVerdict verdict = ClaimVerdict::holds;

  static void describe(auto& fields) {
    fields.field("block", &LayerFinding::block);
    fields.field("name", &LayerFinding::layer);
    fields.field("verdict", &LayerFinding::verdict, claim_words);
    fields.field("largest_subgroup", &LayerFinding::subgroup);
    fields.field("reason", &LayerFinding::reason);
  }
};

/// What was found of a network: its layers up to the first that breaks the symmetry.
struct StackCheck {
  std::vector<LayerFinding> layers;
  std::optional<NetworkCounterexample> counterexample{};
  std::optional<Measurement> measurement{}; ///< of the whole network, where it holds

  [[nodiscard]] bool holds() const { return verdict() == ClaimVerdict::holds; }

  /// That of the last layer.
  [[nodiscard]] ClaimVerdict verdict() const {
    return layers.empty() ? ClaimVerdict::holds : layers.back().verdict;
  }

  static void describe(auto& fields) {
    fields.follows("verdict", &StackCheck::verdict, claim_words);
    fields.field("layers", &StackCheck::layers);
    fields.field("measured", &StackCheck::measurement, runtime::OrNull{});
    fields.file("counterexample", &StackCheck::counterexample, runtime::OrNull{});
  }
};

/// Follows the claimed action through \p network. A layer used as it is holds for g, for all
/// weights and inputs, if and only if each output of g v is made of the same terms as the output of
/// v that g puts there; layers of a lifted block need no check. Where one breaks, a small input
/// that shows it is found with numbers that follow from \p seed. Cost: elements x outputs x terms
/// of a layer.
[[nodiscard]] StackCheck check_stack(Network const& network, std::uint64_t seed);

} // namespace equivarify::codegen

#endif
