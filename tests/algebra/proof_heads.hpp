/// \file
/// Finite sets in which the terms about heads are evaluated: numbers modulo 7, signs, means,
/// labels.
#ifndef EQUIVARIFY_TESTS_ALGEBRA_PROOF_HEADS_HPP
#define EQUIVARIFY_TESTS_ALGEBRA_PROOF_HEADS_HPP

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "proof_sets.hpp"

namespace equivarify::algebra::proof {

/// V is the set Y with all of G acting, cells and components are the points of X, and there are two
/// classes. A mean in V takes the bits that most of the terms have.
class ProofHeads : protected ProofSets {
protected:
  using ProofSets::ProofSets;

  static bool is_symbol_of_heads(std::string const& symbol) {
    static std::set<std::string> const all{"spread",
                                           "by",
                                           "total",
                                           "pose",
                                           "largest",
                                           "best",
                                           "column",
                                           "marginal",
                                           "share",
                                           "on_coset",
                                           "zero",
                                           "sum",
                                           "product",
                                           "both",
                                           "signed",
                                           "sgn",
                                           "flat",
                                           "plus",
                                           "times"};
    return all.contains(symbol);
  }

  /// The value of \p symbol for its \p parts, in the set \p sort. \pre is_symbol_of_heads()
  [[nodiscard]] Value
  of_heads(std::string const& symbol, std::vector<Value> const& parts, Term const& sort) const {
    std::set<std::string> const of_means{"spread", "by", "total"};
    std::set<std::string> const of_answers{
        "pose", "largest", "best", "column", "marginal", "share", "on_coset"};
    return of_means.contains(symbol)     ? of_mean(symbol, parts, sort)
           : of_answers.contains(symbol) ? of_answer(symbol, parts)
                                         : of_numbers(symbol, parts);
  }

  [[nodiscard]] Value mean_head(Value const& s) const { return total(spread(s), v_); }

  [[nodiscard]] Value dot(Value const& w, Value const& f) const {
    return total(of_numbers("times", {w, f}), r_);
  }

private:
  [[nodiscard]] Value spread(Value const& s) const {
    return on_group([&](std::uint32_t h) { return act(h, {s.at(h)}, v_)[0]; });
  }

  [[nodiscard]] Value
  of_mean(std::string const& symbol, std::vector<Value> const& parts, Term const& sort) const {
    if (symbol == "spread") {
      return spread(parts[0]);
    }
    if (symbol == "by") {
      return on_group([&](std::uint32_t h) { return act(parts[0][0], {parts[1].at(h)}, v_)[0]; });
    }
    return total(parts[0], sort);
  }

  [[nodiscard]] std::uint32_t entry(std::uint32_t copy, std::uint32_t c) const {
    return hash("entry", {copy, c})[0];
  }

  [[nodiscard]] Value column(Value const& s, std::uint32_t c) const {
    return on_group([&](std::uint32_t h) { return entry(s.at(h), c); });
  }

  [[nodiscard]] std::uint32_t largest(Value const& s) const {
    std::uint32_t result = 0;
    for (std::uint32_t const c : {0U, 1U}) {
      Value const numbers = column(s, c);
      result = std::max(result, *std::max_element(numbers.begin(), numbers.end()));
    }
    return result;
  }

  [[nodiscard]] Value of_answer(std::string const& symbol, std::vector<Value> const& parts) const {
    Value const& s = parts[0];
    if (symbol == "pose") {
      return {s[0]};
    }
    if (symbol == "largest") {
      return {largest(s)};
    }
    if (symbol == "column") {
      return column(s, parts[1][0]);
    }
    if (symbol == "marginal") {
      return total(column(s, parts[1][0]), r_);
    }
    if (symbol == "on_coset") {
      return on_subgroup(
          [&](std::uint32_t k) { return entry(s.at(multiply(parts[1][0], k)), parts[2][0]); });
    }
    std::uint32_t const number = entry(s.at(parts[1][0]), parts[1][1]);
    if (symbol == "best") {
      return {number == largest(s) ? 1U : 0U};
    }
    return hash("ratio", {number, total(column(s, parts[1][1]), r_)[0]});
  }

  [[nodiscard]] Value of_numbers(std::string const& symbol, std::vector<Value> const& parts) const {
    if (symbol == "zero") {
      return {0};
    }
    if (symbol == "flat") {
      // NOLINTNEXTLINE(modernize-return-braced-init-list): as many equal entries, not two
      return Value(x_.size(), parts[0][0]);
    }
    if (symbol == "sgn") {
      return {sign(parts[0][0], parts[1][0])};
    }
    if (symbol == "both") {
      return {parts[0][0] ^ parts[1][0]};
    }
    if (symbol == "signed") {
      return {with_sign(parts[0][0], parts[1][0])};
    }
    bool const adds = symbol == "sum" || symbol == "plus";
    Value result = parts[0];
    for (std::size_t i = 0; i < result.size(); ++i) {
      std::uint32_t const other = parts[1].at(i);
      result[i] = (adds ? result[i] + other : result[i] * other) % 7;
    }
    return result;
  }

  /// The bits that most of the values have in V and Y, the sum in R.
  [[nodiscard]] Value total(Value const& f, Term const& values) const {
    if (values == r_) {
      std::uint32_t sum = 0;
      for (std::uint32_t const value : f) {
        sum = (sum + value) % 7;
      }
      return {sum};
    }
    std::uint32_t result = 0;
    for (std::uint32_t bit = 0; bit < group_.order(); ++bit) {
      auto const has = std::count_if(
          f.begin(), f.end(), [&](std::uint32_t value) { return (value >> bit & 1U) != 0; });
      result |= 2 * static_cast<std::size_t>(has) > f.size() ? 1U << bit : 0U;
    }
    return {result};
  }

  Term v_{"V", {}};
  Term r_{"R", {}};
};

} // namespace equivarify::algebra::proof

#endif
