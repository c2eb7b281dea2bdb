#include "equivarify/algebra/cyclotomic.hpp"

#include <fmt/format.h>

#include <cmath>
#include <map>
#include <numbers>

namespace equivarify::algebra {

namespace {

using Coefficients = std::vector<std::int64_t>;

/// Divides by a monic polynomial in place; the remainder stays, the quotient is returned.
Coefficients divide(Coefficients& dividend, Coefficients const& divisor) {
  std::size_t const degree = divisor.size() - 1;
  if (dividend.size() <= degree) {
    return {};
  }
  Coefficients quotient(dividend.size() - degree, 0);
  for (std::size_t i = quotient.size(); i-- > 0;) {
    quotient[i] = dividend[i + degree];
    for (std::size_t j = 0; quotient[i] != 0 && j <= degree; ++j) {
      dividend[i + j] -= quotient[i] * divisor[j];
    }
  }
  dividend.resize(degree);
  return quotient;
}

/// cyclotomic_polynomial(), remembered by each thread, for characters ask for few n many times.
Coefficients const& remembered_polynomial(std::uint32_t n) {
  thread_local std::map<std::uint32_t, Coefficients> known;
  auto found = known.find(n);
  if (found == known.end()) {
    found = known.emplace(n, cyclotomic_polynomial(n)).first;
  }
  return found->second;
}

/// Appends ` - 2 E(n)^k`, the term with coefficient \p c.
void append_term(std::string& sum, std::int64_t c, std::uint32_t n, std::size_t k) {
  if (sum.empty()) {
    sum += c < 0 ? "-" : "";
  } else {
    sum += c < 0 ? " - " : " + ";
  }
  if (k == 0) {
    sum += fmt::format("{}", std::abs(c));
    return;
  }
  sum += std::abs(c) == 1 ? "" : fmt::format("{} ", std::abs(c));
  sum += k == 1 ? fmt::format("E({})", n) : fmt::format("E({})^{}", n, k);
}

} // namespace

// x^n - 1 is the product of the d-th cyclotomic polynomials over the divisors d of n.
std::vector<std::int64_t> cyclotomic_polynomial(std::uint32_t n) {
  Coefficients result(n + 1, 0);
  result.front() = -1;
  result.back() = 1;
  for (std::uint32_t d = 1; d < n; ++d) {
    if (n % d == 0) {
      result = divide(result, cyclotomic_polynomial(d));
    }
  }
  return result;
}

Cyclotomic Cyclotomic::from_powers(std::vector<std::int64_t> multiplicities) {
  auto const n = static_cast<std::uint32_t>(multiplicities.size());
  Coefficients const& modulus = remembered_polynomial(n);
  static_cast<void>(divide(multiplicities, modulus));
  multiplicities.resize(modulus.size() - 1, 0);
  return Cyclotomic{n, std::move(multiplicities)};
}

bool Cyclotomic::is_integer() const noexcept {
  for (std::size_t k = 1; k < coefficients_.size(); ++k) {
    if (coefficients_[k] != 0) {
      return false;
    }
  }
  return true;
}

std::complex<double> Cyclotomic::value() const {
  std::complex<double> sum = 0;
  for (std::size_t k = 0; k < coefficients_.size(); ++k) {
    double const angle = 2 * std::numbers::pi * static_cast<double>(k) / root_;
    sum += static_cast<double>(coefficients_[k]) * std::polar(1.0, angle);
  }
  return sum;
}

std::string Cyclotomic::to_string() const {
  std::string result;
  for (std::size_t k = 0; k < coefficients_.size(); ++k) {
    if (coefficients_[k] != 0) {
      append_term(result, coefficients_[k], root_, k);
    }
  }
  return result.empty() ? "0" : result;
}

} // namespace equivarify::algebra
