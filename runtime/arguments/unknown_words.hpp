/// \file
/// What a command line has that its command does not.
#ifndef EQUIVARIFY_RUNTIME_ARGUMENTS_UNKNOWN_WORDS_HPP
#define EQUIVARIFY_RUNTIME_ARGUMENTS_UNKNOWN_WORDS_HPP

#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
} // namespace CLI

namespace equivarify::runtime {

/// The word after which there are no options.
inline constexpr std::string_view end_of_options = "--";

/// \p command and its groups of options.
[[nodiscard]] std::vector<CLI::App*> with_groups(CLI::App& command);

/// The names of the commands of \p app.
[[nodiscard]] std::vector<std::string> commands_of(CLI::App& app);

/// \p app and the commands that were given, each one of the one before it.
[[nodiscard]] std::vector<CLI::App*> given_commands(CLI::App& app);

/// What a command was given that it does not have.
struct UnknownWords {
  std::vector<std::string> problems{}; ///< about options, or a command
  std::vector<std::string> left_over{};
};

/// The words that \p command did not take. One after an option that it does not have may be the
/// value of that; what follows a command that there is not is not looked at.
[[nodiscard]] UnknownWords unknown_words(CLI::App& command);

/// What is wrong with the words between \p commands, each of which is a command of the one before
/// it: options are ones of the last, or none, and what follows one may be its value.
[[nodiscard]] std::vector<std::string> misplaced_words(std::vector<CLI::App*> const& commands);

} // namespace equivarify::runtime

#endif
