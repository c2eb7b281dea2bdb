/// \file
/// NAME check
#ifndef EQUIVARIFY_RUNTIME_COMMANDS_CHECK_COMMAND_HPP
#define EQUIVARIFY_RUNTIME_COMMANDS_CHECK_COMMAND_HPP

#include "equivarify/runtime/commands/evaluate_command.hpp"
#include "equivarify/runtime/shards/kept_shards.hpp"

namespace equivarify::runtime {

/// Compares f(g x) with g f(x), bit by bit, for each test image x and each g; `refuted` when one
/// bit differs, or a value is no finite number. Where \p plan asks for shards, or several ranks are
/// there, the images are shared: what is written depends neither on them nor on interruptions;
/// `interrupted` when shards are left out.
Outcome run_check(Program const& program, TestOptions const& options, ShardPlan const& plan = {});

} // namespace equivarify::runtime

#endif
