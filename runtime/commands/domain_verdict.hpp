/// \file
/// What is printed of the check of a whole domain and of its replay.
#ifndef EQUIVARIFY_RUNTIME_COMMANDS_DOMAIN_VERDICT_HPP
#define EQUIVARIFY_RUNTIME_COMMANDS_DOMAIN_VERDICT_HPP

#include "equivarify/runtime/commands/domain_json.hpp"
#include "equivarify/runtime/commands/program.hpp"

#include <ostream>

namespace equivarify::runtime {

/// Whether the tables of \p program are those of actions, on which the check rests; says so where
/// they are not.
[[nodiscard]] bool obeys_laws(Program const& program);

/// Prints what \p certificate says.
void print_verdict(std::ostream& out, Json const& certificate);

} // namespace equivarify::runtime

#endif
