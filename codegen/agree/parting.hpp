/// \file
/// The layer at which two engines part.
#ifndef EQUIVARIFY_CODEGEN_AGREE_PARTING_HPP
#define EQUIVARIFY_CODEGEN_AGREE_PARTING_HPP

#include "equivarify/codegen/agree/agreement.hpp"

namespace equivarify::codegen {

/// Notes in \p pair the first layer, of those that both engines show at \p x, in which a number
/// differs by more than 10^-4 of the layer's largest.
void find_parting(Engine const& first,
                  Engine const& second,
                  algebra::probe::Array const& x,
                  PairAgreement& pair);

} // namespace equivarify::codegen

#endif
