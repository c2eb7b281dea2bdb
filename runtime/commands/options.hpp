/// \file
/// Options that several commands have.
#ifndef EQUIVARIFY_RUNTIME_COMMANDS_OPTIONS_HPP
#define EQUIVARIFY_RUNTIME_COMMANDS_OPTIONS_HPP

#include "equivarify/runtime/arguments/value_checks.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

#include <CLI/App.hpp>

namespace equivarify::runtime {

/// The largest `training.epochs` and `training.batch` of a spec: the number of steps is the product
/// of epochs and batches, and must be one.
inline constexpr std::uint64_t most_epochs = 100'000;
inline constexpr std::uint64_t most_in_batch = 65'536;

/// Adds `--threads` to \p command, for \p threads.
void add_threads(CLI::App& command, std::size_t& threads);

/// Adds `--data`, a folder.
void add_data(CLI::App& command, std::filesystem::path& data);

/// Adds `--weights`, a file, which must be given.
void add_weights(CLI::App& command, std::filesystem::path& weights);

/// Adds `--json`, a file or `-`.
void add_json(CLI::App& command, std::string& json);

} // namespace equivarify::runtime

#endif
