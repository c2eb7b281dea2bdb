/// \file
/// Data and functions with a symmetry that is known.
#ifndef EQUIVARIFY_TESTS_ALGEBRA_SYMMETRIES_PLANTED_HPP
#define EQUIVARIFY_TESTS_ALGEBRA_SYMMETRIES_PLANTED_HPP

#include "equivarify/algebra/permutation_group.hpp"
#include "equivarify/algebra/symmetries/samples.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

namespace equivarify::support {

namespace symmetries = algebra::symmetries;
using algebra::SignedPermutation;

/// From [0, 1), the same with every standard library.
inline double uniform(std::mt19937_64& random) {
  return static_cast<double>(random() >> 11U) * 0x1p-53;
}

/// Entry i from entry images[i], with the sign signs[i].
inline SignedPermutation signed_permutation(std::vector<std::uint32_t> images,
                                            std::vector<int> const& signs) {
  SignedPermutation g{std::move(images), {}};
  for (int const sign : signs) {
    g.negated.push_back(sign < 0);
  }
  return g;
}

inline SignedPermutation identity_motion(std::uint32_t size) {
  SignedPermutation g;
  for (std::uint32_t i = 0; i < size; ++i) {
    g.gather.push_back(i);
    g.negated.push_back(false);
  }
  return g;
}

/// A signed permutation of \p size entries that is not the identity, of an order of at most 6.
inline SignedPermutation random_motion(std::uint32_t size, bool signs, std::mt19937_64& random) {
  for (;;) {
    SignedPermutation g = identity_motion(size);
    for (std::uint32_t i = size; i > 1; --i) {
      std::swap(g.gather[i - 1], g.gather[random() % i]);
    }
    for (std::uint32_t i = 0; i < size; ++i) {
      g.negated[i] = signs && random() % 2 == 0;
    }
    if (!symmetries::is_identity(g) && symmetries::order_of(g) <= 6) {
      return g;
    }
  }
}

/// Samples that have no symmetry: skew numbers of different widths, mixed.
inline std::vector<double> plain_rows(std::uint32_t width, std::size_t rows, std::uint64_t seed) {
  std::mt19937_64 random{seed};
  std::vector<double> mixing(std::size_t{width} * width);
  for (double& entry : mixing) {
    entry = 2 * uniform(random) - 1;
  }
  std::vector<double> values;
  std::vector<double> z(width);
  for (std::size_t r = 0; r < rows; ++r) {
    for (std::uint32_t i = 0; i < width; ++i) {
      double const u = uniform(random);
      z[i] = u * u * (1 + i) - 0.2 * i;
    }
    for (std::uint32_t i = 0; i < width; ++i) {
      double sum = 0;
      for (std::uint32_t j = 0; j < width; ++j) {
        sum += mixing[i * width + j] * z[j];
      }
      values.push_back(sum);
    }
  }
  return values;
}

/// The same, each multiplied by a random power of \p g, all equally likely.
inline symmetries::Samples
planted_samples(SignedPermutation const& g, std::size_t rows, std::uint64_t seed) {
  auto const width = static_cast<std::uint32_t>(g.gather.size());
  std::vector<double> values = plain_rows(width, rows, seed);
  std::mt19937_64 random{seed + 1};
  std::uint64_t const order = symmetries::order_of(g);
  std::vector<double> moved(width);
  for (std::size_t r = 0; r < rows; ++r) {
    auto const row = std::span{values}.subspan(r * width, width);
    for (std::uint64_t k = random() % order; k > 0; --k) {
      symmetries::move_row(g, row, moved);
      std::copy(moved.begin(), moved.end(), row.begin());
    }
  }
  return {width, std::move(values)};
}

/// Whether \p g is in the group that \p generators generate.
inline bool generate(std::vector<SignedPermutation> const& generators, SignedPermutation const& g) {
  std::vector<algebra::NamedPermutation> named;
  for (SignedPermutation const& each : generators) {
    named.push_back({"g" + std::to_string(named.size() + 1), symmetries::on_signed_places(each)});
  }
  algebra::Permutation const p = symmetries::on_signed_places(g);
  return algebra::PermutationGroup::generated_by(p.degree(), named).contains(p);
}

} // namespace equivarify::support

#endif
