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
    bool const is_option = !are_options_over && word.size() > 1 && word.front() == '-';
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

std::vector<std::string> misplaced_options(CLI::App& app, CLI::App& command) {
  std::vector<std::string> problems;
  for (std::string const& word : &app == &command ? std::vector<std::string>{} : app.remaining()) {
    std::string const name = word.substr(0, word.find('='));
    if (word.size() < 2 || word.front() != '-' || word == end_of_options) {
      continue;
    }
    problems.push_back(
        command.get_option_no_throw(name) != nullptr
            ? text(name, " stands before ", command.get_name(), ", expected after it")
            : text("there is no option ",
                   name,
                   nearest_text(name, options_of(command)),
                   "; --help lists all"));
  }
  return problems;
}

} // namespace equivarify::runtime
