#include "equivarify/algebra/class_algebra.hpp"

#include "equivarify/algebra/error.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace equivarify::algebra {

namespace {

using Vector = std::vector<std::uint32_t>;

/// A subspace by its reduced basis and the pivot columns.
struct Subspace {
  ModularRows basis;
  std::vector<std::size_t> pivots;
};

Vector apply(ModularRows const& matrix, Vector const& v, std::uint32_t p) {
  Vector result;
  result.reserve(matrix.size());
  for (Vector const& row : matrix) {
    std::uint64_t sum = 0;
    for (std::size_t t = 0; t < row.size(); ++t) {
      sum = (sum + std::uint64_t{row[t]} * v[t]) % p;
    }
    result.push_back(static_cast<std::uint32_t>(sum));
  }
  return result;
}

/// The matrix on the coordinates of an invariant subspace: column i holds the coordinates of the
/// image of vector i.
ModularRows restrict_to(ModularRows const& matrix, Subspace const& space, std::uint32_t p) {
  std::size_t const d = space.basis.size();
  ModularRows result(d, Vector(d));
  for (std::size_t i = 0; i < d; ++i) {
    Vector const image = apply(matrix, space.basis[i], p);
    for (std::size_t j = 0; j < d; ++j) {
      result[j][i] = image[space.pivots[j]];
    }
  }
  return result;
}

std::uint32_t subtract_mod(std::uint32_t a, std::uint32_t b, std::uint32_t p) {
  return (a + p - b) % p;
}

/// Exchanges basis vectors \p i and \p j of \p a.
void exchange(ModularRows& a, std::size_t i, std::size_t j) {
  std::swap(a[i], a[j]);
  for (Vector& row : a) {
    std::swap(row[i], row[j]);
  }
}

/// Clears entry (i, m - 1) of \p a by similarity, \p scale being the inverse of entry (m, m - 1).
void eliminate(ModularRows& a, std::size_t i, std::size_t m, std::uint32_t scale, std::uint32_t p) {
  std::uint32_t const factor = multiply_mod(a[i][m - 1], scale, p);
  if (factor == 0) {
    return;
  }
  for (std::size_t j = 0; j < a.size(); ++j) {
    a[i][j] = subtract_mod(a[i][j], multiply_mod(factor, a[m][j], p), p);
  }
  for (Vector& row : a) {
    row[m] = (row[m] + multiply_mod(factor, row[i], p)) % p;
  }
}

/// Brings \p a to upper Hessenberg form by similarity.
void to_hessenberg(ModularRows& a, std::uint32_t p) {
  std::size_t const n = a.size();
  for (std::size_t m = 1; m + 1 < n; ++m) {
    std::size_t pivot = m;
    while (pivot < n && a[pivot][m - 1] == 0) {
      ++pivot;
    }
    if (pivot == n) {
      continue;
    }
    exchange(a, pivot, m);
    std::uint32_t const scale = inverse_mod(a[m][m - 1], p);
    for (std::size_t i = m + 1; i < n; ++i) {
      eliminate(a, i, m, scale, p);
    }
  }
}

/// The characteristic polynomial of \p a, constant term first (H. Cohen, A Course in Computational
/// Algebraic Number Theory, algorithm 2.2.9).
Vector characteristic_polynomial(ModularRows a, std::uint32_t p) {
  to_hessenberg(a, p);
  std::vector<Vector> polynomials{{1}};
  for (std::size_t m = 0; m < a.size(); ++m) {
    Vector next(m + 2, 0);
    for (std::size_t i = 0; i <= m; ++i) {
      next[i + 1] = (next[i + 1] + polynomials[m][i]) % p;
      next[i] = subtract_mod(next[i], multiply_mod(a[m][m], polynomials[m][i], p), p);
    }
    std::uint32_t product = 1;
    for (std::size_t i = m; i-- > 0;) {
      product = multiply_mod(product, a[i + 1][i], p);
      std::uint32_t const factor = multiply_mod(product, a[i][m], p);
      for (std::size_t j = 0; j < polynomials[i].size(); ++j) {
        next[j] = subtract_mod(next[j], multiply_mod(factor, polynomials[i][j], p), p);
      }
    }
    polynomials.push_back(std::move(next));
  }
  return polynomials.back();
}

std::vector<std::uint32_t> roots_of(Vector const& polynomial, std::uint32_t p) {
  std::vector<std::uint32_t> roots;
  for (std::uint32_t x = 0; x < p; ++x) {
    std::uint32_t value = 0;
    for (std::size_t i = polynomial.size(); i-- > 0;) {
      value = (multiply_mod(value, x, p) + polynomial[i]) % p;
    }
    if (value == 0) {
      roots.push_back(x);
    }
  }
  return roots;
}

Subspace to_subspace(ModularRows vectors, std::uint32_t p) {
  std::vector<std::size_t> pivots = reduce_rows(vectors, p);
  return {std::move(vectors), std::move(pivots)};
}

/// The vector with these \p coordinates in the basis of \p space.
Vector combine(Vector const& coordinates, Subspace const& space, std::uint32_t p) {
  Vector v(space.basis.front().size(), 0);
  for (std::size_t i = 0; i < coordinates.size(); ++i) {
    for (std::size_t t = 0; t < v.size(); ++t) {
      v[t] = (v[t] + multiply_mod(coordinates[i], space.basis[i][t], p)) % p;
    }
  }
  return v;
}

/// The eigenspaces of \p matrix inside \p space.
std::vector<Subspace> split(ModularRows const& matrix, Subspace const& space, std::uint32_t p) {
  ModularRows const small = restrict_to(matrix, space, p);
  std::vector<Subspace> parts;
  for (std::uint32_t const root : roots_of(characteristic_polynomial(small, p), p)) {
    ModularRows shifted = small;
    for (std::size_t i = 0; i < shifted.size(); ++i) {
      shifted[i][i] = subtract_mod(shifted[i][i], root, p);
    }
    ModularRows vectors;
    for (Vector const& coordinates : null_space(shifted, small.size(), p)) {
      vectors.push_back(combine(coordinates, space, p));
    }
    parts.push_back(to_subspace(std::move(vectors), p));
  }
  return parts;
}

Subspace full_space(std::size_t dimension) {
  Subspace space;
  for (std::size_t i = 0; i < dimension; ++i) {
    space.basis.emplace_back(dimension, 0)[i] = 1;
    space.pivots.push_back(i);
  }
  return space;
}

} // namespace

