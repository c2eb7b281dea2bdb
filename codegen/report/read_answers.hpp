/// \file
/// Reading answers and errors back from what a run wrote.
#ifndef EQUIVARIFY_CODEGEN_REPORT_READ_ANSWERS_HPP
#define EQUIVARIFY_CODEGEN_REPORT_READ_ANSWERS_HPP

#include "equivarify/codegen/json/node.hpp"
#include "equivarify/codegen/report/network_facts.hpp"
#include "equivarify/codegen/report/run_record.hpp"

namespace equivarify::codegen {

/// The errors at \p fields, part of what `NAME evaluate` wrote.
///
/// \throws InputError for values that are not of \p network, as all readers here.
[[nodiscard]] ErrorsRecord read_errors(JsonNode const& fields, NetworkFacts const& network);

/// What `NAME predict` wrote.
[[nodiscard]] PredictionRecord read_prediction(JsonNode const& fields, NetworkFacts const& network);

} // namespace equivarify::codegen

#endif
