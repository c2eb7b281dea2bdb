#include "equivarify/codegen/translation/group_scheme.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/codegen/translation/extract_scheme.hpp"
#include "equivarify/codegen/translation/runtime_transform.hpp"
#include "equivarify/runtime/group/fourier.hpp"

#include <cstdint>
#include <utility>

namespace equivarify::codegen {
namespace {

constexpr std::size_t filter_taps = 3;

/// The number that generated code has for \p entry.
Fraction printed(double entry) {
  return dyadic_fraction(printed_entry(entry));
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

Scheme without_transforms(std::size_t copies, std::size_t weights) {
  auto const nothing = out_of_place(copies, [](auto*) {});
  return {.input = identity(copies),
          .input_adjoint = identity(copies),
          .weights = identity(weights),
          .weights_adjoint = identity(weights),
          .output = identity(copies),
          .output_adjoint = identity(copies),
          .input_program = program_of(copies, copies, nothing),
          .output_program = program_of(copies, copies, nothing)};
}

void add_to_all(Scheme& scheme, SchemeTerm const& term) {
  scheme.forward.push_back(term);
  scheme.to_inputs.push_back(term);
  scheme.to_weights.push_back(term);
}

FractionMatrix weights_of(FourierTables const& tables) {
  std::size_t const order = tables.place.size();
  FractionMatrix matrix = zeros(order, order);
  for (std::size_t i = 0; i < order * order; ++i) {
    matrix[i / order][i % order] = printed(tables.weights[i]);
  }
  return matrix;
}

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
  RuntimeTransform const transform{tables};
  Scheme scheme;
  take_transforms(transform, tables.place.size(), transform.products(), scheme);
  scheme.weights = weights_of(tables);
  scheme.weights_adjoint = transpose(scheme.weights);
  for (SchemeTerm const& term : transform.terms()) {
    add_to_all(scheme, term);
  }
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
