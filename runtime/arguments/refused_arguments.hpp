/// \file
/// What a command line is refused for.
#ifndef EQUIVARIFY_RUNTIME_COMMANDS_REFUSED_ARGUMENTS_HPP
#define EQUIVARIFY_RUNTIME_COMMANDS_REFUSED_ARGUMENTS_HPP

#include <string>

#include <CLI/App.hpp>

namespace equivarify::runtime {

/// Lets all options of the commands of \p app refuse an empty value, which would pass for none.
void refuse_empty_values(CLI::App& app);

/// All that is wrong with what \p app was given, which it did not take for \p complaint: a word
/// that it does not know, with the nearest one, or each option that is wrong or missing, a line
/// each.
[[nodiscard]] std::string refusal_of(CLI::App const& app, std::string const& complaint);

} // namespace equivarify::runtime

#endif
