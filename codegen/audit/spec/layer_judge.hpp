/// \file
/// The layers that must commute, judged one after another.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_LAYER_JUDGE_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_LAYER_JUDGE_HPP

#include "equivarify/codegen/audit/spec/described.hpp"
#include "equivarify/codegen/audit/spec/used_layer.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <vector>

namespace equivarify::audit {

/// What was compared.
struct LayersChecked {
  std::size_t layers = 0;
  std::size_t outputs = 0; ///< of all of them
  std::size_t terms = 0;   ///< of all outputs; compared for each generator
  bool has_sums = false;   ///< whether some layer adds its terms, which may come in another order
};

/// What is compared of \p layers, in order, by \p movers elements.
///
/// \throws Refusal beyond bounds::layer_terms or bounds::moved_entries. Cost: the number of layers
/// times that of the values which are read later.
[[nodiscard]] LayersChecked count_terms(std::vector<UsedLayer> const& layers, std::size_t movers);

/// Compares the terms of \p layers, those of used_layers(). Every value is moved by one motion for
/// all layers that read it. \throws Refusal at the first that does not commute.
void judge(std::vector<UsedLayer> const& layers,
           Described const& described,
           nlohmann::json const& spec);

} // namespace equivarify::audit

#endif
