#include "equivarify/algebra/matrix_group.hpp"

#include "equivarify/algebra/closure.hpp"
#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/modular.hpp"

#include <fmt/format.h>

namespace equivarify::algebra {

namespace {

constexpr std::size_t max_dimension = 32;
constexpr std::uint32_t max_modulus = 1U << 30;

using Flat = std::vector<std::uint32_t>;

void require_square(std::string const& name, ModularMatrix const& matrix, std::size_t size) {
  if (size > max_dimension) {
    throw LimitError(fmt::format("matrix '{}' has {} rows; at most {}", name, size, max_dimension));
  }
  if (matrix.size() != size) {
    throw AlgebraError(fmt::format(
        "matrix '{}' has {} rows, expected {} as the first", name, matrix.size(), size));
  }
  for (std::size_t i = 0; i < size; ++i) {
    if (matrix[i].size() != size) {
      throw AlgebraError(
          fmt::format("matrix '{}' is not square: row {} has {} entries, expected {}",
                      name,
                      i,
                      matrix[i].size(),
                      size));
    }
  }
}

Flat flatten(std::string const& name, ModularMatrix const& matrix, std::uint32_t modulus) {
  ModularMatrix reduced = matrix;
  Flat flat;
  for (std::vector<std::uint32_t>& row : reduced) {
    for (std::uint32_t& entry : row) {
      entry %= modulus;
      flat.push_back(entry);
    }
  }
  if (reduce_rows(reduced, modulus).size() != matrix.size()) {
    throw AlgebraError(fmt::format("matrix '{}' is not invertible modulo {}", name, modulus));
  }
  return flat;
}

Flat identity_matrix(std::size_t size) {
  Flat flat(size * size, 0);
  for (std::size_t i = 0; i < size; ++i) {
    flat[i * size + i] = 1;
  }
  return flat;
}

Flat multiply(Flat const& a, Flat const& b, std::size_t size, std::uint32_t modulus) {
  Flat result(size * size);
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t j = 0; j < size; ++j) {
      std::uint64_t sum = 0;
      for (std::size_t k = 0; k < size; ++k) {
        sum = (sum + std::uint64_t{a[i * size + k]} * b[k * size + j]) % modulus;
      }
      result[i * size + j] = static_cast<std::uint32_t>(sum);
    }
  }
  return result;
}

} // namespace

Group matrix_group(std::uint32_t modulus, std::vector<NamedMatrix> const& generators) {
  if (modulus > max_modulus || !is_prime(modulus)) {
    throw AlgebraError(fmt::format("matrices modulo {}: expected a prime below 2^30", modulus));
  }
  std::size_t const size = generators.empty() ? 1 : generators.front().second.size();
  GroupParts parts;
  std::vector<Flat> matrices;
  for (auto const& [name, matrix] : generators) {
    require_square(name, matrix, size);
    parts.generator_names.push_back(name);
    matrices.push_back(flatten(name, matrix, modulus));
  }
  require_generator_names(parts.generator_names);
  Closure<Flat> closure = close_under<SequenceHash>(
      identity_matrix(size),
      matrices,
      [&](Flat const& a, Flat const& b) { return multiply(a, b, size, modulus); },
      size * size,
      "the group that the matrices generate");
  parts.name = fmt::format("a group of order {}", closure.elements.size());
  parts.order = static_cast<std::uint32_t>(closure.elements.size());
  parts.right = std::move(closure.right);
  return GroupBuilder::build(std::move(parts));
}

} // namespace equivarify::algebra
