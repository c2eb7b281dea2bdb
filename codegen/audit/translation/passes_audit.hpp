/// \file
/// Certificates of translations: that a generated header computes what its spec describes.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_PASSES_AUDIT_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_PASSES_AUDIT_HPP

#include "equivarify/codegen/audit/translation/header_judge.hpp"
#include "equivarify/codegen/audit/translation/integer_judge.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace equivarify::audit {

/// What a certificate that was accepted proves.
struct AcceptedPasses {
  std::string spec;      ///< its name
  std::string sha256;    ///< of its canonical form, recomputed
  std::string canonical; ///< that form
  std::size_t copies = 0;
  std::size_t structs = 0;      ///< of the header
  std::size_t layers = 0;       ///< of the spec
  double distance = 0;          ///< of a coefficient of a scheme from what it should be
  bool keeps_bits = false;      ///< moved copies give moved results to the bit
  bool has_exact_heads = false; ///< moved copies give moved outputs to the bit
  bool has_tiles = false;       ///< Winograd's were judged
  std::optional<IntegerSchemes> integers{};
  std::vector<std::string> schemes{}; ///< over the copies, that were judged
  HeaderDue header{};                 ///< what a header must be
};

/// Whether \p text says that it is such a certificate, and not one of proofs.
[[nodiscard]] bool is_passes_certificate(std::string const& text);

/// Judges \p text: its spec is a canonical form that `equivarify check` takes; its schemes are the
/// trilinear form of the definition, forward and backward, those for integers a multiple of it; its
/// structs have the code of the layers that they name, and make together the value of the spec.
/// \throws Refusal with the first reason not to accept it.
[[nodiscard]] AcceptedPasses audit_passes(std::string const& text);

/// \throws Refusal unless \p spec, the text of a spec, has the canonical form of the one that
/// \p accepted is about.
void check_spec(AcceptedPasses const& accepted, std::string const& spec);

/// Whether \p header, the text of a generated header, has the runtime in it, which is not judged.
/// \throws Refusal unless it is that of \p accepted: each struct once, the list of layers, the
/// multiplication table, the action on the input and on the outputs, the digest, the tables of its
/// transform, an engine that runs the list, and nothing that could change what these mean.
[[nodiscard]] bool check_header(AcceptedPasses const& accepted, std::string const& header);

} // namespace equivarify::audit

#endif
