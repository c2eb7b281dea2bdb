/// \file
/// A spec as its user wrote it, read strictly, and its canonical form.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_SPEC_FORM_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_SPEC_FORM_HPP

#include "equivarify/codegen/audit/spec/node.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace equivarify::audit {

/// The canonical form of \p spec, made anew: every default written out but those of `construction`,
/// `already` and `tied`, an extent as [rows, columns], a motion as a list, a layer without a name
/// as the n-th of its type, without `description` and `$schema`. Its dump(), with keys sorted and
/// no blanks, is what the digest is of. \throws Refusal with the place where \p spec breaks a rule
/// on keys, types, ranges and names that each field has by itself; described() finds out whether
/// the fields fit one another.
[[nodiscard]] nlohmann::json canonical_form(Node const& spec);

/// SHA-256 of \p text, in hexadecimal digits.
[[nodiscard]] std::string sha256(std::string const& text);

} // namespace equivarify::audit

#endif
