#include "equivarify/codegen/commands/command_line.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/runtime/arguments/refused_arguments.hpp"
#include "equivarify/runtime/arguments/value_checks.hpp"
#include "equivarify/runtime/files/nearest_word.hpp"
#include "equivarify/runtime/files/text.hpp"
#include "equivarify/runtime/shards/shard_job.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <ostream>
#include <string>
#include <type_traits>
#include <utility>

#include <CLI/CLI.hpp>

namespace equivarify::codegen {
namespace {

/// What an option of a type takes: the type, or what is optional.
template <typename Type>
struct Taken {
  using Value = Type;
};

template <typename Type>
struct Taken<std::optional<Type>> {
  using Value = Type;
};

template <typename Type>
using ValueOf = typename Taken<Type>::Value;

/// Checks for one of \p values; the complaint names the nearest.
CLI::Validator member(std::vector<std::string> const& values) {
  return {[values](std::string const& text) {
            bool const fits = std::find(values.begin(), values.end(), text) != values.end();
            if (fits) {
              return std::string();
            }
            std::string const nearest = runtime::nearest_word(text, values);
            return fmt::format("found '{}', expected one of {}{}",
                               text,
                               fmt::join(values, ", "),
                               nearest.empty() ? "" : fmt::format(" (nearest: '{}')", nearest));
          },
          fmt::format("{{{}}}", fmt::join(values, ","))};
}

/// Lets \p option check by \p check, in place of what it checks for by its type.
void check_by(CLI::Option& option, runtime::ValueCheck const& check, std::string const& help = "") {
  CLI::Validator const validator{[check](std::string& text) { return check(text); }, help};
  try {
    *option.get_validator() = validator;
  } catch (CLI::OptionNotFound const&) { // it checks nothing yet
    option.check(validator);
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

Option& Option::between(std::uint64_t least, std::uint64_t most) {
  check_by(*option_,
           runtime::whole_number(least, most),
           fmt::format("{} to {}", runtime::grouped(least), runtime::grouped(most)));
  return *this;
}

Option& Option::positive(std::string const& expected) {
  check_by(*option_, runtime::positive_number(expected));
  return *this;
}

Option& Option::non_negative(std::string const& expected) {
  check_by(*option_, runtime::non_negative_number(expected));
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

Option& Option::share() {
  option_->check(runtime::share_fault);
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
  if constexpr (std::is_integral_v<ValueOf<Value>>) {
    check_by(*option, runtime::whole_number(0, std::numeric_limits<ValueOf<Value>>::max()));
  } else if constexpr (std::is_floating_point_v<ValueOf<Value>>) {
    check_by(*option, runtime::finite_number());
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

bool CommandLine::parse(std::vector<std::string> const& arguments, std::ostream& out) {
  try {
    std::string const refusal = runtime::read_arguments(*app_, arguments);
    if (!refusal.empty()) {
      throw algebra::AlgebraError(refusal);
    }
  } catch (CLI::Success const& wanted) {
    app_->exit(wanted, out, out);
    return true;
  }
  return false;
}

} // namespace equivarify::codegen
