/// \file
/// What is wrong with a group or an action in JSON, and where.
#ifndef EQUIVARIFY_CODEGEN_GROUPS_FORM_PROBLEM_HPP
#define EQUIVARIFY_CODEGEN_GROUPS_FORM_PROBLEM_HPP

#include "equivarify/algebra/error.hpp"

#include <string>
#include <vector>

namespace equivarify::codegen {

/// One mistake in a JSON form. Empty texts are not printed.
struct FormProblem {
  std::string pointer; ///< the JSON pointer of the mistake
  std::string summary{};
  std::string found{}; ///< what stands there, or a whole sentence where nothing was expected
  std::string expected{};
  std::string nearest{};   ///< the valid spelling closest to what was found
  bool at_the_key = false; ///< whether the key is wrong, not the value
};

/// The user's mistake in a group or an action in JSON, with every problem that was found.
class FormProblems : public algebra::AlgebraError {
public:
  /// \pre \p problems is not empty.
  explicit FormProblems(std::vector<FormProblem> problems);

  [[nodiscard]] std::vector<FormProblem> const& problems() const noexcept { return problems_; }

private:
  std::vector<FormProblem> problems_;
};

} // namespace equivarify::codegen

#endif
