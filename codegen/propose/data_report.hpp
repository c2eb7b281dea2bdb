/// \file
/// What is said of the symmetries of data.
#ifndef EQUIVARIFY_CODEGEN_PROPOSE_DATA_REPORT_HPP
#define EQUIVARIFY_CODEGEN_PROPOSE_DATA_REPORT_HPP

#include "equivarify/algebra/symmetries/data_symmetries.hpp"
#include "equivarify/codegen/propose/proposed_group.hpp"
#include "equivarify/codegen/propose/sample_data.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// Data, what was found in them, and the group that is proposed.
struct DataReport {
  SampleData const& data;
  algebra::symmetries::DataSymmetries const& found;
  algebra::symmetries::DataOptions const& options;
  std::vector<std::size_t> const&
      taken; ///< the numbers of the candidates that were accepted, from 1
  ProposedGroup const& group;
};

/// \p report for people: a table of candidates, the group, and what the p-values mean.
[[nodiscard]] std::string to_text(DataReport const& report);

/// The same for machines.
[[nodiscard]] nlohmann::ordered_json to_json(DataReport const& report);

/// The group as one line for people; \p numbers are those of the candidates that generate it.
[[nodiscard]] std::string group_line(ProposedGroup const& group,
                                     std::vector<std::size_t> const& numbers);

/// The same for machines.
[[nodiscard]] nlohmann::ordered_json group_json(ProposedGroup const& group,
                                                std::vector<std::size_t> const& numbers);

/// What was left out, in lines: of \p search where it ended early, of motions that were given and
/// move nothing, and of candidates that there was no time to test.
[[nodiscard]] std::string left_out_lines(algebra::symmetries::SearchResult const& search,
                                         std::size_t motions,
                                         std::size_t untested);

} // namespace equivarify::codegen

#endif
