#include "equivarify/runtime/integer/cyclic_scheme.hpp"

#include <algorithm>
#include <cstdlib>
#include <numeric>

namespace equivarify::runtime {

namespace {

using Polynomial = std::vector<std::int32_t>; ///< coefficients, that of 1 first

/// The product of two polynomials by fewer products of numbers.
struct PolynomialScheme {
  std::vector<Polynomial> entries; ///< of each product, [coefficient of a factor]
  std::vector<Polynomial> answers; ///< of each coefficient of the result, [product]
};

/// Of polynomials with \p terms coefficients: (a + b y)(c + d y) = ac + s ((a + s b)(c + s d) - ac
/// - bd) y + bd y^2, where s is the \p sign.
PolynomialScheme karatsuba(std::size_t terms, std::int32_t sign) {
  if (terms == 1) {
    return {{Polynomial{1}}, {Polynomial{1}}};
  }
  std::size_t const high = terms / 2;
  std::size_t const low = terms - high;
  PolynomialScheme const lower = karatsuba(low, sign);
  PolynomialScheme const upper = karatsuba(high, sign);
  std::size_t const products = 2 * lower.entries.size() + upper.entries.size();
  PolynomialScheme result{{}, std::vector<Polynomial>(2 * terms - 1, Polynomial(products))};

  auto const add_product = [&](Polynomial const& form, bool of_low, bool of_high) {
    Polynomial& entry = result.entries.emplace_back(terms);
    for (std::size_t i = 0; i < form.size(); ++i) {
      if (of_low) {
        entry[i] = form[i];
      }
      if (of_high && i < high) {
        entry[low + i] = of_low ? sign * form[i] : form[i];
      }
    }
  };
  auto const add_answers =
      [&](PolynomialScheme const& part, std::size_t first, std::size_t shift, std::int32_t factor) {
        for (std::size_t i = 0; i < part.answers.size(); ++i) {
          for (std::size_t p = 0; p < part.entries.size(); ++p) {
            if (part.answers[i][p] != 0) {
              result.answers[shift + i][first + p] += factor * part.answers[i][p];
            }
          }
        }
      };
  for (Polynomial const& form : lower.entries) {
    add_product(form, true, false);
  }
  for (Polynomial const& form : upper.entries) {
    add_product(form, false, true);
  }
  for (Polynomial const& form : lower.entries) {
    add_product(form, true, true);
  }
  std::size_t const second = lower.entries.size();
  std::size_t const third = second + upper.entries.size();
  add_answers(lower, 0, 0, 1);
  add_answers(lower, 0, low, -sign);
  add_answers(upper, second, low, -sign);
  add_answers(upper, second, 2 * low, 1);
  // Where the high part is shorter, the last coefficients of the middle are 0 in all.
  for (std::size_t i = 0; i < lower.answers.size() && low + i < result.answers.size(); ++i) {
    for (std::size_t p = 0; p < lower.entries.size(); ++p) {
      result.answers[low + i][third + p] += sign * lower.answers[i][p];
    }
  }
  return result;
}

/// \p dividend / \p divisor, which has the leading coefficient 1 and divides it; the rest is cut
/// off.
Polynomial quotient(Polynomial dividend, Polynomial const& divisor) {
  std::size_t const degree = divisor.size() - 1;
  Polynomial result(dividend.size() - degree);
  for (std::size_t i = result.size(); i-- > 0;) {
    result[i] = dividend[i + degree];
    for (std::size_t k = 0; k <= degree; ++k) {
      dividend[i + k] -= result[i] * divisor[k];
    }
  }
  return result;
}

Polynomial cyclotomic(std::size_t d) {
  Polynomial result(d + 1);
  result.front() = -1;
  result.back() = 1;
  for (std::size_t e = 1; e < d; ++e) {
    if (d % e == 0) {
      result = quotient(std::move(result), cyclotomic(e));
    }
  }
  return result;
}

/// The powers 1, x, ..., x^(n-1) modulo \p modulus.
std::vector<Polynomial> powers_modulo(std::size_t n, Polynomial const& modulus) {
  std::size_t const degree = modulus.size() - 1;
  Polynomial power(degree);
  power[0] = 1;
  std::vector<Polynomial> result;
  for (std::size_t i = 0; i < n; ++i) {
    result.push_back(power);
    std::int32_t const top = power.back();
    std::rotate(power.begin(), power.end() - 1, power.end());
    power[0] = 0;
    for (std::size_t k = 0; k < degree; ++k) {
      power[k] -= top * modulus[k];
    }
  }
  return result;
}

/// The sum of z^k over the primitive d-th roots of unity z.
std::int32_t ramanujan_sum(std::size_t d, std::size_t k) {
  std::int32_t sum = 0;
  // The sums over all e-th roots for e that divides d are e or 0; Moebius' inversion leaves these.
  for (std::size_t e = 1; e <= d; ++e) {
    if (d % e != 0 || k % e != 0) {
      continue;
    }
    std::size_t rest = d / e;
    std::int32_t moebius = 1;
    for (std::size_t p = 2; p <= rest; ++p) {
      if (rest % p == 0) {
        rest /= p;
        moebius = rest % p == 0 ? 0 : -moebius;
      }
      if (moebius == 0) {
        break;
      }
    }
    sum += moebius * static_cast<std::int32_t>(e);
  }
  return sum;
}

struct Block {
  std::vector<Polynomial> entries; ///< of each product, [element]
  std::vector<Polynomial> answers; ///< of each element, [product]
};

Block block_of(std::size_t n, std::size_t d, std::int32_t sign) {
  Polynomial const modulus = cyclotomic(d);
  std::size_t const degree = modulus.size() - 1;
  std::vector<Polynomial> const powers = powers_modulo(n, modulus);
  PolynomialScheme const scheme = karatsuba(degree, sign);
  Block block{std::vector<Polynomial>(scheme.entries.size(), Polynomial(n)),
              std::vector<Polynomial>(n, Polynomial(scheme.entries.size()))};
  for (std::size_t p = 0; p < scheme.entries.size(); ++p) {
    for (std::size_t i = 0; i < n; ++i) {
      block.entries[p][i] = std::inner_product(
          powers[i].begin(), powers[i].end(), scheme.entries[p].begin(), std::int32_t{0});
    }
    for (std::size_t t = 0; t < n; ++t) {
      for (std::size_t j = 0; j < scheme.answers.size(); ++j) {
        // The idempotent takes what lies beyond the degree back to it.
        block.answers[t][p] += scheme.answers[j][p] * ramanujan_sum(d, (t + n * d - j) % d);
      }
    }
  }
  return block;
}

/// The largest sum of the |coefficients| of an entry.
std::int32_t largest_row_sum(Block const& block) {
  std::int32_t largest = 0;
  for (Polynomial const& entry : block.entries) {
    std::int32_t sum = 0;
    for (std::int32_t const coefficient : entry) {
      sum += std::abs(coefficient);
    }
    largest = std::max(largest, sum);
  }
  return largest;
}

/// By sums or by differences, whichever grow less.
Block smallest_block_of(std::size_t n, std::size_t d) {
  Block sums = block_of(n, d, 1);
  Block differences = block_of(n, d, -1);
  return largest_row_sum(differences) < largest_row_sum(sums) ? differences : sums;
}

} // namespace

RationalAlgebra cyclic_algebra(std::size_t n) {
  RationalAlgebra result{n, 0, static_cast<std::int32_t>(n), {}, {}, {}};
  std::vector<std::vector<std::int32_t>> answers(n);
  for (std::size_t d = 1; d <= n; ++d) {
    if (n % d != 0) {
      continue;
    }
    Block const block = smallest_block_of(n, d);
    result.products += block.entries.size();
    for (Polynomial const& entry : block.entries) {
      result.left.insert(result.left.end(), entry.begin(), entry.end());
    }
    for (std::size_t t = 0; t < n; ++t) {
      answers[t].insert(answers[t].end(), block.answers[t].begin(), block.answers[t].end());
    }
  }
  result.right = result.left;
  for (std::vector<std::int32_t> const& row : answers) {
    result.answers.insert(result.answers.end(), row.begin(), row.end());
  }
  return result;
}

} // namespace equivarify::runtime
