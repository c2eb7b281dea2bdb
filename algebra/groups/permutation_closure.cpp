#include "equivarify/algebra/closure.hpp"
#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/named_groups.hpp"

#include <fmt/format.h>

namespace equivarify::algebra {

namespace {

struct ImagesHash {
  std::size_t operator()(Permutation const& p) const noexcept { return SequenceHash{}(p.images()); }
};

void require_degree(std::uint32_t degree, std::vector<NamedPermutation> const& generators) {
  for (auto const& [name, permutation] : generators) {
    if (permutation.degree() != degree) {
      throw AlgebraError(fmt::format(
          "generator '{}' permutes {} points, expected {}", name, permutation.degree(), degree));
    }
  }
}

} // namespace

Group generated_by(std::uint32_t degree, std::vector<NamedPermutation> const& generators) {
  GroupParts parts;
  std::vector<Permutation> permutations;
  for (auto const& [name, permutation] : generators) {
    parts.generator_names.push_back(name);
    parts.natural.push_back(permutation.images());
    permutations.push_back(permutation);
  }
  require_generator_names(parts.generator_names);
  require_degree(degree, generators);
  Closure<Permutation> closure = close_under<ImagesHash>(
      Permutation::identity(degree),
      permutations,
      [](Permutation const& p, Permutation const& q) { return p * q; },
      degree,
      "the group that the permutations generate");
  parts.name = fmt::format("a group of order {}", closure.elements.size());
  parts.order = static_cast<std::uint32_t>(closure.elements.size());
  parts.right = std::move(closure.right);
  for (Permutation const& p : closure.elements) {
    parts.names.push_back(p.is_identity() ? "e" : p.to_string());
  }
  return GroupBuilder::build(std::move(parts));
}

} // namespace equivarify::algebra
