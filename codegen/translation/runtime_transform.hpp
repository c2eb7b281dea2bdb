/// \file
/// What rt::GeneralFourier does, by tables that are known when this program runs.
#ifndef EQUIVARIFY_CODEGEN_TRANSLATION_RUNTIME_TRANSFORM_HPP
#define EQUIVARIFY_CODEGEN_TRANSLATION_RUNTIME_TRANSFORM_HPP

#include "equivarify/codegen/fourier/fourier_tables.hpp"
#include "equivarify/codegen/generate/emit_fourier.hpp"
#include "equivarify/codegen/translation/scheme.hpp"

#include <cstddef>
#include <vector>

namespace equivarify::codegen {

/// The template rt::GeneralFourier, which takes its tables as constants, step by step and in its
/// order. A test compares the two.
class RuntimeTransform {
public:
  explicit RuntimeTransform(FourierTables const& tables)
      : tables_{tables}, order_{tables.place.size()}, cosets_{order_ / tables.butterflies} {}

  [[nodiscard]] std::size_t products() const {
    std::size_t count = 0;
    for (algebra::RealBlock const& block : tables_.blocks) {
      count += std::size_t{block.dimension()} * block.dimension();
    }
    return count;
  }

  /// The products, slot by slot.
  [[nodiscard]] std::vector<SchemeTerm> terms() const {
    std::vector<SchemeTerm> terms;
    for_each_row([&](Row const& row) {
      for (std::size_t c = 0; c < row.size; ++c) {
        for (std::size_t column = 0; column < row.dimension; ++column) {
          terms.push_back({row.slot + row.block_row * row.dimension + c * row.ring + row.unit,
                           row.slot + c * row.dimension + column,
                           row.product + column});
        }
      }
    });
    return terms;
  }

  template <typename Value>
  void analyse(Value* s) const {
    std::vector<Value> sums;
    for (std::size_t const place : tables_.place) {
      sums.push_back(s[place]);
    }
    transform_cosets(sums);
    for (std::size_t row = 0; row < order_; ++row) {
      std::vector<Value> terms;
      std::vector<float> factors;
      for (std::size_t j = 0; j < cosets_; ++j) {
        terms.push_back(sums[j * tables_.butterflies + row / cosets_]);
        factors.push_back(entry(row * cosets_ + j));
      }
      s[tables_.slot[row]] = sum_of(terms, factors);
    }
  }

  template <typename Value>
  void synthesise(Value* y) const {
    std::vector<Value> sums(order_);
    for (std::size_t column = 0; column < order_; ++column) {
      std::size_t const character = column / cosets_;
      std::vector<Value> terms;
      std::vector<float> factors;
      for (std::size_t i = 0; i < cosets_; ++i) {
        terms.push_back(y[tables_.slot[character * cosets_ + i]]);
        factors.push_back(entry((character * cosets_ + i) * cosets_ + column % cosets_));
      }
      sums[column % cosets_ * tables_.butterflies + character] = sum_of(terms, factors);
    }
    transform_cosets(sums);
    for (std::size_t i = 0; i < order_; ++i) {
      y[tables_.place[i]] = sums[i];
    }
  }

  template <typename Value>
  void combine(Value const* m, Value* y) const {
    for_each_row([&](Row const& row) {
      for (std::size_t column = 0; row.unit == 0 && column < row.dimension; ++column) {
        Value sum = m[row.product + column];
        for (std::size_t u = 1; u < row.ring; ++u) {
          Value const product = m[row.product + u * row.dimension + (column ^ u)];
          sum = is_negative(u, (column ^ u) % row.ring) ? sum - product : sum + product;
        }
        y[row.slot + row.block_row * row.dimension + column] = sum;
      }
    });
  }

  template <typename Value>
  void combine_adjoint(Value const* y, Value* m) const {
    for_each_row([&](Row const& row) {
      for (std::size_t column = 0; column < row.dimension; ++column) {
        Value const value = y[row.slot + row.block_row * row.dimension + (column ^ row.unit)];
        m[row.product + column] = is_negative(row.unit, column % row.ring) ? -value : value;
      }
    });
  }

private:
  /// A unit of a block row: where its slots and its products begin.
  struct Row {
    std::size_t size;
    std::size_t ring;
    std::size_t dimension;
    std::size_t slot; ///< of the block
    std::size_t block_row;
    std::size_t unit;
    std::size_t product;
  };

  template <typename F>
  void for_each_row(F const& f) const {
    std::size_t slot = 0;
    std::size_t product = 0;
    for (algebra::RealBlock const& block : tables_.blocks) {
      std::size_t const d = block.dimension();
      std::size_t const ring = d / block.size;
      for (std::size_t row = 0; row < d; ++row, product += d) {
        f(Row{block.size, ring, d, slot, row / ring, row % ring, product});
      }
      slot += block.size * d;
    }
  }

  /// Whether the product of the units u and t of 1, i, j, k is the negative of unit u xor t.
  static bool is_negative(std::size_t u, std::size_t t) {
    bool const squares = u != 0 && u == t;
    return squares || (u != 0 && t != 0 && (t + 3 - u) % 3 == 2);
  }

  /// An entry of the tables as the header prints it.
  [[nodiscard]] float entry(std::size_t i) const { return printed_entry(tables_.analysis[i]); }

  /// The terms whose factors are not 0, added one after another.
  template <typename Value>
  static Value sum_of(std::vector<Value> const& terms, std::vector<float> const& factors) {
    Value sum;
    bool is_first = true;
    for (std::size_t i = 0; i < terms.size(); ++i) {
      if (factors[i] == 0.0F) {
        continue;
      }
      if (is_first) {
        sum = factors[i] == 1.0F ? terms[i] : factors[i] * terms[i];
      } else if (factors[i] == -1.0F) {
        sum -= terms[i];
      } else {
        sum += factors[i] == 1.0F ? terms[i] : factors[i] * terms[i];
      }
      is_first = false;
    }
    return sum;
  }

  template <typename Value>
  void transform_cosets(std::vector<Value>& sums) const {
    for (std::size_t half = 1; half < tables_.butterflies; half *= 2) {
      for (std::size_t i = 0; i < order_; ++i) {
        if ((i & half) == 0) {
          Value const sum = sums[i] + sums[i + half];
          sums[i + half] = sums[i] - sums[i + half];
          sums[i] = sum;
        }
      }
    }
  }

  FourierTables const& tables_;
  std::size_t order_;
  std::size_t cosets_;
};

} // namespace equivarify::codegen

#endif
