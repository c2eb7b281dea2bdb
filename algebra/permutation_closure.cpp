#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/group_builder.hpp"
#include "equivarify/algebra/named_groups.hpp"

#include <fmt/format.h>

#include <set>
#include <string>
#include <unordered_map>

namespace equivarify::algebra {

namespace {

struct ImagesHash {
  std::size_t operator()(Permutation const& p) const noexcept {
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (std::uint32_t const x : p.images()) {
      hash = (hash ^ x) * 0x100000001b3ULL;
    }
    return hash;
  }
};

void require_valid(std::uint32_t degree, std::vector<NamedPermutation> const& generators) {
  std::set<std::string> seen;
  for (auto const& [name, permutation] : generators) {
    if (!is_generator_name(name)) {
      throw AlgebraError(fmt::format(
          "'{}' cannot name a generator: expected a letter, then letters, digits, '_', not 'e'",
          name));
    }
    if (!seen.insert(name).second) {
      throw AlgebraError(fmt::format("two generators are named '{}'", name));
    }
    if (permutation.degree() != degree) {
      throw AlgebraError(fmt::format(
          "generator '{}' permutes {} points, expected {}", name, permutation.degree(), degree));
    }
  }
}

} // namespace

Group generated_by(std::uint32_t degree, std::vector<NamedPermutation> const& generators) {
  require_valid(degree, generators);
  std::vector<Permutation> elements{Permutation::identity(degree)};
  std::unordered_map<Permutation, std::uint32_t, ImagesHash> index{{elements.front(), 0}};
  GroupParts parts;
  parts.right.resize(generators.size());
  for (std::size_t next = 0; next < elements.size(); ++next) {
    for (std::size_t k = 0; k < generators.size(); ++k) {
      Permutation product = elements[next] * generators[k].second;
      auto const [place, added] =
          index.try_emplace(product, static_cast<std::uint32_t>(elements.size()));
      if (added) {
        require_listable(elements.size() + 1, "the group that the permutations generate");
        elements.push_back(std::move(product));
      }
      parts.right[k].push_back(place->second);
    }
  }
  parts.name = fmt::format("a group of order {}", elements.size());
  parts.order = static_cast<std::uint32_t>(elements.size());
  for (Permutation const& p : elements) {
    parts.names.push_back(p.is_identity() ? "e" : p.to_string());
  }
  for (auto const& [name, permutation] : generators) {
    parts.generator_names.push_back(name);
  }
  return GroupBuilder::build(std::move(parts));
}

} // namespace equivarify::algebra
