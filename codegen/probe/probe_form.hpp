/// \file
/// What a black box is tested for, as a JSON file says it.
#ifndef EQUIVARIFY_CODEGEN_PROBE_PROBE_FORM_HPP
#define EQUIVARIFY_CODEGEN_PROBE_PROBE_FORM_HPP

#include "equivarify/algebra/probe/array_action.hpp"
#include "equivarify/algebra/probe/inputs.hpp"
#include "equivarify/algebra/probe/tolerance.hpp"

#include <string>

namespace equivarify::codegen {

/// The actions on inputs and outputs, what the inputs may be, and how close is close enough.
struct ProbeForm {
  algebra::probe::ArrayAction input;
  algebra::probe::ArrayAction output;
  algebra::probe::Domain domain;
  algebra::probe::Tolerance tolerance;
};

/// The form in the file \p path: an object with `group`, `input`, `output` and, optionally,
/// `tolerance` (see README.md), or the spec of a network, whose generated code takes pictures from
/// 0 to 1 and gives one row of classes for each element.
///
/// \throws InputError with every problem in it, each with its line.
[[nodiscard]] ProbeForm load_probe_form(std::string const& path);

/// The form that \p text holds; problems are reported as of the file \p path.
///
/// \throws InputError with every problem in it, each with its line.
[[nodiscard]] ProbeForm parse_probe_form(std::string const& text, std::string const& path);

} // namespace equivarify::codegen

#endif
