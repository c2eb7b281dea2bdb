#include "equivarify/codegen/propose/proposed_group.hpp"

#include "equivarify/algebra/isomorphism.hpp"
#include "equivarify/algebra/permutation_group.hpp"
#include "equivarify/algebra/symmetries/generated_symmetries.hpp"

#include <algorithm>

namespace equivarify::codegen {
namespace {

using algebra::symmetries::GeneratedSymmetries;
using nlohmann::ordered_json;

/// What the form of a group in a spec can hold.
constexpr std::uint32_t most_points = 256;
constexpr std::size_t most_generators = 16;
constexpr std::uint64_t most_elements = 128;
constexpr std::uint32_t most_named = 2'048;

/// Generators of a group that is counted.
constexpr std::size_t most_counted = 64;

/// Sets the form and the names of generators.
void describe(GeneratedSymmetries const& generated, bool is_small, ProposedGroup& group) {
  auto const& permutations = generated.permutations;
  if (permutations.size() == 1 && permutations.front().second.order() <= most_elements) {
    group.names = {"r"};
    group.form = {{"cyclic", permutations.front().second.order()}};
    return;
  }
  ordered_json generators = ordered_json::object();
  for (auto const& [name, permutation] : permutations) {
    group.names.push_back(name);
    generators[name] = permutation.to_string();
  }
  if (is_small && !permutations.empty() && permutations.size() <= most_generators &&
      generated.degree <= most_points) {
    group.form = {{"permutations", {{"degree", generated.degree}, {"generators", generators}}}};
  }
}

std::size_t moved_places(std::vector<algebra::SignedPermutation> const& symmetries) {
  std::vector<bool> moves;
  for (algebra::SignedPermutation const& g : symmetries) {
    moves.resize(g.gather.size());
    for (std::uint32_t i = 0; i < g.gather.size(); ++i) {
      moves[i] = moves[i] || g.gather[i] != i || g.negated[i];
    }
  }
  return 2 * static_cast<std::size_t>(std::count(moves.begin(), moves.end(), true));
}

/// All of \p symmetries, uncounted.
ProposedGroup uncounted(std::vector<algebra::SignedPermutation> const& symmetries) {
  ProposedGroup result{.kept = {}, .generators = symmetries, .order = {}};
  for (std::size_t i = 0; i < symmetries.size(); ++i) {
    result.kept.push_back(i);
  }
  return result;
}

} // namespace

ProposedGroup proposed_group(std::vector<algebra::SignedPermutation> const& symmetries) {
  if (symmetries.size() > most_counted || moved_places(symmetries) > most_points) {
    return uncounted(symmetries);
  }
  GeneratedSymmetries const generated = algebra::symmetries::generated_symmetries(symmetries);
  algebra::PermutationGroup const group =
      algebra::PermutationGroup::generated_by(generated.degree, generated.permutations);
  ProposedGroup result{
      .kept = generated.kept, .generators = {}, .order = algebra::to_string(group.order())};
  for (std::size_t const each : generated.kept) {
    result.generators.push_back(symmetries[each]);
  }
  if (group.order() <= most_named) {
    result.name = algebra::identify(group.to_group());
  }
  describe(generated, group.order() <= most_elements, result);
  return result;
}

} // namespace equivarify::codegen
