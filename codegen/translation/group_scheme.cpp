#include "equivarify/codegen/translation/group_scheme.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/codegen/translation/extract_scheme.hpp"
#include "equivarify/runtime/group/fourier.hpp"

#include <bit>
#include <cstdint>
#include <utility>

namespace equivarify::codegen {
namespace {

constexpr std::size_t filter_taps = 3;

/// The number that generated code has for \p entry.
Fraction printed(double entry) {
  return fraction_of(static_cast<float>(entry));
}

FractionMatrix zeros(std::size_t rows, std::size_t columns) {
  return FractionMatrix(rows, std::vector<Fraction>(columns));
}

FractionMatrix identity(std::size_t size) {
  FractionMatrix matrix = zeros(size, size);
  for (std::size_t i = 0; i < size; ++i) {
    matrix[i][i] = Fraction{1};
  }
  return matrix;
}

FractionMatrix transpose(FractionMatrix const& matrix) {
  FractionMatrix result = zeros(matrix[0].size(), matrix.size());
  for (std::size_t i = 0; i < matrix.size(); ++i) {
    for (std::size_t j = 0; j < matrix[i].size(); ++j) {
      result[j][i] = matrix[i][j];
    }
  }
  return result;
}

FractionMatrix product(FractionMatrix const& a, FractionMatrix const& b) {
  FractionMatrix result = zeros(a.size(), b[0].size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t j = 0; j < b.size(); ++j) {
      for (std::size_t k = 0; a[i][j] != Fraction{} && k < b[j].size(); ++k) {
        result[i][k] = result[i][k] + a[i][j] * b[j][k];
      }
    }
  }
  return result;
}

Scheme without_transforms(std::size_t copies, std::size_t weights) {
  return {.input = identity(copies),
          .input_adjoint = identity(copies),
          .weights = identity(weights),
          .weights_adjoint = identity(weights),
          .output = identity(copies),
          .output_adjoint = identity(copies)};
}

void add_to_all(Scheme& scheme, SchemeTerm const& term) {
  scheme.forward.push_back(term);
  scheme.to_inputs.push_back(term);
  scheme.to_weights.push_back(term);
}

/// The slots from the copies: butterflies over the subgroup A, then a row of cosets for each slot.
FractionMatrix analysis_of(FourierTables const& tables) {
  std::size_t const order = tables.place.size();
  std::size_t const cosets = order / tables.butterflies;
  FractionMatrix matrix = zeros(order, order);
  for (std::size_t row = 0; row < order; ++row) {
    std::size_t const character = row / cosets;
    for (std::size_t i = 0; i < order; ++i) {
      std::size_t const a = i % tables.butterflies;
      Fraction const sign{std::popcount(a & character) % 2 == 0 ? 1 : -1};
      matrix[tables.slot[row]][tables.place[i]] =
          sign * printed(tables.analysis[row * cosets + i / tables.butterflies]);
    }
  }
  return matrix;
}

FractionMatrix weights_of(FourierTables const& tables) {
  std::size_t const order = tables.place.size();
  FractionMatrix matrix = zeros(order, order);
  for (std::size_t i = 0; i < order * order; ++i) {
    matrix[i / order][i % order] = printed(tables.weights[i]);
  }
  return matrix;
}

/// Whether the product of the units u and t of 1, i, j, k is the negative of unit u xor t.
bool is_negative(std::size_t u, std::size_t t) {
  bool const squares = u != 0 && u == t;
  bool const turns_back = u != 0 && t != 0 && u != t && (t + 3 - u) % 3 == 2;
  return squares || turns_back;
}

/// Goes through the blocks, each a ring of matrices of which the first row of each block row is
/// kept.
class RingTerms {
public:
  RingTerms(FourierTables const& tables, Scheme& scheme)
      : scheme_{scheme}, combine_{zeros(tables.place.size(), products_of(tables))} {
    for (algebra::RealBlock const& block : tables.blocks) {
      add(block);
    }
  }

  /// The slots of the output from the products.
  [[nodiscard]] FractionMatrix const& combine() const { return combine_; }

private:
  static std::size_t products_of(FourierTables const& tables) {
    std::size_t count = 0;
    for (algebra::RealBlock const& block : tables.blocks) {
      count += std::size_t{block.dimension()} * block.dimension();
    }
    return count;
  }

  void add(algebra::RealBlock const& block) {
    std::size_t const d = block.dimension();
    std::size_t const ring = d / block.size;
    for (std::size_t row = 0; row < d; ++row, product_ += d) {
      std::size_t const a = row / ring;
      std::size_t const unit = row % ring;
      for (std::size_t column = 0; column < d; ++column) {
        for (std::size_t c = 0; c < block.size; ++c) {
          add_to_all(scheme_,
                     {slot_ + a * d + c * ring + unit, slot_ + c * d + column, product_ + column});
        }
        combine_[slot_ + a * d + (column ^ unit)][product_ + column] =
            Fraction{is_negative(unit, column % ring) ? -1 : 1};
      }
    }
    slot_ += block.size * d;
  }

  Scheme& scheme_;
  FractionMatrix combine_;
  std::size_t slot_ = 0;
  std::size_t product_ = 0;
};

} // namespace

Scheme written_scheme(std::string const& type) {
  if (type == "rt::FourierC2") {
    return extract_group_scheme<runtime::FourierC2>();
  }
  if (type == "rt::FourierC4") {
    return extract_group_scheme<runtime::FourierC4>();
  }
  if (type == "rt::FourierD4") {
    return extract_group_scheme<runtime::FourierD4>();
  }
  throw algebra::InternalError{"no scheme of the runtime is called " + type};
}

Scheme general_scheme(FourierTables const& tables) {
  Scheme scheme{.input = analysis_of(tables), .weights = weights_of(tables)};
  scheme.input_adjoint = transpose(scheme.input);
  scheme.weights_adjoint = transpose(scheme.weights);
  RingTerms const terms{tables, scheme};
  scheme.output = product(scheme.input_adjoint, terms.combine());
  scheme.output_adjoint = product(transpose(terms.combine()), scheme.input);
  return scheme;
}

Scheme regular_scheme(algebra::Group const& group) {
  std::size_t const order = group.order();
  Scheme scheme = without_transforms(order, order);
  for (std::size_t h = 0; h < order; ++h) {
    for (std::size_t k = 0; k < order; ++k) {
      add_to_all(scheme, {group.table()[h * order + k], k, h});
    }
  }
  return scheme;
}

Scheme copywise_scheme(std::size_t copies) {
  Scheme scheme = without_transforms(copies, 1);
  for (std::size_t h = 0; h < copies; ++h) {
    add_to_all(scheme, {h, 0, h});
  }
  return scheme;
}

Scheme tile_scheme() {
  return extract_tile_scheme<filter_taps>();
}

std::size_t tile_outputs() {
  return runtime::winograd::tile;
}

} // namespace equivarify::codegen
