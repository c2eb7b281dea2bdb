#include "equivarify/codegen/commands/command_line.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <ostream>
#include <string>
#include <system_error>
#include <type_traits>
#include <utility>

#include <CLI/CLI.hpp>

namespace equivarify::codegen {
namespace {

/// Checks for a finite number from \p least on, which \p expected names; CLI11's own ranges take
/// nan.
CLI::Validator finite(double least, std::string const& expected) {
  return {[least, expected](std::string const& text) {
            double value = 0;
            bool const fits =
                CLI::detail::lexical_cast(text, value) && value >= least && std::isfinite(value);
            return fits ? std::string() : fmt::format("expected {}, found {}", expected, text);
          },
          "FLOAT"};
}

/// Checks for a whole number that \p Number has; CLI11 takes -1, and what is too large, for the
/// largest.
template <typename Number>
CLI::Validator whole_number() {
  return {[](std::string const& text) {
            Number number{};
            char const* const last = text.data() + text.size();
            auto const [end, error] = std::from_chars(text.data(), last, number);
            bool const fits = error == std::errc{} && end == last;
            return fits ? std::string()
                        : fmt::format("found {}, expected a whole number from 0 to {}",
                                      text,
                                      std::numeric_limits<Number>::max());
          },
          ""};
}

/// Checks for a text with a character: what is empty would pass for nothing given.
CLI::Validator not_empty() {
  return {[](std::string const& text) {
            return text.empty() ? "found '', expected a value" : std::string();
          },
          ""};
}

/// Whether an option of type \p Value takes texts, such as names of files.
template <typename Value>
constexpr bool takes_text =
    std::is_same_v<Value, std::string> || std::is_same_v<Value, std::filesystem::path> ||
    std::is_same_v<Value, std::optional<std::string>> ||
    std::is_same_v<Value, std::vector<std::string>>;

/// Checks for one of \p values; the complaint names the nearest.
CLI::Validator member(std::vector<std::string> const& values) {
  return {[values](std::string const& text) {
            bool const fits = std::find(values.begin(), values.end(), text) != values.end();
            return fits ? std::string()
                        : fmt::format("found '{}', expected one of {} (nearest: '{}')",
                                      text,
                                      fmt::join(values, ", "),
                                      algebra::nearest_name(text, values));
          },
          fmt::format("{{{}}}", fmt::join(values, ","))};
}

/// The command that was given last: \p app, or one of its own.
CLI::App const& last_command(CLI::App const& app) {
  CLI::App const* command = &app;
  while (!command->get_subcommands().empty()) {
    command = command->get_subcommands().front();
  }
  return *command;
}

/// Throws if \p command, whose name in the message is \p label, was given an option that it does
/// not have: the message names the nearest.
void check_options(CLI::App const& command, std::string const& label) {
  std::vector<std::string> names;
  for (CLI::Option const* option : command.get_options()) {
    for (std::string const& name : option->get_lnames()) {
      names.push_back("--" + name);
    }
  }
  for (std::string const& word : command.remaining()) {
    std::string const found = word.substr(0, word.find('='));
    if (found.size() > 1 && found.front() == '-') {
      throw algebra::AlgebraError(
          fmt::format("{}there is no option {} (nearest: {}); --help lists all",
                      label,
                      found,
                      algebra::nearest_name(found, names)));
    }
  }
}

/// Throws if a word stands where \p command, whose name in the message is \p label, has commands
/// and none is called so: the message names the nearest.
void check_subcommand(CLI::App const& command, std::string const& label) {
  std::vector<std::string> names;
  for (CLI::App const* each : command.get_subcommands([](CLI::App const*) { return true; })) {
    names.push_back(each->get_name());
  }
  std::vector<std::string> const found = command.remaining();
  if (!found.empty() && !names.empty()) {
    throw algebra::AlgebraError(fmt::format("{}found '{}', expected one of {} (nearest: '{}')",
                                            label,
                                            found.front(),
                                            fmt::join(names, ", "),
                                            algebra::nearest_name(found.front(), names)));
  }
}

} // namespace

Option& Option::required() {
  option_->required();
  return *this;
}

Option& Option::shows_default() {
  option_->capture_default_str();
  return *this;
}

Option& Option::between(int least, int most) {
  option_->check(CLI::Range(least, most));
  return *this;
}

Option& Option::positive(std::string const& expected) {
  option_->check(finite(std::numeric_limits<double>::min(), expected));
  return *this;
}

Option& Option::non_negative(std::string const& expected) {
  option_->check(finite(0, expected));
  return *this;
}

Option& Option::one_of(std::vector<std::string> const& values) {
  option_->check(member(values));
  return *this;
}

Option& Option::needs(Option const& other) {
  option_->needs(other.option_);
  return *this;
}

Option& Option::excludes(std::string const& name) {
  option_->excludes(name);
  return *this;
}

Option& Option::one_each_time() {
  option_->expected(1)->take_all();
  return *this;
}

CommandLine::CommandLine(std::string const& description, std::string const& program)
    : app_{std::make_shared<CLI::App>(description, program)} {}

CommandLine CommandLine::add_subcommand(std::string const& name, std::string const& help) {
  return CommandLine{std::shared_ptr<CLI::App>(app_, app_->add_subcommand(name, help))};
}

CommandLine CommandLine::add_choice(std::string const& name) {
  auto* const choice = app_->add_option_group(name);
  choice->require_option(1);
  return CommandLine{std::shared_ptr<CLI::App>(app_, choice)};
}

template <typename Value>
Option CommandLine::add_option(std::string const& name, Value& variable, std::string const& help) {
  auto* const option = app_->add_option(name, variable, help);
  if constexpr (std::is_unsigned_v<Value>) {
    option->check(whole_number<Value>());
  } else if constexpr (std::is_same_v<Value, std::optional<std::uint64_t>>) {
    option->check(whole_number<std::uint64_t>());
  } else if constexpr (takes_text<Value>) {
    option->check(not_empty());
  }
  return Option{option};
}

template Option CommandLine::add_option(std::string const&, std::string&, std::string const&);
template Option
CommandLine::add_option(std::string const&, std::filesystem::path&, std::string const&);
template Option CommandLine::add_option(std::string const&, std::size_t&, std::string const&);
template Option CommandLine::add_option(std::string const&, std::uint32_t&, std::string const&);
template Option CommandLine::add_option(std::string const&, int&, std::string const&);
template Option CommandLine::add_option(std::string const&, double&, std::string const&);
template Option
CommandLine::add_option(std::string const&, std::optional<double>&, std::string const&);
template Option
CommandLine::add_option(std::string const&, std::optional<std::uint64_t>&, std::string const&);
template Option
CommandLine::add_option(std::string const&, std::optional<std::string>&, std::string const&);
template Option
CommandLine::add_option(std::string const&, std::vector<std::string>&, std::string const&);

Option CommandLine::add_flag(std::string const& name, bool& variable, std::string const& help) {
  return Option{app_->add_flag(name, variable, help)};
}

void CommandLine::add_version(std::string const& version) {
  app_->set_version_flag("--version", version);
}

void CommandLine::require_subcommand() {
  app_->require_subcommand(1);
}

void CommandLine::footer(std::string const& text) {
  app_->footer(text);
}

void CommandLine::on_choice(std::function<void()> const& callback) {
  app_->callback(callback);
}

std::optional<int>
CommandLine::parse(std::vector<std::string> arguments, std::ostream& out, std::ostream& err) {
  std::reverse(arguments.begin(), arguments.end()); // CLI11 takes the last first
  try {
    app_->parse(std::move(arguments));
  } catch (CLI::ParseError const& error) {
    if (error.get_exit_code() != 0) {
      CLI::App const& command = last_command(*app_);
      std::string const label = &command == app_.get() ? "" : command.get_name() + ": ";
      check_options(command, label);
      check_subcommand(command, label);
    }
    return app_->exit(error, out, err);
  }
  return std::nullopt;
}

} // namespace equivarify::codegen
