#include "equivarify/codegen/commands/lift_family.hpp"

#include "equivarify/codegen/commands/motion_options.hpp"
#include "equivarify/codegen/groups/motion_form.hpp"
#include "equivarify/codegen/json/document.hpp"
#include "equivarify/codegen/lift/family.hpp"
#include "equivarify/codegen/lift/input_shapes.hpp"
#include "equivarify/codegen/onnx_file/read_onnx.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <utility>

namespace equivarify::codegen {
namespace {

using algebra::SignedPermutation;
using nlohmann::ordered_json;

/// The motions of the generators of \p group in \p text, of arrays of \p size entries.
std::vector<SignedPermutation> motions_of(std::string const& text,
                                          char const* what,
                                          algebra::Group const& group,
                                          std::size_t size) {
  JsonDocument const document = parse_document(motions_from(text, group).dump(), what);
  algebra::ArrayShape const shape{static_cast<std::uint32_t>(size), 1, 1};
  return document.read([&](JsonNode const& node) { return read_motions(group, node, shape); });
}

/// \p motion as a spec has it.
ordered_json form_of(SignedPermutation const& motion) {
  ordered_json const permutation{{"permutation", motion.gather}};
  if (!motion.changes_signs()) {
    return permutation;
  }
  std::vector<int> signs;
  for (bool const negated : motion.negated) {
    signs.push_back(negated ? -1 : 1);
  }
  return ordered_json::array({ordered_json{{"signs", signs}}, permutation}); // the last one first
}

std::vector<SignedPermutation>
entry_motions(FamilyAction const& action, algebra::Group const& group, std::size_t size) {
  if (action.head == "invariant" && action.entries.empty()) {
    return std::vector<SignedPermutation>(
        group.generator_names().size(),
        algebra::without_signs(
            algebra::grid_action("identity", {static_cast<std::uint32_t>(size), 1, 1})));
  }
  if ((action.head == "permuted" || action.head == "vector") && !action.entries.empty()) {
    return motions_of(action.entries, "--output", group, size);
  }
  throw algebra::AlgebraError(
      fmt::format("--family: expected --output invariant, permuted:MOTIONS or "
                  "vector:MOTIONS for one member, found '{}'",
                  action.head));
}

/// The names of the classes of all members, by the members' numbers from 1 on.
std::vector<std::string> names_of_all(std::vector<std::string> const& classes,
                                      std::size_t members) {
  std::vector<std::string> names;
  for (std::size_t a = 1; a <= members; ++a) {
    for (std::string const& name : classes) {
      names.push_back(fmt::format("{}: {}", a, name));
    }
  }
  return names;
}

} // namespace

ordered_json family_head(FamilyAction const& action,
                         algebra::Group const& group,
                         std::size_t members,
                         std::size_t size) {
  auto const of_members = motions_of(action.members, "--family", group, members);
  auto const of_entries = entry_motions(action, group, size);
  std::vector<std::string> const generators = group.generator_names();
  ordered_json motions = ordered_json::object();
  bool changes_signs = false;
  for (std::size_t i = 0; i < generators.size(); ++i) {
    if (of_members[i].changes_signs()) {
      throw algebra::AlgebraError(
          "--family: found a motion that changes signs, expected ones that permute the networks");
    }
    SignedPermutation const motion = family_motion(of_members[i], of_entries[i]);
    changes_signs = changes_signs || motion.changes_signs();
    motions[generators[i]] = form_of(motion);
  }
  ordered_json head{{"head", changes_signs ? "vector" : "permuted"}};
  if (action.classes.empty()) {
    head["units"] = members * size;
  } else {
    head["classes"] = names_of_all(action.classes, members);
  }
  head["action"] = motions;
  return {{"output", head}};
}

LiftedModels lift_models(std::vector<std::string> const& models,
                         bool is_family,
                         std::vector<std::string> const& input_shapes,
                         LiftChoices const& choices) {
  if (is_family == (models.size() == 1)) {
    throw algebra::AlgebraError(fmt::format(
        "--family says how the group permutes several networks: found {} model{}, expected {}",
        models.size(),
        models.size() == 1 ? "" : "s",
        is_family ? "at least two" : "it"));
  }
  std::vector<FamilyMember> members;
  std::vector<Original> files;
  for (std::string const& model : models) {
    OnnxModel file = read_onnx(model);
    fill_input_shapes(file, model, input_shapes);
    members.push_back({model, lift_network(file, model, choices)});
    files.push_back(original_of(std::move(file), model, members.back().network));
  }
  return {is_family ? family_of(members) : std::move(members.front().network), std::move(files)};
}

std::string models_in_words(std::vector<std::string> const& models) {
  auto const name = [](std::string const& model) {
    return std::filesystem::path{model}.filename().string();
  };
  return models.size() == 1 ? name(models.front())
                            : fmt::format("{} networks, {} to {}",
                                          models.size(),
                                          name(models.front()),
                                          name(models.back()));
}

} // namespace equivarify::codegen
