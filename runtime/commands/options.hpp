/// \file
/// Options that several commands have.
#ifndef EQUIVARIFY_RUNTIME_COMMANDS_OPTIONS_HPP
#define EQUIVARIFY_RUNTIME_COMMANDS_OPTIONS_HPP

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include <CLI/App.hpp>

namespace equivarify::runtime {

/// The largest `training.epochs` and `training.batch` of a spec: the number of steps is the product
/// of epochs and batches, and must be one.
inline constexpr std::uint64_t most_epochs = 100'000;
inline constexpr std::uint64_t most_in_batch = 65'536;

/// What an option's text is checked by: why it is refused, or nothing.
using OptionCheck = std::function<std::string(std::string const&)>;

/// Checks for a whole number from \p least on. CLI11 by itself takes -1 for the largest there is.
[[nodiscard]] OptionCheck whole_number(std::uint64_t least);

/// Checks for a whole number from \p least to \p most.
[[nodiscard]] OptionCheck whole_number(std::uint64_t least, std::uint64_t most);

/// Checks for a finite number greater than 0. CLI11's own ranges take nan.
[[nodiscard]] OptionCheck positive_number();

/// Checks for a finite number from 0 on.
[[nodiscard]] OptionCheck non_negative_number();

/// Adds `--threads` to \p command, for \p threads.
void add_threads(CLI::App& command, std::size_t& threads);

/// Adds `--data`, a folder.
void add_data(CLI::App& command, std::filesystem::path& data);

/// Adds `--weights`, a file, which must be given.
void add_weights(CLI::App& command, std::filesystem::path& weights);

/// Adds `--json`, a file or `-`.
void add_json(CLI::App& command, std::string& json);

/// Lets all options of the commands of \p app refuse an empty value, which would pass for none.
void refuse_empty_values(CLI::App& app);

} // namespace equivarify::runtime

#endif
