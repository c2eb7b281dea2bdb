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

/// What a command was given that it does not have.
struct UnknownWords {
  std::vector<std::string> problems{}; ///< about options, or a command
  std::vector<std::string> left_over{};
};

/// The words that \p command did not take. One after an option that it does not have may be the
/// value of that; what follows a command that there is not is not looked at.
[[nodiscard]] UnknownWords unknown_words(CLI::App& command);

/// What is wrong with the options before the command \p command, which are ones of it or none;
/// nothing where \p app is the command itself.
[[nodiscard]] std::vector<std::string> misplaced_options(CLI::App& app, CLI::App& command);

} // namespace equivarify::runtime

#endif
