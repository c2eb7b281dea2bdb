/// \file
/// equivarify lift --construction already
#ifndef EQUIVARIFY_CODEGEN_COMMANDS_LIFT_ALREADY_HPP
#define EQUIVARIFY_CODEGEN_COMMANDS_LIFT_ALREADY_HPP

#include "equivarify/algebra/group.hpp"
#include "equivarify/codegen/commands/cli.hpp"
#include "equivarify/codegen/lift/lifted_spec.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// What a model is said to be equivariant under already.
struct AlreadyClaim {
  std::vector<std::string> subgroup; ///< elements that generate it; none for the whole group
  std::string labels;                ///< motions of the outputs; empty where they stay
};

/// How long a claim may take to be proved, and who is told of it.
struct ProofTime {
  double budget_seconds = 0; ///< 0 for no limit
  bool progress = false;     ///< is said wherever standard error goes
};

/// The field `already` of a spec with \p classes classes.
///
/// \throws algebra::AlgebraError for labels that change signs, and as motions_from().
[[nodiscard]] nlohmann::ordered_json
already_form(AlreadyClaim const& claim, algebra::Group const& group, std::size_t classes);

/// Prints what becomes of the claim of \p frame for the weights of \p lifted, as `verify` does of a
/// spec: done if it holds, else refuted, or unfinished where there was no time.
[[nodiscard]] ExitCode already_holds(LiftedNetwork const& lifted,
                                     SpecFrame const& frame,
                                     ProofTime const& time,
                                     Console& console);

} // namespace equivarify::codegen

#endif
