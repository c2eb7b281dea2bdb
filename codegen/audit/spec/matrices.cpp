#include "equivarify/codegen/audit/spec/matrices.hpp"

#include "equivarify/codegen/audit/spec/bounds.hpp"
#include "equivarify/codegen/audit/spec/printable.hpp"
#include "equivarify/codegen/audit/spec/refuse.hpp"

#include <nlohmann/json.hpp>

#include <map>

namespace equivarify::audit {
namespace {

using nlohmann::json;
using Matrix = Images; ///< row after row

Matrix multiply(Matrix const& a, Matrix const& b, std::size_t n, std::uint64_t modulus) {
  Matrix result;
  result.reserve(n * n);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      std::uint64_t sum = 0;
      for (std::size_t k = 0; k < n; ++k) {
        sum += std::uint64_t{a[i * n + k]} * b[k * n + j] % modulus;
      }
      result.push_back(static_cast<std::uint32_t>(sum % modulus));
    }
  }
  return result;
}

Matrix identity_matrix(std::size_t n) {
  Matrix result(n * n, 0);
  for (std::size_t i = 0; i < n; ++i) {
    result[i * n + i] = 1;
  }
  return result;
}

Matrix read_matrix(json const& rows, std::size_t n, std::uint32_t modulus) {
  Matrix result;
  for (json const& row : rows) {
    for (json const& entry : row) {
      result.push_back(entry.get<std::uint32_t>() % modulus);
    }
    if (rows.size() != n || row.size() != n) {
      throw Refusal{"a matrix that is not square, or of another size than the first"};
    }
  }
  return result;
}

/// Refuses unless a power of \p matrix is the identity, which shows that it is invertible.
void expect_finite_order(Matrix const& matrix, std::size_t n, std::uint32_t modulus) {
  Matrix power = matrix;
  for (std::size_t i = 1; power != identity_matrix(n); ++i) {
    if (i > bounds::order) {
      return refuse("matrix-invertible",
                    "a matrix that is not invertible, or of an order above " +
                        std::to_string(bounds::order));
    }
    power = multiply(power, matrix, n, modulus);
  }
}

/// The generators as permutations of the elements that they generate, which are found as close()
/// finds them.
NamedImages on_elements(std::vector<std::pair<std::string, Matrix>> const& generators,
                        std::size_t n,
                        std::uint32_t modulus) {
  std::vector<Matrix> elements{identity_matrix(n)};
  std::map<Matrix, std::uint32_t> number{{elements.front(), 0}};
  NamedImages result;
  for (auto const& [name, matrix] : generators) {
    result.emplace_back(name, Images{});
  }
  for (std::size_t x = 0; x < elements.size(); ++x) {
    for (std::size_t k = 0; k < generators.size(); ++k) {
      Matrix const found = multiply(generators[k].second, elements[x], n, modulus);
      auto const next = static_cast<std::uint32_t>(elements.size());
      auto const [place, is_new] = number.emplace(found, next);
      if (is_new && next >= bounds::order) {
        throw Refusal{"too large: a group of more than " + std::to_string(bounds::order) +
                      " elements"};
      }
      if (is_new) {
        elements.push_back(found);
      }
      result[k].second.push_back(place->second);
    }
  }
  return result;
}

} // namespace

bool is_prime(std::uint32_t p) {
  for (std::uint32_t d = 2; d * d <= p; ++d) {
    if (p % d == 0) {
      return false;
    }
  }
  return p > 1;
}

Group matrix_group(json const& form) {
  auto const modulus = form.at("modulus").get<std::uint32_t>();
  if (!is_prime(modulus)) {
    refuse("modulus-prime", "matrices modulo " + std::to_string(modulus) + ", which is no prime");
  }
  json const& matrices = form.at("generators");
  std::size_t const n = matrices.begin().value().size();
  std::vector<std::pair<std::string, Matrix>> generators;
  for (auto const& [name, rows] : matrices.items()) {
    generators.emplace_back(name, read_matrix(rows, n, modulus));
    expect_finite_order(generators.back().second, n, modulus);
  }
  return close(on_elements(generators, n, modulus));
}

} // namespace equivarify::audit
