/// \file
/// Candidates about which nothing can be asked.
#ifndef EQUIVARIFY_CODEGEN_EXPLORE_NO_CANDIDATE_HPP
#define EQUIVARIFY_CODEGEN_EXPLORE_NO_CANDIDATE_HPP

#include "equivarify/codegen/json/problems.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace equivarify::codegen {

/// What was given is no G-set, or no map from one to the labels: the question is not meaningful.
class NoCandidate : public InputError {
public:
  /// \p shown is null, or an object that shows what fails, by the names in the file.
  NoCandidate(Problem what, nlohmann::json shown)
      : InputError{std::move(what)}, witness(std::move(shown)) {}

  nlohmann::json witness;
};

} // namespace equivarify::codegen

#endif
