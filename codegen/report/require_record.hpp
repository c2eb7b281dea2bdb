/// \file
/// What a record must say to be one of a network that went through a step: all that the step looks
/// at, with numbers of what it tried, and nothing that the step would not have let through.
#ifndef EQUIVARIFY_CODEGEN_REPORT_REQUIRE_RECORD_HPP
#define EQUIVARIFY_CODEGEN_REPORT_REQUIRE_RECORD_HPP

#include "equivarify/codegen/compare/alternative.hpp"
#include "equivarify/codegen/generate/generate.hpp"
#include "equivarify/codegen/json/node.hpp"
#include "equivarify/codegen/verify/verification.hpp"

namespace equivarify::codegen {

/// Throws unless \p found, read from \p fields, is finished and has tried what \p agenda says, see
/// agenda_of(), neither more nor less.
///
/// \throws InputError with a problem for each place that is not as it should be, as those below.
void require_record(JsonNode const& fields, Verification const& found, Verification const& agenda);

/// Throws unless \p found, read from \p fields, was compared on some values, if at all, and agrees
/// with the reference: other code is not written. Code of a network that \p keeps_bits must have
/// been compared by its bits.
void require_record(JsonNode const& fields, Generation const& found, bool keeps_bits);

/// Throws unless what was read from \p fields is about every construction that is compared.
void require_record(JsonNode const& fields, Alternatives const& found);

} // namespace equivarify::codegen

#endif
