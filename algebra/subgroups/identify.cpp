#include "equivarify/algebra/isomorphism.hpp"
#include "equivarify/algebra/modular.hpp"
#include "equivarify/algebra/named_groups.hpp"
#include "equivarify/algebra/structure.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <numeric>

namespace equivarify::algebra {

namespace {

/// Invariant factors, each dividing the next, from prime powers.
std::vector<std::uint32_t> invariant_factors(std::vector<std::uint32_t> powers) {
  std::vector<std::uint32_t> factors;
  while (!powers.empty()) {
    std::uint32_t product = 1;
    std::vector<std::uint32_t> rest;
    // The largest power of each prime goes into the largest factor.
    for (auto power = powers.rbegin(); power != powers.rend(); ++power) {
      bool const fresh = std::gcd(product, *power) == 1;
      product *= fresh ? *power : 1;
      if (!fresh) {
        rest.push_back(*power);
      }
    }
    std::sort(rest.begin(), rest.end());
    powers = std::move(rest);
    factors.push_back(product);
  }
  std::reverse(factors.begin(), factors.end());
  return factors;
}

std::string abelian_name(Group const& group) {
  if (group.order() == 1) {
    return "C1";
  }
  std::vector<std::uint32_t> const factors = invariant_factors(abelian_invariants(group));
  bool const elementary =
      factors.size() > 1 && is_prime(factors.front()) && factors.front() == factors.back();
  if (elementary) {
    return fmt::format("C{}^{}", factors.front(), factors.size());
  }
  return fmt::format("C{}", fmt::join(factors, " x C"));
}

/// The groups of order \p n that have a name of their own and are not abelian.
std::vector<Group> named_nonabelian(std::uint32_t n) {
  std::vector<Group> result;
  std::uint32_t factorial = 1;
  for (std::uint32_t k = 2; k <= 7; ++k) {
    factorial *= k;
    if (k >= 3 && factorial == n) {
      result.push_back(symmetric(k));
    }
    if (k >= 4 && factorial / 2 == n) {
      result.push_back(alternating(k));
    }
  }
  if (n % 2 == 0 && n >= 6) {
    result.push_back(dihedral(n / 2));
  }
  if (n % 4 == 0 && n >= 8) {
    result.push_back(dicyclic(n / 4));
  }
  return result;
}

} // namespace

std::optional<std::string> identify(Group const& group) {
  if (group.is_abelian()) {
    return abelian_name(group);
  }
  for (std::uint32_t factor = 1; factor <= group.order() / 6; ++factor) {
    if (group.order() % factor != 0) {
      continue;
    }
    for (Group const& named : named_nonabelian(group.order() / factor)) {
      Group const candidate = factor == 1 ? named : direct_product(cyclic(factor), named);
      if (is_isomorphic(group, candidate)) {
        return candidate.name();
      }
    }
  }
  return std::nullopt;
}

} // namespace equivarify::algebra
