/// \file
/// From what is wrong with a group or an action in JSON to problems with a place in a file.
#ifndef EQUIVARIFY_CODEGEN_FORM_PROBLEMS_HPP
#define EQUIVARIFY_CODEGEN_FORM_PROBLEMS_HPP

#include "equivarify/codegen/spec_problems.hpp"

namespace equivarify::codegen {

class FormProblems;

/// Adds the problems of \p error to \p problems, each at the place of its pointer.
void add_problems(FormProblems const& error, SpecProblems& problems);

} // namespace equivarify::codegen

#endif
