/// \file
/// `lift --family`: what the outputs of all members in a row are for the group.
#ifndef EQUIVARIFY_CODEGEN_COMMANDS_LIFT_FAMILY_HPP
#define EQUIVARIFY_CODEGEN_COMMANDS_LIFT_FAMILY_HPP

#include "equivarify/algebra/group.hpp"
#include "equivarify/codegen/lift/original.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// How the group moves a family of networks.
struct FamilyAction {
  std::string members;              ///< motions of the members, as on the command line
  std::string head;                 ///< of one member: `invariant`, `permuted` or `vector`
  std::string entries;              ///< motions of the output of one member; empty for `invariant`
  std::vector<std::string> classes; ///< of one member; empty where they have no names
};

/// The field `output` for \p size numbers of each of \p members networks that \p group moves by \p
/// action.
///
/// \throws algebra::AlgebraError for another head, or members that change signs; InputError for
/// motions that are none.
[[nodiscard]] nlohmann::ordered_json family_head(FamilyAction const& action,
                                                 algebra::Group const& group,
                                                 std::size_t members,
                                                 std::size_t size);

/// A lifted network and the files that it is from.
struct LiftedModels {
  LiftedNetwork network;
  std::vector<Original> files;
};

/// The network of the one file in \p models, or of the family of all; \p is_family says which is
/// meant, \p input_shapes what fill_input_shapes() gives each.
///
/// \throws algebra::AlgebraError unless one or several are meant and given, and as
/// fill_input_shapes(); InputError as lift_network() and family_of()
[[nodiscard]] LiftedModels lift_models(std::vector<std::string> const& models,
                                       bool is_family,
                                       std::vector<std::string> const& input_shapes,
                                       LiftChoices const& choices);

/// The name of the first file, and of the last where there are several.
[[nodiscard]] std::string models_in_words(std::vector<std::string> const& models);

} // namespace equivarify::codegen

#endif
