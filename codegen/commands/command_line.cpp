#include "equivarify/codegen/commands/command_line.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/runtime/arguments/refused_arguments.hpp"
#include "equivarify/runtime/files/nearest_word.hpp"
#include "equivarify/runtime/shards/shard_job.hpp"

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

/// The same of one from \p least to \p most.
CLI::Validator whole_number(int least, int most) {
  return {[=](std::string const& text) {
            int number = 0;
            char const* const last = text.data() + text.size();
            auto const [end, error] = std::from_chars(text.data(), last, number);
            bool const fits =
                error == std::errc{} && end == last && number >= least && number <= most;
            return fits ? std::string()
                        : fmt::format(
                              "found {}, expected a whole number from {} to {}", text, least, most);
          },
          fmt::format("{} to {}", least, most)};
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
  option_->check(whole_number(least, most));
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
