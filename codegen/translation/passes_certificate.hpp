/// \file
/// Certificates of translations: what each step of a generated header computes, and by which
/// matrices.
#ifndef EQUIVARIFY_CODEGEN_TRANSLATION_PASSES_CERTIFICATE_HPP
#define EQUIVARIFY_CODEGEN_TRANSLATION_PASSES_CERTIFICATE_HPP

#include "equivarify/codegen/generate/emit_header.hpp"
#include "equivarify/codegen/generate/plan.hpp"

#include <string>

namespace equivarify::codegen {

/// The certificate of the header that `emit_header` writes of \p plan for \p purpose, as JSON: the
/// spec, for each layer of the header the layers of the spec that it is, and for each scheme by
/// which sums over the group or windows are found its matrices, forward and backward. The program
/// `equivarify-audit` judges it; README.md of this folder says what that proves.
///
/// \throws algebra::LimitError where a matrix has numbers that fractions of 62 bits cannot hold.
[[nodiscard]] std::string passes_certificate(Plan const& plan, Purpose purpose);

} // namespace equivarify::codegen

#endif
