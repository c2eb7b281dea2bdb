/// \file
/// Random groups of order up to 63 for RapidCheck; they shrink to subgroups and quotients, towards
/// the trivial group. Include it and take an `algebra::Group` as the argument of a property.
#ifndef EQUIVARIFY_TESTS_SUPPORT_ARBITRARY_GROUP_HPP
#define EQUIVARIFY_TESTS_SUPPORT_ARBITRARY_GROUP_HPP

#include "equivarify/algebra/extensions.hpp"
#include "equivarify/algebra/homomorphism.hpp"
#include "equivarify/algebra/isomorphism.hpp"
#include "equivarify/algebra/matrix_group.hpp"
#include "equivarify/algebra/named_groups.hpp"
#include "equivarify/algebra/permutation_group.hpp"
#include "equivarify/algebra/presentation.hpp"
#include "equivarify/algebra/subgroup_lattice.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <numeric>
#include <ostream>
#include <string>

#include "support/shrinking.hpp"

namespace equivarify::algebra {

/// `S3 of order 6 = <a, b>`.
inline void showValue(Group const& group, std::ostream& out) {
  out << fmt::format("{} of order {} = <{}>",
                     identify(group).value_or(group.name()),
                     group.order(),
                     fmt::join(group.generator_names(), ", "));
}

} // namespace equivarify::algebra

