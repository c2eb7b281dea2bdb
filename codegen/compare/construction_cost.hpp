/// \file
/// What a construction of one network takes, found without running it.
#ifndef EQUIVARIFY_CODEGEN_COMPARE_CONSTRUCTION_COST_HPP
#define EQUIVARIFY_CODEGEN_COMPARE_CONSTRUCTION_COST_HPP

#include "equivarify/codegen/spec/network.hpp"
#include "equivarify/runtime/records/fields.hpp"

#include <cstddef>

namespace equivarify::codegen {

/// What a network takes.
struct ConstructionCost {
  std::size_t copies = 0;
  std::size_t parameters = 0;      ///< as stored
  std::size_t free_parameters = 0; ///< tied ones counted once
  std::size_t multiply_adds = 0;   ///< all copies, by the definition
  std::size_t memory = 0; ///< bytes of the weights and of all values of one image, all copies

  static void describe(auto& fields) {
    fields.field("copies", &ConstructionCost::copies);
    fields.field("parameters", &ConstructionCost::parameters);
    fields.field("free_parameters", &ConstructionCost::free_parameters);
    fields.field("multiply_adds", &ConstructionCost::multiply_adds);
    fields.field("memory_bytes", &ConstructionCost::memory);
  }
};

/// What \p network takes as it is constructed.
[[nodiscard]] ConstructionCost cost_of(Network const& network);

} // namespace equivarify::codegen

#endif
