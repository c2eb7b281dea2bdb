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

/// The field `already` of a spec with \p classes classes.
///
/// \throws algebra::AlgebraError for labels that change signs, and as motions_from().
[[nodiscard]] nlohmann::ordered_json
already_form(AlreadyClaim const& claim, algebra::Group const& group, std::size_t classes);

/// Prints what becomes of the claim of \p frame for the weights of \p lifted, as `verify` does of a
/// spec; whether it holds.
[[nodiscard]] bool
holds_already(LiftedNetwork const& lifted, SpecFrame const& frame, Console& console);

} // namespace equivarify::codegen

#endif
