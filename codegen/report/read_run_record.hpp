/// \file
/// Reading the JSON files of one run.
#ifndef EQUIVARIFY_CODEGEN_REPORT_READ_RUN_RECORD_HPP
#define EQUIVARIFY_CODEGEN_REPORT_READ_RUN_RECORD_HPP

#include "equivarify/codegen/report/network_facts.hpp"
#include "equivarify/codegen/report/run_record.hpp"

#include <filesystem>

namespace equivarify::codegen {

/// What the steps of a run wrote into \p directory: verify.json, generated/generate.json,
/// training.json, evaluation.json, check.json, prediction.json, compare.json and data.json. A file
/// that is not there leaves its record empty. All that say of which spec they are must be of that
/// of \p network.
///
/// \throws InputError naming file and place when a file is not as it should be, or says something
/// else in one place than in another.
[[nodiscard]] RunRecord read_run_record(std::filesystem::path const& directory,
                                        NetworkFacts const& network);

} // namespace equivarify::codegen

#endif
