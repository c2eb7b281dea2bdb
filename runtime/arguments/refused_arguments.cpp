#include "equivarify/runtime/arguments/refused_arguments.hpp"

#include "equivarify/runtime/arguments/plain_values.hpp"
#include "equivarify/runtime/arguments/unknown_words.hpp"
#include "equivarify/runtime/files/text.hpp"

#include <cstddef>
#include <vector>

#include <CLI/CLI.hpp>

namespace equivarify::runtime {

namespace {

/// What the conditions of \p option have against \p value; empty if nothing.
std::string fault_of(CLI::Option& option, std::string value) {
  std::string fault;
  try {
    for (int i = 0; fault.empty(); ++i) {
      fault = (*option.get_validator(i))(value);
    }
  } catch (CLI::OptionNotFound const&) { // there are no more of them
  }
  return fault;
}

/// What is wrong with the values of \p option, as far as it says so itself, and with what it
/// excludes.
std::vector<std::string> wrong_values(CLI::Option& option) {
  std::vector<std::string> problems;
  std::string const start = option.get_name() + ": ";
  for (std::string const& value : is_flag(option) ? CLI::results_t{} : option.results()) {
    if (std::string const fault = fault_of(option, value); !fault.empty()) {
      problems.push_back(start + fault);
    }
  }
  try {
    if (problems.empty()) {
      static_cast<void>(option.reduced_results());
    }
  } catch (CLI::ArgumentMismatch const&) {
    int const least = option.get_items_expected_min();
    problems.push_back(start +
                       found_not(text(option.count(), option.count() == 1 ? " value" : " values"),
                                 option.get_items_expected_max() == 1 ? "one" : text(least)));
  }
  for (CLI::Option* other : option.get_excludes()) {
    if (other->count() != 0 && option.get_name() < other->get_name()) { // once for both
      problems.push_back(option.get_name() + " excludes " + other->get_name());
    }
  }
  return problems;
}

/// What \p option asks for and was not given: itself, or others beside it.
std::vector<std::string> missing(CLI::Option& option) {
  std::vector<std::string> problems;
  if (option.count() == 0 && option.get_required()) {
    problems.push_back(option.get_name() + " is required");
  }
  for (CLI::Option* other : option.get_needs()) {
    if (option.count() != 0 && other->count() == 0) {
      problems.push_back(option.get_name() + " requires " + other->get_name());
    }
  }
  return problems;
}

/// What is wrong with the choice among the options of \p group, which may ask for one of them.
std::vector<std::string> wrong_choice(CLI::App& group) {
  std::size_t given = 0;
  std::vector<std::string> names;
  for (CLI::Option* option : group.get_options()) {
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
std::vector<std::string> wrong_options(CLI::App& command, bool misspelt) {
  std::vector<std::string> problems;
  for (CLI::App* group : with_groups(command)) {
    for (CLI::Option* option : group->get_options()) {
      append(problems, option->count() == 0 ? std::vector<std::string>{} : wrong_values(*option));
      append(problems, misspelt ? std::vector<std::string>{} : missing(*option));
    }
    append(problems, misspelt ? std::vector<std::string>{} : wrong_choice(*group));
  }
  return problems;
}

/// The option \p name of one of \p commands; null where none has it.
CLI::Option* option_of(std::vector<CLI::App*> const& commands, std::string const& name) {
  CLI::Option* option = nullptr;
  for (CLI::App* command : name.starts_with("-") ? commands : std::vector<CLI::App*>{}) {
    CLI::Option* const own = command->get_option_no_throw(name);
    option = own == nullptr ? option : own;
  }
  return option;
}

/// What is wrong with \p arguments before any value is looked at: flags of \p commands with a
/// value, which CLI11 takes.
std::vector<std::string> flags_with_values(std::vector<CLI::App*> const& commands,
                                           std::vector<std::string> const& arguments) {
  std::vector<std::string> problems;
  for (std::size_t i = 0; i < arguments.size() && arguments[i] != end_of_options; ++i) {
    std::string const name = arguments[i].substr(0, arguments[i].find('='));
    CLI::Option* const option = option_of(commands, name);
    if (option != nullptr && is_flag(*option) && name != arguments[i]) {
      std::string const value = arguments[i].substr(name.size() + 1);
      problems.push_back(text(name, ": ", found_not(value.empty() ? "=" : value, "no value")));
    }
  }
  return problems;
}

/// The same of options of \p commands that take a value and have none.
std::vector<std::string> options_without_values(std::vector<CLI::App*> const& commands,
                                                std::vector<std::string> const& arguments) {
  std::vector<std::string> problems;
  for (std::size_t i = 0; i < arguments.size() && arguments[i] != end_of_options; ++i) {
    std::string const name = arguments[i].substr(0, arguments[i].find('='));
    CLI::Option* const option = option_of(commands, name);
    if (option == nullptr || is_flag(*option) || option->get_expected_min() == 0) {
      continue;
    }
    bool const has_sign = name != arguments[i];
    bool const is_last = i + 1 == arguments.size();
    std::string const next = is_last ? "" : arguments[i + 1];
    if (has_sign ? arguments[i].size() == name.size() + 1 : is_last) {
      problems.push_back(text(name, ": ", found_not("none", "a value")));
    } else if (!has_sign && next.starts_with("--") && option_of(commands, next) != nullptr &&
               fault_of(*option, next).empty()) {
      problems.push_back(text(name, ": ", found_not(next, "a value")));
    }
  }
  return problems;
}

/// What is wrong that no option is to blame for.
std::vector<std::string> missing_command(CLI::App& command) {
  bool const is_missing =
      command.get_require_subcommand_min() > 0 && command.get_subcommands().empty();
  return is_missing ? std::vector{text("no command; expected ", alternatives(commands_of(command)))}
                    : std::vector<std::string>{};
}

/// \p problems with what the last of \p commands was given, in a text.
std::string text_of(std::vector<CLI::App*> const& commands,
                    std::vector<std::string> const& problems) {
  std::string const label = commands.size() == 1 ? "" : commands.back()->get_name() + ": ";
  if (problems.size() == 1) {
    return label + problems.front();
  }
  std::string all = text(label, problems.size(), " problems");
  for (std::string const& problem : problems) {
    all += "\n  " + problem;
  }
  return all;
}

} // namespace

std::string read_arguments(CLI::App& app, std::vector<std::string> const& arguments) {
  read_plainly(app);
  std::string complaint;
  try {
    app.parse(std::vector<std::string>{arguments.rbegin(), arguments.rend()}); // the last first
  } catch (CLI::Success const&) {
    std::vector<CLI::App*> const commands = given_commands(app);
    std::vector<std::string> const problems = flags_with_values(commands, arguments);
    if (problems.empty()) {
      throw;
    }
    return text_of(commands, problems);
  } catch (CLI::ParseError const& error) {
    complaint = error.what();
  }
  std::vector<CLI::App*> const commands = given_commands(app);
  CLI::App& command = *commands.back();
  UnknownWords const unknown = unknown_words(command);
  std::vector<std::string> problems = misplaced_words(commands);
  append(problems, unknown.problems);
  append(problems, unknown.left_over);
  append(problems, flags_with_values(commands, arguments));
  append(problems, options_without_values({&command}, arguments));
  if (!complaint.empty()) {
    append(problems, wrong_options(command, problems.size() > unknown.left_over.size()));
  }
  if (!complaint.empty() && problems.empty()) {
    append(problems, missing_command(command));
  }
  if (!complaint.empty() && problems.empty()) {
    problems.push_back(complaint);
  }
  return problems.empty() ? "" : text_of(commands, problems);
}

} // namespace equivarify::runtime
