/// \file
/// Views of weights in generated code, and which of them are tied.
#ifndef EQUIVARIFY_CODEGEN_GENERATE_EMIT_TIES_HPP
#define EQUIVARIFY_CODEGEN_GENERATE_EMIT_TIES_HPP

#include "equivarify/codegen/generate/plan.hpp"

#include <string>

namespace equivarify::codegen {

/// The view of the weights of \p step, an initialiser of an rt::ParameterView; \p object is what
/// stands before the step's name, such as `weights.`.
[[nodiscard]] std::string
weight_view(Plan const& plan, Step const& step, std::string const& object);

/// The view of its biases.
[[nodiscard]] std::string bias_view(Step const& step, std::string const& object);

/// A table for each tied tensor, for each place in file order the first of its orbit; empty without
/// ties.
[[nodiscard]] std::string emit_ties(Plan const& plan);

/// A call of \p function for each tied tensor of \p object, each line behind \p indentation.
[[nodiscard]] std::string emit_tie_calls(Plan const& plan,
                                         std::string const& function,
                                         std::string const& object,
                                         std::string const& indentation);

} // namespace equivarify::codegen

#endif
