/// \file
/// Matrices out of code that computes with linear forms.
#ifndef EQUIVARIFY_CODEGEN_TRANSLATION_MATRIX_OF_HPP
#define EQUIVARIFY_CODEGEN_TRANSLATION_MATRIX_OF_HPP

#include "equivarify/codegen/translation/linear_form.hpp"
#include "equivarify/codegen/translation/scheme.hpp"

#include <cstddef>
#include <vector>

namespace equivarify::codegen {

/// The matrix of `apply(forms, results)`, which makes \p outputs numbers of \p inputs numbers.
template <typename Apply>
FractionMatrix matrix_of(std::size_t inputs, std::size_t outputs, Apply const& apply) {
  std::vector<LinearForm> forms;
  for (std::size_t i = 0; i < inputs; ++i) {
    forms.push_back(LinearForm::variable(i));
  }
  std::vector<LinearForm> results(outputs);
  apply(forms.data(), results.data());
  FractionMatrix matrix(outputs, std::vector<Fraction>(inputs));
  for (std::size_t o = 0; o < outputs; ++o) {
    for (std::size_t i = 0; i < inputs; ++i) {
      matrix[o][i] = results[o].coefficient(i);
    }
  }
  return matrix;
}

} // namespace equivarify::codegen

#endif
