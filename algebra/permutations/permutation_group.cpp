#include "equivarify/algebra/permutation_group.hpp"

#include "equivarify/algebra/closure.hpp"
#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/short_words.hpp"
#include "equivarify/algebra/stabilizer_chain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace equivarify::algebra {

struct PermutationGroup::Chain {
  StabilizerChain chain;
};

namespace {

std::vector<Permutation> permutations_of(std::vector<NamedPermutation> const& generators) {
  std::vector<Permutation> result;
  result.reserve(generators.size());
  for (auto const& [name, permutation] : generators) {
    result.push_back(permutation);
  }
  return result;
}

void require_valid(std::uint32_t degree, std::vector<NamedPermutation> const& generators) {
  if (degree > PermutationGroup::max_degree) {
    throw LimitError(fmt::format(
        "a permutation group on {} points; at most {}", degree, PermutationGroup::max_degree));
  }
  std::vector<std::string> names;
  for (auto const& [name, permutation] : generators) {
    names.push_back(name);
    if (permutation.degree() != degree) {
      throw AlgebraError(fmt::format(
          "generator '{}' permutes {} points, expected {}", name, permutation.degree(), degree));
    }
  }
  require_generator_names(names);
}

} // namespace

PermutationGroup::PermutationGroup(std::uint32_t degree,
                                   std::vector<NamedPermutation> generators,
                                   std::shared_ptr<Chain const> chain)
    : degree_{degree}, generators_{std::move(generators)}, chain_{std::move(chain)} {}

PermutationGroup PermutationGroup::generated_by(std::uint32_t degree,
                                                std::vector<NamedPermutation> generators) {
  return with_base(degree, std::move(generators), {});
}

PermutationGroup PermutationGroup::with_base(std::uint32_t degree,
                                             std::vector<NamedPermutation> generators,
                                             std::vector<std::uint32_t> const& base) {
  require_valid(degree, generators);
  auto chain = std::make_shared<Chain const>(
      Chain{StabilizerChain{degree, permutations_of(generators), base}});
  return PermutationGroup{degree, std::move(generators), std::move(chain)};
}

std::uint32_t PermutationGroup::degree() const noexcept {
  return degree_;
}

std::vector<NamedPermutation> const& PermutationGroup::generators() const noexcept {
  return generators_;
}

BigInteger PermutationGroup::order() const {
  return chain_->chain.order();
}

std::vector<std::uint32_t> PermutationGroup::base() const {
  std::vector<std::uint32_t> points;
  for (StabilizerChain::Level const& level : chain_->chain.levels()) {
    points.push_back(level.point);
  }
  return points;
}

bool PermutationGroup::contains(Permutation const& p) const {
  if (p.degree() != degree_) {
    return false;
  }
  Images g = to_images(p);
  chain_->chain.sift(g, 0);
  return to_permutation(g).is_identity();
}

Permutation PermutationGroup::random_element(std::mt19937_64& random) const {
  Permutation result = Permutation::identity(degree_);
  for (StabilizerChain::Level const& level : chain_->chain.levels()) {
    std::uniform_int_distribution<std::size_t> place{0, level.orbit.size() - 1};
    result = result * to_permutation(level.representatives[place(random)]);
  }
  return result;
}

std::optional<SignedWord> PermutationGroup::word_for(Permutation const& p) const {
  if (!contains(p)) {
    return std::nullopt;
  }
  Images g = to_images(p);
  std::vector<std::uint32_t> path;
  chain_->chain.sift(g, 0, &path);
  try {
    return chain_->chain.word_of(path);
  } catch (LimitError const&) {
    return ShortWords{*this}.word_for(p);
  }
}

Permutation PermutationGroup::evaluate(SignedWord const& word) const {
  Permutation result = Permutation::identity(degree_);
  for (Letter const letter : word) {
    Permutation const& s = generators_.at(letter.generator).second;
    result = result * (letter.inverted ? s.inverse() : s);
  }
  return result;
}

std::vector<std::uint32_t> PermutationGroup::orbit_of(std::uint32_t x) const {
  if (x >= degree_) {
    throw AlgebraError(fmt::format("there is no point {}: the group permutes {}", x, degree_));
  }
  std::set<std::uint32_t> seen{x};
  std::vector<std::uint32_t> orbit{x};
  for (std::size_t i = 0; i < orbit.size(); ++i) {
    for (auto const& [name, s] : generators_) {
      if (seen.insert(s(orbit[i])).second) {
        orbit.push_back(s(orbit[i]));
      }
    }
  }
  std::sort(orbit.begin(), orbit.end());
  return orbit;
}

std::vector<std::vector<std::uint32_t>> PermutationGroup::orbits() const {
  std::vector<std::vector<std::uint32_t>> result;
  std::vector<bool> seen(degree_, false);
  for (std::uint32_t x = 0; x < degree_; ++x) {
    if (!seen[x]) {
      result.push_back(orbit_of(x));
      for (std::uint32_t const y : result.back()) {
        seen[y] = true;
      }
    }
  }
  return result;
}

PermutationGroup PermutationGroup::stabilizer(std::uint32_t x) const {
  if (x >= degree_) {
    throw AlgebraError(fmt::format("there is no point {}: the group permutes {}", x, degree_));
  }
  StabilizerChain const chain{degree_, permutations_of(generators_), {x}};
  std::vector<NamedPermutation> fixing;
  if (chain.levels().size() > 1) {
    for (std::uint32_t const k : chain.levels()[1].generators) {
      fixing.emplace_back(fmt::format("s{}", fixing.size() + 1),
                          to_permutation(chain.strong_generator(k)));
    }
  }
  return with_base(degree_, std::move(fixing), {});
}

bool PermutationGroup::is_transitive() const {
  return degree_ > 0 && orbits().size() == 1;
}

Group PermutationGroup::to_group(std::string const& name) const {
  if (order() > Group::max_order) {
    constexpr std::size_t most_digits = 30;
    std::string const digits = to_string(order());
    throw LimitError(fmt::format(
        "{} has {} elements; at most {} are listed one by one",
        name,
        digits.size() > most_digits ? fmt::format("over 10^{}", digits.size() - 1) : digits,
        Group::max_order));
  }
  return algebra::generated_by(degree_, generators_);
}

} // namespace equivarify::algebra
