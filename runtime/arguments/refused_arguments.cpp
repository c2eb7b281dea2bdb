#include "equivarify/runtime/arguments/refused_arguments.hpp"

#include "equivarify/runtime/files/nearest_word.hpp"
#include "equivarify/runtime/files/text.hpp"

#include <cstddef>
#include <vector>

#include <CLI/CLI.hpp>

namespace equivarify::runtime {

namespace {

/// The command that was given last: \p app, or one of its own.
CLI::App const& last_command(CLI::App const& app) {
  std::vector<CLI::App*> const given = app.get_subcommands();
  return given.empty() ? app : last_command(*given.front());
}

/// All that is under \p command: its commands, and the groups of its options, which have no name.
std::vector<CLI::App const*> parts_of(CLI::App const& command) {
  return command.get_subcommands([](CLI::App const*) { return true; });
}

/// \p command and its groups of options.
std::vector<CLI::App const*> with_groups(CLI::App const& command) {
  std::vector<CLI::App const*> all{&command};
  for (CLI::App const* part : parts_of(command)) {
    if (part->get_name().empty()) {
      all.push_back(part);
    }
  }
  return all;
}

std::vector<std::string> options_of(CLI::App const& command) {
  std::vector<std::string> names;
  for (CLI::App const* group : with_groups(command)) {
    for (CLI::Option const* option : group->get_options()) {
      for (std::string const& name : option->get_lnames()) {
        names.push_back("--" + name);
      }
    }
  }
  return names;
}

std::vector<std::string> commands_of(CLI::App const& app) {
  std::vector<std::string> names;
  for (CLI::App const* part : parts_of(app)) {
    if (!part->get_name().empty()) {
      names.push_back(part->get_name());
    }
  }
  return names;
}

/// ` (nearest: NAME)`, or nothing where none of \p names is near.
std::string nearest_text(std::string const& word, std::vector<std::string> const& names) {
  std::string const nearest = nearest_word(word, names);
  return nearest.empty() ? "" : text(" (nearest: ", nearest, ")");
}

/// What a command was given that it does not have.
struct UnknownWords {
  std::vector<std::string> problems{}; ///< about options, or a command
  std::vector<std::string> left_over{};
};

/// The words that \p command did not take. One after an option that it does not have may be the
/// value of that; what follows a command that there is not is not looked at.
UnknownWords unknown_words(CLI::App const& command) {
  UnknownWords unknown;
  std::vector<std::string> const commands = commands_of(command);
  bool may_be_value = false;
  for (std::string const& word : command.remaining()) {
    bool const is_option = word.size() > 1 && word.front() == '-';
    std::string const name = word.substr(0, word.find('='));
    if (is_option) {
      unknown.problems.push_back(text("there is no option ",
                                      name,
                                      nearest_text(name, options_of(command)),
                                      "; --help lists all"));
    } else if (!may_be_value && !commands.empty()) {
      unknown.problems.push_back(text("there is no command ",
                                      word,
                                      "; expected ",
                                      alternatives(commands),
                                      nearest_text(word, commands)));
      break;
    } else if (!may_be_value) {
      unknown.left_over.push_back("there is no place for " + word);
    }
    may_be_value = is_option && name == word;
  }
  return unknown;
}

/// What is wrong with the value of \p option, as far as it says so itself, and with what it
/// excludes.
std::vector<std::string> wrong_value(CLI::Option const& option) {
  std::vector<std::string> problems;
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
  return problems;
}

/// What \p option asks for and was not given: itself, or others beside it.
std::vector<std::string> missing(CLI::Option const& option) {
  std::vector<std::string> problems;
  if (option.count() == 0 && option.get_required()) {
    problems.push_back(option.get_name() + " is required");
  }
  for (CLI::Option const* other : option.get_needs()) {
    if (option.count() != 0 && other->count() == 0) {
      problems.push_back(option.get_name() + " requires " + other->get_name());
    }
  }
  return problems;
}

/// What is wrong with the choice among the options of \p group, which may ask for one of them.
std::vector<std::string> wrong_choice(CLI::App const& group) {
  std::size_t given = 0;
  std::vector<std::string> names;
  for (CLI::Option const* option : group.get_options()) {
    if (option != group.get_help_ptr()) {
      given += option->count() == 0 ? 0U : 1U;
      names.push_back(option->get_name());
    }
  }
  bool const is_choice = group.get_name().empty() && group.get_require_option_min() == 1;
  if (!is_choice || given == 1) {
    return {};
  }
  return {text(given == 0 ? "" : "only ", "one of ", alternatives(names), " is required")};
}

void append(std::vector<std::string>& list, std::vector<std::string> const& more) {
  list.insert(list.end(), more.begin(), more.end());
}

/// What is wrong with the options of \p command; nothing of those that are missing where \p
/// misspelt ones may stand for them.
std::vector<std::string> wrong_options(CLI::App const& command, bool misspelt) {
  std::vector<std::string> problems;
  for (CLI::App const* group : with_groups(command)) {
    for (CLI::Option const* option : group->get_options()) {
      append(problems, option->count() == 0 ? std::vector<std::string>{} : wrong_value(*option));
      append(problems, misspelt ? std::vector<std::string>{} : missing(*option));
    }
    append(problems, misspelt ? std::vector<std::string>{} : wrong_choice(*group));
  }
  return problems;
}

} // namespace

std::string refusal_of(CLI::App const& app) {
  CLI::App const& command = last_command(app);
  UnknownWords const unknown = unknown_words(command);
  bool const misspelt = !unknown.problems.empty();
  std::vector<std::string> problems = unknown.problems;
  append(problems, unknown.left_over);
  append(problems, wrong_options(command, misspelt));
  std::string const label = &command == &app ? "" : command.get_name() + ": ";
  if (problems.size() < 2) {
    return misspelt ? label + problems.front() : "";
  }
  std::string all = text(label, problems.size(), " problems");
  for (std::string const& problem : problems) {
    all += "\n  " + problem;
  }
  return all;
}

} // namespace equivarify::runtime