namespace equivarify::support {

/// The largest order of a random group.
inline constexpr std::uint32_t max_random_order = 63;

/// A random element; for use inside shrinking().
inline algebra::Element pick_element(algebra::Group const& group) {
  return group.element(pick(0, group.order() - 1));
}

/// C_p^k for p = 2 or 3, of order up to \p most.
inline algebra::Group pick_elementary_abelian_group(std::uint32_t most) {
  std::uint32_t const p = pick(2, 3);
  std::uint32_t k = 0;
  for (std::uint32_t order = p; order <= most && k < 4; order *= p) {
    ++k;
  }
  return k == 0 ? algebra::cyclic(1) : algebra::elementary_abelian(p, pick(1, k));
}

/// A cyclic, dihedral, dicyclic or elementary abelian group of order up to \p most.
inline algebra::Group pick_named_group(std::uint32_t most) {
  std::uint32_t const n = pick(1, most);
  switch (pick(0, 3)) {
  case 0:
    return n < 2 ? algebra::cyclic(1) : algebra::dihedral(n / 2);
  case 1:
    return n < 4 ? algebra::cyclic(n) : algebra::dicyclic(n / 4);
  case 2:
    return pick_elementary_abelian_group(most);
  default:
    return algebra::cyclic(n);
  }
}

/// A direct product of two groups.
inline algebra::Group pick_product() {
  algebra::Group const first = pick_named_group(16);
  return algebra::direct_product(first, pick_named_group(max_random_order / first.order()));
}

/// C_m acting on C_n by powers, `a -> a^r`.
inline algebra::Group pick_semidirect_product() {
  std::uint32_t const n = pick(3, 20);
  std::uint32_t const r = pick(2, n - 1);
  std::uint32_t m = 1;
  for (std::uint32_t power = r; power != 1 && m <= n; power = power * r % n) {
    ++m;
  }
  algebra::Group const normal = algebra::cyclic(n);
  bool const acts = std::gcd(n, r) == 1 && n * m <= max_random_order;
  return acts ? algebra::semidirect_product(normal, algebra::cyclic(m), {{normal.element(r)}})
              : normal;
}

/// The group of one or two random permutations.
inline algebra::Group pick_permutation_group() {
  std::uint32_t const degree = pick(1, 6);
  std::vector<algebra::NamedPermutation> generators{
      {"a", algebra::Permutation::from_images(pick_order(degree))},
      {"b", algebra::Permutation::from_images(pick_order(degree))}};
  auto const group = algebra::PermutationGroup::generated_by(degree, generators);
  if (group.order() > max_random_order) {
    generators.pop_back();
  }
  return algebra::generated_by(degree, generators);
}

/// A polyhedral group < a, b | a^2, b^3, (a b)^n >, or a dihedral one.
inline algebra::Group pick_presented_group() {
  std::uint32_t const n = pick(2, 5);
  std::uint32_t const m = n < 3 ? pick(2, 9) : 3;
  return algebra::presented_group(algebra::make_presentation(
      {"a", "b"}, {"a^2", fmt::format("b^{}", m), fmt::format("(a b)^{}", n)}));
}

/// A group of 2 x 2 matrices modulo 3; all of them are 48.
inline algebra::Group pick_matrix_group() {
  auto const matrix = [] {
    while (true) {
      std::uint32_t const code = pick(0, 80);
      std::uint32_t const a = code % 3;
      std::uint32_t const b = code / 3 % 3;
      std::uint32_t const c = code / 9 % 3;
      std::uint32_t const d = code / 27;
      if (a * d % 3 != b * c % 3) {
        return algebra::ModularMatrix{{a, b}, {c, d}};
      }
    }
  };
  return algebra::matrix_group(3, {{"a", matrix()}, {"b", matrix()}});
}

/// A small wreath product.
inline algebra::Group pick_wreath_product() {
  switch (pick(0, 3)) {
  case 0:
    return algebra::wreath_product(algebra::cyclic(pick(2, 5)), algebra::cyclic(2));
  case 1:
    return algebra::wreath_product(algebra::cyclic(2), algebra::cyclic(3));
  case 2:
    return algebra::wreath_product(algebra::cyclic(2), algebra::symmetric(3));
  default:
    return algebra::wreath_product(algebra::elementary_abelian(2, 2), algebra::cyclic(2));
  }
}

/// A group given by a table, its elements in random order.
inline algebra::Group pick_table() {
  algebra::Group const group = pick_named_group(16);
  std::vector<std::uint32_t> const place = pick_order(group.order());
  algebra::Group::Table table(group.order(), std::vector<std::uint32_t>(group.order()));
  for (std::uint32_t g = 0; g < group.order(); ++g) {
    for (std::uint32_t h = 0; h < group.order(); ++h) {
      table[place[g]][place[h]] = place[group.multiply_unchecked(g, h)];
    }
  }
  return algebra::Group::from_table(table);
}

/// A normal subgroup other than the whole group, where there is one.
inline algebra::Subgroup pick_normal_subgroup(algebra::Group const& group) {
  std::vector<algebra::Subgroup> const normal = algebra::normal_subgroups(group);
  auto const last = static_cast<std::uint32_t>(normal.size() - 1);
  return normal[pick(0, last)];
}

/// A group from one of many constructions.
inline algebra::Group pick_group() {
  switch (pick(0, 9)) {
  case 0:
    return pick_product();
  case 1:
    return pick_semidirect_product();
  case 2:
    return pick_permutation_group();
  case 3:
    return pick_presented_group();
  case 4:
    return pick_matrix_group();
  case 5:
    return pick_wreath_product();
  case 6:
    return pick_table();
  case 7:
    return algebra::quotient(pick_normal_subgroup(pick_product())).group;
  default:
    return pick_named_group(max_random_order);
  }
}

/// Proper subgroups, one of each class, then proper quotients, both by order.
inline Smaller<algebra::Group> smaller_groups(algebra::Group const& group) {
  Smaller<algebra::Group> result;
  for (algebra::SubgroupClass const& subgroup_class : algebra::subgroup_classes(group)) {
    algebra::Subgroup const& subgroup = subgroup_class.representative;
    if (subgroup.order() < group.order()) {
      result.emplace_back([subgroup] { return algebra::as_group(subgroup).group; });
    }
  }
  std::vector<algebra::Subgroup> const normal = algebra::normal_subgroups(group);
  for (auto kernel = normal.rbegin(); kernel != normal.rend(); ++kernel) {
    if (kernel->order() > 1 && kernel->order() < group.order()) {
      result.emplace_back([kernel = *kernel] { return algebra::quotient(kernel).group; });
    }
  }
  return result;
}

/// Random groups of order up to max_random_order.
inline rc::Gen<algebra::Group> arbitrary_group() {
  return shrinking<algebra::Group>(pick_group, smaller_groups);
}

} // namespace equivarify::support

namespace rc {

template <>
struct Arbitrary<equivarify::algebra::Group> {
  static Gen<equivarify::algebra::Group> arbitrary() {
    return equivarify::support::arbitrary_group();
  }
};

} // namespace rc

#endif
