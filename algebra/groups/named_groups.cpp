#include "equivarify/algebra/named_groups.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/group_builder.hpp"
#include "equivarify/algebra/modular.hpp"

#include <fmt/format.h>

#include <bit>

namespace equivarify::algebra {

namespace {

void require_positive(std::uint32_t n, char const* group) {
  if (n == 0) {
    throw AlgebraError(fmt::format("{} 0 is no group: expected a number from 1", group));
  }
}

/// The word a^i b^j.
PowerWord two_letter_word(std::uint32_t i, std::uint32_t j) {
  PowerWord word;
  append_power(word, 0, i);
  append_power(word, 1, j);
  return word;
}

/// The group of all a^i b^j, i < n, j < 2, at index i + j n, where b a b^-1 = a^-1 and b^2 = a^\p
/// square.
GroupParts inverting_extension(std::uint32_t n,
                               std::uint32_t square,
                               std::vector<std::string> names,
                               std::string name) {
  GroupParts parts{.name = std::move(name),
                   .generator_names = std::move(names),
                   .right = Group::Table(2, std::vector<std::uint32_t>(std::size_t{2} * n)),
                   .order = 2 * n};
  for (std::uint32_t i = 0; i < n; ++i) {
    parts.right[0][i] = (i + 1) % n;
    parts.right[0][n + i] = n + (i + n - 1) % n;
    parts.right[1][i] = n + i;
    parts.right[1][n + i] = (i + square) % n;
  }
  for (std::uint32_t j = 0; j < 2; ++j) {
    for (std::uint32_t i = 0; i < n; ++i) {
      parts.words.push_back(two_letter_word(i, j));
    }
  }
  return parts;
}

/// x -> -x modulo n.
std::vector<std::uint32_t> reflection(std::uint32_t n) {
  std::vector<std::uint32_t> images;
  for (std::uint32_t x = 0; x < n; ++x) {
    images.push_back((n - x) % n);
  }
  return images;
}

/// The cycle (first, first + 1, ..., degree - 1).
Permutation long_cycle(std::uint32_t first, std::uint32_t degree) {
  std::vector<std::uint32_t> images = Permutation::identity(degree).images();
  for (std::uint32_t x = first; x < degree; ++x) {
    images[x] = x + 1 < degree ? x + 1 : first;
  }
  return Permutation::from_images(std::move(images));
}

void require_small_degree(std::uint32_t n, char const* group) {
  require_positive(n, group);
  if (n > 8) {
    throw LimitError(fmt::format(
        "{} {} has too many elements to list (more than {})", group, n, Group::max_order));
  }
}

} // namespace

Group cyclic(std::uint32_t n) {
  require_positive(n, "cyclic");
  require_listable(n, fmt::format("C{}", n));
  GroupParts parts{.name = fmt::format("C{}", n), .generator_names = {}, .right = {}, .order = n};
  if (n > 1) {
    parts.generator_names = {"r"};
    parts.right = {long_cycle(0, n).images()};
    parts.natural = parts.right;
  }
  return GroupBuilder::build(std::move(parts));
}

Group dihedral(std::uint32_t n) {
  require_positive(n, "dihedral");
  require_listable(std::uint64_t{2} * n, fmt::format("D{}", n));
  GroupParts parts = inverting_extension(n, 0, {"r", "s"}, fmt::format("D{}", n));
  if (n >= 3) {
    parts.natural = {long_cycle(0, n).images(), reflection(n)};
  }
  return GroupBuilder::build(std::move(parts));
}

Group dicyclic(std::uint32_t n) {
  require_positive(n, "dicyclic");
  require_listable(std::uint64_t{4} * n, fmt::format("Dic{}", n));
  std::string const name =
      n > 1 && std::has_single_bit(n) ? fmt::format("Q{}", 4 * n) : fmt::format("Dic{}", n);
  return GroupBuilder::build(inverting_extension(2 * n, n, {"a", "b"}, name));
}

Group symmetric(std::uint32_t n) {
  require_small_degree(n, "symmetric");
  std::vector<NamedPermutation> generators;
  if (n > 1) {
    generators.emplace_back("a", Permutation::from_cycles("(0 1)", n));
  }
  if (n > 2) {
    generators.emplace_back("b", long_cycle(0, n));
  }
  return generated_by(n, generators).renamed(fmt::format("S{}", n));
}

Group alternating(std::uint32_t n) {
  require_small_degree(n, "alternating");
  std::vector<NamedPermutation> generators;
  if (n > 2) {
    generators.emplace_back("a", Permutation::from_cycles("(0 1 2)", n));
  }
  if (n > 3) {
    generators.emplace_back("b", long_cycle(n % 2 == 0 ? 1 : 0, n));
  }
  return generated_by(n, generators).renamed(fmt::format("A{}", n));
}

Group elementary_abelian(std::uint32_t p, std::uint32_t k) {
  if (!is_prime(p)) {
    throw AlgebraError(
        fmt::format("elementary_abelian [{}, {}]: found {}, expected a prime", p, k, p));
  }
  std::uint64_t order = 1;
  for (std::uint32_t i = 0; i < k; ++i) {
    order *= p;
    if (order > Group::max_order) {
      throw LimitError(fmt::format("C{}^{} has too many elements; at most {} are listed one by one",
                                   p,
                                   k,
                                   Group::max_order));
    }
  }
  return direct_product(std::vector<Group>(k, cyclic(p)))
      .renamed(k == 1 ? fmt::format("C{}", p) : fmt::format("C{}^{}", p, k));
}

Group octahedral() {
  // The faces of a cube: up, down, left, right, front, back; quarter turns about two axes.
  return generated_by(6,
                      {{"x", Permutation::from_cycles("(0 4 1 5)", 6)},
                       {"y", Permutation::from_cycles("(2 4 3 5)", 6)}})
      .renamed("O");
}

} // namespace equivarify::algebra
