#include "equivarify/algebra/modular.hpp"

#include <utility>

namespace equivarify::algebra {

bool is_prime(std::uint64_t n) {
  for (std::uint64_t d = 2; d * d <= n; ++d) {
    if (n % d == 0) {
      return false;
    }
  }
  return n >= 2;
}

std::uint32_t power_mod(std::uint32_t a, std::uint64_t n, std::uint32_t p) {
  std::uint32_t result = 1 % p;
  for (; n != 0; n /= 2) {
    if (n % 2 != 0) {
      result = multiply_mod(result, a, p);
    }
    a = multiply_mod(a, a, p);
  }
  return result;
}

std::uint32_t inverse_mod(std::uint32_t a, std::uint32_t p) {
  return power_mod(a, p - 2, p);
}

namespace {

void scale_row(std::vector<std::uint32_t>& row, std::uint32_t factor, std::uint32_t p) {
  for (std::uint32_t& x : row) {
    x = multiply_mod(x, factor, p);
  }
}

/// row -= factor * other
void subtract_row(std::vector<std::uint32_t>& row,
                  std::vector<std::uint32_t> const& other,
                  std::uint32_t factor,
                  std::uint32_t p) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    row[i] = (row[i] + p - multiply_mod(factor, other[i], p)) % p;
  }
}

} // namespace

std::vector<std::size_t> reduce_rows(ModularRows& rows, std::uint32_t p) {
  std::vector<std::size_t> pivots;
  std::size_t const columns = rows.empty() ? 0 : rows.front().size();
  for (std::size_t column = 0; column < columns && pivots.size() < rows.size(); ++column) {
    std::size_t const top = pivots.size();
    std::size_t found = top;
    while (found < rows.size() && rows[found][column] == 0) {
      ++found;
    }
    if (found == rows.size()) {
      continue;
    }
    std::swap(rows[top], rows[found]);
    scale_row(rows[top], inverse_mod(rows[top][column], p), p);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (i != top && rows[i][column] != 0) {
        subtract_row(rows[i], rows[top], rows[i][column], p);
      }
    }
    pivots.push_back(column);
  }
  rows.resize(pivots.size());
  return pivots;
}

ModularRows null_space(ModularRows rows, std::size_t columns, std::uint32_t p) {
  std::vector<std::size_t> const pivots = reduce_rows(rows, p);
  ModularRows basis;
  std::size_t next = 0;
  for (std::size_t column = 0; column < columns; ++column) {
    if (next < pivots.size() && pivots[next] == column) {
      ++next;
      continue;
    }
    std::vector<std::uint32_t>& v = basis.emplace_back(columns, 0);
    v[column] = 1;
    for (std::size_t i = 0; i < pivots.size(); ++i) {
      v[pivots[i]] = (p - rows[i][column]) % p;
    }
  }
  return basis;
}

} // namespace equivarify::algebra
