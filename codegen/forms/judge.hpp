/// \file
/// Says in words where and how a JSON value is not of a form.
#ifndef EQUIVARIFY_CODEGEN_FORMS_JUDGE_HPP
#define EQUIVARIFY_CODEGEN_FORMS_JUDGE_HPP

#include "equivarify/codegen/forms/form.hpp"
#include "equivarify/codegen/json/problems.hpp"

namespace equivarify::codegen {

/// Adds to \p problems one entry for each place where \p value is not of \p form, with what was
/// found, what was expected and the nearest valid spelling. Cost: linear in the value.
void judge(nlohmann::json const& value, Form const& form, Problems& problems);

} // namespace equivarify::codegen

#endif
