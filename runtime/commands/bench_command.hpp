/// \file
/// NAME bench
#ifndef EQUIVARIFY_RUNTIME_COMMANDS_BENCH_COMMAND_HPP
#define EQUIVARIFY_RUNTIME_COMMANDS_BENCH_COMMAND_HPP

#include "equivarify/runtime/commands/command.hpp"
#include "equivarify/runtime/evaluation/speed.hpp"

#include <cstddef>
#include <filesystem>
#include <string>

namespace equivarify::runtime {

/// What `bench` is asked to do.
struct BenchOptions {
  std::size_t threads = hardware_threads();
  SpeedOptions speed;
  std::filesystem::path weights; ///< empty: random ones
  std::string json;              ///< file name, `-` or empty
};

/// Prints how many images the network evaluates and trains on in a second.
Outcome run_bench(Program const& program, BenchOptions const& options);

} // namespace equivarify::runtime

#endif
