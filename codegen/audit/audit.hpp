/// \file
/// The second judge: replays a certificate, trusting nothing in it.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_AUDIT_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_AUDIT_HPP

#include "equivarify/codegen/audit/spec/commutation.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::audit {

/// What a certificate that was accepted proves.
struct Accepted {
  std::string spec;      ///< its name
  std::string sha256;    ///< of its canonical form, recomputed
  std::string canonical; ///< that form
  std::size_t order = 0;
  std::size_t theorems = 0;
  std::size_t claims = 0;
  std::size_t steps = 0;
  std::size_t parameters = 0;
  LayersChecked layers{};              ///< those that the theorem of the network needs to commute
  std::vector<std::string> supposed{}; ///< what was not checked, a statement each
};

/// Replays the certificate \p text: its spec is a canonical form and one that `equivarify check`
/// takes, its numbers are those that follow from the spec, and its proofs prove what must be
/// proved. Takes at most 5 seconds and 500 MB (spec/bounds.hpp). \throws Refusal with the first
/// reason not to accept it.
[[nodiscard]] Accepted audit(std::string const& text);

/// \throws Refusal unless \p spec, the text of a spec, has the canonical form of the one that
/// \p accepted is about, byte for byte.
void check_spec(Accepted const& accepted, std::string const& spec);

} // namespace equivarify::audit

#endif
