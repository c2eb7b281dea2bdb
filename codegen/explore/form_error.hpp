/// \file
/// Mistakes in the JSON files that `equivarify explore` reads.
#ifndef EQUIVARIFY_CODEGEN_EXPLORE_FORM_ERROR_HPP
#define EQUIVARIFY_CODEGEN_EXPLORE_FORM_ERROR_HPP

#include "equivarify/codegen/spec_error.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace equivarify::codegen {

/// A mistake at a JSON pointer, not yet at a line of a file.
class FormError : public algebra::Error {
public:
  explicit FormError(Problem what) : Error{what.summary}, problem{std::move(what)} {}

  Problem problem;
};

/// What was given is no G-set, or no map from one to the labels: the question is not meaningful.
class NoCandidate : public FormError {
public:
  /// \p shown is null, or an object that shows what fails, by the names in the file.
  NoCandidate(Problem what, nlohmann::json shown)
      : FormError{std::move(what)}, witness(std::move(shown)) {}

  nlohmann::json witness;
};

} // namespace equivarify::codegen

#endif
