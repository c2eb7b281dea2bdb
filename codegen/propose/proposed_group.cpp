#include "equivarify/codegen/propose/proposed_group.hpp"

#include "equivarify/algebra/isomorphism.hpp"
#include "equivarify/algebra/permutation_group.hpp"
#include "equivarify/algebra/symmetries/generated_symmetries.hpp"

namespace equivarify::codegen {
namespace {

using algebra::symmetries::GeneratedSymmetries;
using nlohmann::ordered_json;

/// What the form of a group in a spec can hold.
constexpr std::uint32_t most_points = 256;
constexpr std::size_t most_generators = 16;
constexpr std::uint64_t most_elements = 128;
constexpr std::uint32_t most_named = 2'048;

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

} // namespace

ProposedGroup proposed_group(std::vector<algebra::SignedPermutation> const& symmetries) {
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
