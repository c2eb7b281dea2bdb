/// \file
/// What a record of outputs must say to be one of a network: each of its outputs and no other, with
/// as many numbers as they have, and nothing that contradicts these numbers.
#ifndef EQUIVARIFY_CODEGEN_REPORT_REQUIRE_OUTPUTS_HPP
#define EQUIVARIFY_CODEGEN_REPORT_REQUIRE_OUTPUTS_HPP

#include "equivarify/codegen/json/node.hpp"
#include "equivarify/codegen/report/network_facts.hpp"
#include "equivarify/codegen/report/run_record.hpp"

namespace equivarify::codegen {

/// Throws unless \p found, read from \p fields, compared all numbers of each output of \p network,
/// and sums up what it says of them. A network with labels has none.
///
/// \throws InputError with a problem for the first place that is not as it should be, as those
/// below.
void require_record(JsonNode const& fields, CheckRecord const& found, NetworkFacts const& network);

/// Throws unless \p found has the answers of each output of \p network to each turn, and the bits
/// that these differ in.
void require_record(JsonNode const& fields,
                    OutputPredictionRecord const& found,
                    NetworkFacts const& network);

/// Throws unless \p found says of each output of \p network how good it is, as its confusions say
/// too.
void require_record(JsonNode const& fields,
                    OutputEvaluationRecord const& found,
                    NetworkFacts const& network);

/// Throws unless what was read from \p fields is about every construction that is compared, and
/// where one applies about each output of \p network.
void require_record(JsonNode const& fields, Alternatives const& found, NetworkFacts const& network);

} // namespace equivarify::codegen

#endif
