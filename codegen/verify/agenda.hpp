/// \file
/// What there is to verify of a network.
#ifndef EQUIVARIFY_CODEGEN_VERIFY_AGENDA_HPP
#define EQUIVARIFY_CODEGEN_VERIFY_AGENDA_HPP

#include "equivarify/codegen/spec/network.hpp"
#include "equivarify/codegen/verify/verification.hpp"

namespace equivarify::codegen {

/// The verification of \p network before anything is proved or tried: every lemma, theorem and
/// claim, every layer that is compared or judged, the elements and the numbers of parameters.
/// verify() begins with it, so that a record that is not about the same is none of \p network.
[[nodiscard]] Verification agenda_of(Network const& network);

} // namespace equivarify::codegen

#endif
