/// \file
/// NAME check
#ifndef EQUIVARIFY_RUNTIME_COMMANDS_CHECK_COMMAND_HPP
#define EQUIVARIFY_RUNTIME_COMMANDS_CHECK_COMMAND_HPP

#include "equivarify/runtime/commands/evaluate_command.hpp"

namespace equivarify::runtime {

/// Compares f(g x) with g f(x), bit by bit, for each test image x and each g; `refuted` when one
/// bit differs.
Outcome run_check(Program const& program, TestOptions const& options);

} // namespace equivarify::runtime

#endif
