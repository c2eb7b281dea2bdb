#include "equivarify/runtime/integer/cyclic_scheme.hpp"

#include <algorithm>
#include <numeric>

namespace equivarify::runtime {

namespace {

using Polynomial = std::vector<std::int32_t>; ///< coefficients, that of 1 first

/// The product of two polynomials by fewer products of numbers.
struct PolynomialScheme {
  std::vector<Polynomial> entries; ///< of each product, [coefficient of a factor]
  std::vector<Polynomial> answers; ///< of each coefficient of the result, [product]
};

/// Of polynomials with \p terms coefficients: (a + b y)(c + d y) = ac + ((a + b)(c + d) - ac - bd)
/// y + bd y^2.
PolynomialScheme karatsuba(std::size_t terms) {
  if (terms == 1) {
    return {{Polynomial{1}}, {Polynomial{1}}};
  }
  std::size_t const high = terms / 2;
  std::size_t const low = terms - high;
  PolynomialScheme const lower = karatsuba(low);
  PolynomialScheme const upper = karatsuba(high);
  std::size_t const products = 2 * lower.entries.size() + upper.entries.size();
  PolynomialScheme result{{}, std::vector<Polynomial>(2 * terms - 1, Polynomial(products))};

  auto const add_product = [&](Polynomial const& form, bool of_low, bool of_high) {
    Polynomial& entry = result.entries.emplace_back(terms);
    for (std::size_t i = 0; i < form.size(); ++i) {
      if (of_low) {
        entry[i] = form[i];
      }
      if (of_high && i < high) {
        entry[low + i] = form[i];
      }
    }
  };
  auto const add_answers =
      [&](PolynomialScheme const& part, std::size_t first, std::size_t shift, std::int32_t sign) {
        for (std::size_t i = 0; i < part.answers.size(); ++i) {
          for (std::size_t p = 0; p < part.entries.size(); ++p) {
            if (part.answers[i][p] != 0) {
              result.answers[shift + i][first + p] += sign * part.answers[i][p];
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
  add_answers(lower, 0, low, -1);
  add_answers(upper, second, low, -1);
  add_answers(upper, second, 2 * low, 1);
  // Where the high part is shorter, the last coefficients of the middle are 0 in all.
  for (std::size_t i = 0; i < lower.answers.size() && low + i < result.answers.size(); ++i) {
    for (std::size_t p = 0; p < lower.entries.size(); ++p) {
      result.answers[low + i][third + p] += lower.answers[i][p];
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

Block block_of(std::size_t n, std::size_t d) {
  Polynomial const modulus = cyclotomic(d);
  std::size_t const degree = modulus.size() - 1;
  std::vector<Polynomial> const powers = powers_modulo(n, modulus);
  PolynomialScheme const scheme = karatsuba(degree);
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

} // namespace

Convolver cyclic_convolver(std::size_t n) {
  Convolver result{n, 0, static_cast<std::int32_t>(n), {}, {}};
  std::vector<std::vector<std::int32_t>> answers(n);
  for (std::size_t d = 1; d <= n; ++d) {
    if (n % d != 0) {
      continue;
    }
    Block const block = block_of(n, d);
    result.products += block.entries.size();
    for (Polynomial const& entry : block.entries) {
      result.entries.insert(result.entries.end(), entry.begin(), entry.end());
    }
    for (std::size_t t = 0; t < n; ++t) {
      answers[t].insert(answers[t].end(), block.answers[t].begin(), block.answers[t].end());
    }
  }
  for (std::vector<std::int32_t> const& row : answers) {
    result.answers.insert(result.answers.end(), row.begin(), row.end());
  }
  return result;
}

Convolver product_of(Convolver const& first, Convolver const& second) {
  Convolver result{first.order * second.order,
                   first.products * second.products,
                   first.denominator * second.denominator,
                   {},
                   {}};
  auto const add_rows = [](std::vector<std::int32_t>& to,
                           std::vector<std::int32_t> const& a,
                           std::size_t a_columns,
                           std::vector<std::int32_t> const& b,
                           std::size_t b_columns) {
    for (std::size_t i = 0; i < a.size() / a_columns * (b.size() / b_columns); ++i) {
      std::size_t const a_row = i / (b.size() / b_columns);
      std::size_t const b_row = i % (b.size() / b_columns);
      for (std::size_t j = 0; j < a_columns * b_columns; ++j) {
        to.push_back(a[a_row * a_columns + j / b_columns] * b[b_row * b_columns + j % b_columns]);
      }
    }
  };
  add_rows(result.entries, first.entries, first.order, second.entries, second.order);
  add_rows(result.answers, first.answers, first.products, second.answers, second.products);
  return result;
}

} // namespace equivarify::runtime
