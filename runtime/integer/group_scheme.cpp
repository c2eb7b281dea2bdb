#include "equivarify/runtime/integer/group_scheme.hpp"

#include "equivarify/runtime/files/text.hpp"
#include "equivarify/runtime/integer/block_scheme.hpp"
#include "equivarify/runtime/integer/cyclic_scheme.hpp"
#include "equivarify/runtime/integer/group_table.hpp"
#include "equivarify/runtime/integer/rational_algebra.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace equivarify::runtime {

namespace {

using Elements = std::vector<std::uint32_t>;

/// An abelian subgroup, the direct product of cyclic ones.
struct AbelianSubgroup {
  Elements elements;               ///< as the basis of the algebra counts them
  std::vector<std::size_t> orders; ///< of the cyclic factors
  RationalAlgebra algebra{};
};

Elements powers_of(GroupTable const& product, std::uint32_t identity, std::uint32_t g) {
  Elements powers{identity};
  for (std::uint32_t power = g; power != identity; power = product[power][g]) {
    powers.push_back(power);
  }
  return powers;
}

/// All a b; empty where two of them are equal, or where one does not commute with the other.
Elements direct_product(GroupTable const& product, Elements const& a, Elements const& b) {
  Elements result;
  std::vector<bool> is_taken(product.size());
  for (std::uint32_t const x : a) {
    for (std::uint32_t const y : b) {
      std::uint32_t const xy = product[x][y];
      if (xy != product[y][x] || is_taken[xy]) {
        return {};
      }
      is_taken[xy] = true;
      result.push_back(xy);
    }
  }
  return result;
}

/// The powers of \p first, made larger by one cyclic factor after the other, the longest that fits
/// first.
AbelianSubgroup
grown_from(GroupTable const& product, std::vector<Elements> const& cyclic, std::size_t first) {
  AbelianSubgroup result{cyclic[first], {cyclic[first].size()}};
  for (bool has_grown = true; has_grown;) {
    has_grown = false;
    Elements best;
    std::size_t order = 1;
    for (Elements const& powers : cyclic) {
      if (powers.size() <= order) {
        continue;
      }
      Elements larger = direct_product(product, result.elements, powers);
      if (!larger.empty()) {
        best = std::move(larger);
        order = powers.size();
      }
    }
    if (order > 1) {
      result.elements = std::move(best);
      result.orders.push_back(order);
      has_grown = true;
    }
  }
  for (std::size_t const order : result.orders) {
    result.algebra = product_of(result.algebra, cyclic_algebra(order));
  }
  return result;
}

/// Products of all pairs of cosets.
std::size_t products_with(AbelianSubgroup const& subgroup, std::size_t order) {
  std::size_t const cosets = order / subgroup.elements.size();
  return cosets * cosets * subgroup.algebra.products;
}

AbelianSubgroup best_subgroup(GroupTable const& product) {
  std::vector<Elements> cyclic;
  for (std::uint32_t g = 0; g < product.size(); ++g) {
    cyclic.push_back(powers_of(product, identity_of(product), g));
  }
  AbelianSubgroup best = grown_from(product, cyclic, 0);
  for (std::size_t g = 1; g < cyclic.size(); ++g) {
    AbelianSubgroup other = grown_from(product, cyclic, g);
    if (products_with(other, product.size()) < products_with(best, product.size())) {
      best = std::move(other);
    }
  }
  return best;
}

/// One element of each left coset t A, or right coset A t.
Elements representatives(GroupTable const& product, Elements const& subgroup, bool left) {
  Elements result;
  std::vector<bool> is_covered(product.size());
  for (std::uint32_t t = 0; t < product.size(); ++t) {
    if (is_covered[t]) {
      continue;
    }
    result.push_back(t);
    for (std::uint32_t const a : subgroup) {
      is_covered[left ? product[t][a] : product[a][t]] = true;
    }
  }
  return result;
}

std::string name_of(AbelianSubgroup const& subgroup, std::size_t order) {
  std::string name;
  for (std::size_t const factor : subgroup.orders) {
    if (factor > 1) {
      name = name.empty() ? text("C", factor) : text(name, " x C", factor);
    }
  }
  if (name.empty()) {
    name = "C1";
  }
  std::size_t const cosets = order / subgroup.elements.size();
  return cosets == 1 ? name : text(cosets, " cosets of ", name);
}

} // namespace

GroupScheme separate_copies(std::size_t copies) {
  GroupScheme scheme{.copies = copies, .parts = 1, .products = copies, .name = "separate copies"};
  scheme.values.resize(copies * copies);
  for (std::size_t h = 0; h < copies; ++h) {
    scheme.values[h * copies + h] = 1;
  }
  scheme.weights.assign(copies, 1);
  scheme.answers = scheme.values;
  return scheme;
}

GroupScheme group_scheme(GroupTable const& product) {
  AbelianSubgroup const subgroup = best_subgroup(product);
  RationalAlgebra const& algebra = subgroup.algebra;
  std::vector<std::uint32_t> const inverse = inverses_of(product);
  std::size_t const order = product.size();
  GroupScheme scheme{.copies = order,
                     .parts = order,
                     .products = products_with(subgroup, order),
                     .denominator = algebra.denominator,
                     .name = name_of(subgroup, order)};
  scheme.values.resize(scheme.products * order);
  scheme.weights.resize(scheme.products * order);
  scheme.answers.resize(order * scheme.products);
  // h = t a and k = b r: y(t a) sums s(t a b r) w(b r) over b, a convolution of u -> s(t u r) with
  // the inverted b -> w(b r).
  std::size_t p = 0;
  for (std::uint32_t const t : representatives(product, subgroup.elements, true)) {
    for (std::uint32_t const r : representatives(product, subgroup.elements, false)) {
      for (std::size_t i = 0; i < algebra.products; ++i, ++p) {
        for (std::size_t u = 0; u < algebra.dimension; ++u) {
          std::uint32_t const element = subgroup.elements[u];
          scheme.values[p * order + product[product[t][element]][r]] =
              algebra.left[i * algebra.dimension + u];
          scheme.weights[p * order + product[inverse[element]][r]] =
              algebra.right[i * algebra.dimension + u];
          scheme.answers[product[t][element] * scheme.products + p] =
              algebra.answers[u * algebra.products + i];
        }
      }
    }
  }
  return scheme;
}

std::vector<GroupScheme> group_schemes(GroupTable const& product) {
  std::vector<GroupScheme> schemes{group_scheme(product)};
  if (std::optional<GroupScheme> blocks = block_scheme(product)) {
    schemes.push_back(std::move(*blocks));
  }
  return schemes;
}

bool computes_sums(GroupScheme const& scheme, GroupTable const& product) {
  for (std::size_t h = 0; h < scheme.copies; ++h) {
    for (std::size_t k = 0; k < scheme.parts; ++k) {
      std::size_t const read = scheme.parts == 1 ? h : product[h][k];
      for (std::size_t u = 0; u < scheme.copies; ++u) {
        std::int64_t coefficient = 0;
        for (std::size_t p = 0; p < scheme.products; ++p) {
          coefficient += std::int64_t{scheme.answers[h * scheme.products + p]} *
                         scheme.values[p * scheme.copies + u] *
                         scheme.weights[p * scheme.parts + k];
        }
        if (coefficient != (u == read ? scheme.denominator : 0)) {
          return false;
        }
      }
    }
  }
  return true;
}

} // namespace equivarify::runtime
