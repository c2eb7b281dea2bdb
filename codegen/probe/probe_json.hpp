/// \file
/// What a probe found, for machines.
#ifndef EQUIVARIFY_CODEGEN_PROBE_PROBE_JSON_HPP
#define EQUIVARIFY_CODEGEN_PROBE_PROBE_JSON_HPP

#include "equivarify/algebra/probe/probe.hpp"
#include "equivarify/codegen/probe/probe_form.hpp"

#include <string>

namespace equivarify::codegen {

/// \p report as JSON text: verdict, what was tried, the counterexample with its input, the laws
/// that the black box follows, and \p replay, the command that finds it again.
[[nodiscard]] std::string to_json(algebra::probe::ProbeReport const& report,
                                  ProbeForm const& form,
                                  std::string const& replay);

} // namespace equivarify::codegen

#endif