ModularRows class_matrix(Group const& group,
                         std::vector<ConjugacyClass> const& classes,
                         std::vector<std::uint32_t> const& numbers,
                         std::size_t r) {
  ModularRows matrix(classes.size(), Vector(classes.size(), 0));
  for (std::size_t t = 0; t < classes.size(); ++t) {
    std::uint32_t const z = classes[t].front().index();
    for (Element const x : classes[r]) {
      std::uint32_t const y = group.multiply_unchecked(group.inverse_unchecked(x.index()), z);
      ++matrix[numbers[y]][t];
    }
  }
  return matrix;
}

namespace {

/// Those of \p spaces that are no lines, split into the eigenspaces of \p matrix.
std::vector<Subspace>
refined(std::vector<Subspace> spaces, ModularRows const& matrix, std::uint32_t p) {
  std::vector<Subspace> result;
  for (Subspace& space : spaces) {
    if (space.basis.size() == 1) {
      result.push_back(std::move(space));
      continue;
    }
    std::vector<Subspace> parts = split(matrix, space, p);
    std::move(parts.begin(), parts.end(), std::back_inserter(result));
  }
  return result;
}

} // namespace

ModularRows common_eigenvectors(Group const& group,
                                std::vector<ConjugacyClass> const& classes,
                                std::vector<std::uint32_t> const& numbers,
                                std::uint32_t p) {
  std::vector<Subspace> spaces{full_space(classes.size())};
  for (std::size_t r = 1; r < classes.size() && spaces.size() < classes.size(); ++r) {
    ModularRows const matrix = class_matrix(group, classes, numbers, r);
    spaces = refined(std::move(spaces), matrix, p);
  }
  ModularRows vectors;
  for (Subspace& space : spaces) {
    EQUIVARIFY_ASSERT(space.basis.size() == 1 && space.pivots.front() == 0,
                      "the class matrices of " + group.name() + " do not split");
    vectors.push_back(std::move(space.basis.front()));
  }
  return vectors;
}

} // namespace equivarify::algebra
