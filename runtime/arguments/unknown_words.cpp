#include "equivarify/runtime/arguments/unknown_words.hpp"

#include "equivarify/runtime/files/nearest_word.hpp"
#include "equivarify/runtime/files/text.hpp"

#include <CLI/CLI.hpp>

namespace equivarify::runtime {

namespace {

/// All that is under \p command: its commands, and the groups of its options, which have no name.
std::vector<CLI::App*> parts_of(CLI::App& command) {
  return command.get_subcommands([](CLI::App*) { return true; });
}

std::vector<std::string> options_of(CLI::App& command) {
  std::vector<std::string> names;
  for (CLI::App* group : with_groups(command)) {
    for (CLI::Option* option : group->get_options()) {
      for (std::string const& name : option->get_lnames()) {
        names.push_back("--" + name);
      }
    }
  }
  return names;
}

/// ` (nearest: NAME)`, or nothing where none of \p names is near.
std::string nearest_text(std::string const& word, std::vector<std::string> const& names) {
  std::string const nearest = nearest_word(word, names);
  return nearest.empty() ? "" : text(" (nearest: ", nearest, ")");
}

/// Whether \p word has the form of an option.
bool is_option(std::string const& word) {
  return word.size() > 1 && word.front() == '-' && word != end_of_options;
}

/// What is said of an option \p name that \p command does not have.
std::string no_option(std::string const& name, CLI::App& command) {
  return text(
      "there is no option ", name, nearest_text(name, options_of(command)), "; --help lists all");
}

} // namespace

std::vector<CLI::App*> with_groups(CLI::App& command) {
  std::vector<CLI::App*> all{&command};
  for (CLI::App* part : parts_of(command)) {
    if (part->get_name().empty()) {
      all.push_back(part);
    }
  }
  return all;
}

std::vector<std::string> commands_of(CLI::App& app) {
  std::vector<std::string> names;
  for (CLI::App* part : parts_of(app)) {
    if (!part->get_name().empty()) {
      names.push_back(part->get_name());
    }
  }
  return names;
}

std::vector<CLI::App*> given_commands(CLI::App& app) {
  std::vector<CLI::App*> commands{&app};
  for (auto given = app.get_subcommands(); !given.empty();
       given = commands.back()->get_subcommands()) {
    commands.push_back(given.front());
  }
  return commands;
}

UnknownWords unknown_words(CLI::App& command) {
  UnknownWords unknown;
  std::vector<std::string> const commands = commands_of(command);
  bool may_be_value = false;
  bool are_options_over = false;
  for (std::string const& word : command.remaining()) {
    if (word == end_of_options) { // CLI11 lists it here, and it is no fault
      are_options_over = true;
      continue;
    }
    bool const may_be_option = !are_options_over && is_option(word);
    std::string const name = word.substr(0, word.find('='));
    if (may_be_option) {
      unknown.problems.push_back(no_option(name, command));
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
    may_be_value = may_be_option && name == word;
  }
  return unknown;
}

std::vector<std::string> misplaced_words(std::vector<CLI::App*> const& commands) {
  std::vector<std::string> problems;
  CLI::App& last = *commands.back();
  for (std::size_t i = 0; i + 1 < commands.size(); ++i) {
    bool may_be_value = false;
    for (std::string const& word : commands[i]->remaining()) {
      std::string const name = word.substr(0, word.find('='));
      if (is_option(word)) {
        problems.push_back(
            last.get_option_no_throw(name) != nullptr
                ? text(name, " stands before ", last.get_name(), ", expected after it")
                : no_option(name, last));
      } else if (!may_be_value && word != end_of_options) {
        problems.push_back(text("there is no place for ", word, " before ", last.get_name()));
      }
      may_be_value = is_option(word) && name == word;
    }
  }
  return problems;
}

} // namespace equivarify::runtime
