/// \file
/// Claims with proofs that nobody demands, to be put into a forged certificate.
#ifndef EQUIVARIFY_TESTS_CODEGEN_FORGED_CLAIMS_HPP
#define EQUIVARIFY_TESTS_CODEGEN_FORGED_CLAIMS_HPP

#include <nlohmann/json.hpp>

#include <map>
#include <string>
#include <vector>

#include "codegen/proof_forgeries.hpp"

namespace equivarify::audit {

/// A step of a proof.
[[nodiscard]] nlohmann::json step_of(std::string const& equation,
                                     std::string const& direction,
                                     std::string const& position,
                                     std::string const& before,
                                     std::string const& after);

/// The claim that \p left and \p right, with \p variables of these sorts, are equal.
[[nodiscard]] Demand demand_of(std::map<std::string, std::string> const& variables,
                               std::string const& left,
                               std::string const& right,
                               std::string const& compared_at,
                               std::vector<std::string> cites = {});

/// Puts \p claim after all others, with the steps of its left side to \p common.
void add_claim(Case& forged,
               Demand const& claim,
               nlohmann::json const& steps,
               std::string const& common);

} // namespace equivarify::audit

#endif
