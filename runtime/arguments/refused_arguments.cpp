#include "equivarify/runtime/commands/refused_arguments.hpp"

#include "equivarify/runtime/files/nearest_word.hpp"
#include "equivarify/runtime/files/text.hpp"

#include <vector>

#include <CLI/CLI.hpp>

namespace equivarify::runtime {

namespace {

std::vector<std::string> options_of(CLI::App const& command) {
  std::vector<std::string> names;
  for (CLI::Option const* option : command.get_options()) {
    for (std::string const& name : option->get_lnames()) {
      names.push_back("--" + name);
    }
  }
  return names;
}

std::vector<std::string> commands_of(CLI::App const& app) {
  std::vector<std::string> names;
  for (CLI::App const* each : app.get_subcommands([](CLI::App const*) { return true; })) {
    names.push_back(each->get_name());
  }
  return names;
}

/// ` (nearest: NAME)`, or nothing where none of \p names is near.
std::string nearest_text(std::string const& word, std::vector<std::string> const& names) {
  std::string const nearest = nearest_word(word, names);
  return nearest.empty() ? "" : text(" (nearest: ", nearest, ")");
}

/// The option or command that \p app, or the \p command that it was given, does not have, with the
/// nearest one; empty: it has all.
std::string unknown_word(CLI::App const& app, CLI::App const& command) {
  bool const is_command = &command != &app;
  for (std::string const& word : command.remaining()) {
    if (word.size() > 1 && word.front() == '-') {
      std::string const option = word.substr(0, word.find('='));
      return text(is_command ? command.get_name() + ": " : "",
                  "there is no option ",
                  option,
                  nearest_text(option, options_of(command)),
                  "; --help lists all");
    }
    if (!is_command) {
      std::vector<std::string> const names = commands_of(app);
      return text("there is no command ",
                  word,
                  "; expected ",
                  alternatives(names),
                  nearest_text(word, names));
    }
  }
  return {};
}

/// What is wrong with \p option, an option of its command, as far as it says so itself.
std::vector<std::string> problems_of(CLI::Option const& option) {
  std::vector<std::string> problems;
  if (option.count() == 0) {
    if (option.get_required()) {
      problems.push_back(option.get_name() + " is required");
    }
    return problems;
  }
  try {
    static_cast<void>(option.reduced_results());
  } catch (CLI::Error const& error) {
    problems.emplace_back(error.what());
  }
  for (CLI::Option const* other : option.get_excludes()) {
    if (other->count() != 0 && option.get_name() < other->get_name()) { // once for both
      problems.push_back(option.get_name() + " excludes " + other->get_name());
    }
  }
  for (CLI::Option const* other : option.get_needs()) {
    if (other->count() == 0) {
      problems.push_back(option.get_name() + " requires " + other->get_name());
    }
  }
  return problems;
}

} // namespace

void refuse_empty_values(CLI::App& app) {
  for (CLI::App* const command : app.get_subcommands([](CLI::App*) { return true; })) {
    for (CLI::Option* const option : command->get_options()) {
      option->check([](std::string const& found) {
        return found.empty() ? std::string("expected a value, found \"\"") : std::string();
      });
    }
  }
}

std::string refusal_of(CLI::App const& app, std::string const& complaint) {
  std::vector<CLI::App*> const given = app.get_subcommands();
  CLI::App const& command = given.empty() ? app : *given.front();
  std::string const word = unknown_word(app, command);
  if (!word.empty()) {
    return word;
  }
  std::vector<std::string> problems;
  for (CLI::Option const* option : command.get_options()) {
    for (std::string const& problem : problems_of(*option)) {
      problems.push_back(problem);
    }
  }
  if (problems.size() < 2) {
    return complaint;
  }
  std::string all = text(command.get_name(), ": ", problems.size(), " problems");
  for (std::string const& problem : problems) {
    all += "\n  " + problem;
  }
  return all;
}

} // namespace equivarify::runtime
