/// \file
/// The sections of the report that are tables. Each is empty when its step has not been taken.
#ifndef EQUIVARIFY_CODEGEN_REPORT_PAGE_TABLES_HPP
#define EQUIVARIFY_CODEGEN_REPORT_PAGE_TABLES_HPP

#include "equivarify/codegen/report/network_facts.hpp"
#include "equivarify/codegen/report/run_record.hpp"

#include <string>

namespace equivarify::codegen {

/// The verdict on each lemma identity and on the network itself.
[[nodiscard]] std::string verdict_section(NetworkFacts const& network, RunRecord const& run);

/// The layers with shapes, parameters and multiply-adds.
[[nodiscard]] std::string network_section(NetworkFacts const& network, RunRecord const& run);

/// The accuracy on the test images, turned at random and all by the same element.
[[nodiscard]] std::string accuracy_section(RunRecord const& run);

/// Where everything came from: data, seeds, digests.
[[nodiscard]] std::string provenance_section(NetworkFacts const& network, RunRecord const& run);

} // namespace equivarify::codegen

#endif
