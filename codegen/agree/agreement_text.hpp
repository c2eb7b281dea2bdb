/// \file
/// What was found of engines, for people and for machines.
#ifndef EQUIVARIFY_CODEGEN_AGREE_AGREEMENT_TEXT_HPP
#define EQUIVARIFY_CODEGEN_AGREE_AGREEMENT_TEXT_HPP

#include "equivarify/codegen/agree/agreement.hpp"

#include <string>
#include <vector>

namespace equivarify::codegen {

/// What was asked.
struct AgreementContext {
  Network const& network;
  std::vector<Engine> const& engines;
  EngineSettings const& settings;
  std::string inputs; ///< where they come from, such as `random, seed 1`
};

/// Two tables, one of engines and one of pairs, and a line for each pair that differs.
[[nodiscard]] std::string to_text(AgreementContext const& context, Agreement const& agreement);

/// The same as JSON.
[[nodiscard]] std::string to_json(AgreementContext const& context, Agreement const& agreement);

} // namespace equivarify::codegen

#endif
