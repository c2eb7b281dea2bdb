/// \file
/// What a command says of its options. CLI11 stands behind it, in one source file, since its header
/// takes seven seconds to compile wherever it is included.
#ifndef EQUIVARIFY_CODEGEN_COMMANDS_COMMAND_LINE_HPP
#define EQUIVARIFY_CODEGEN_COMMANDS_COMMAND_LINE_HPP

#include <cstddef>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace CLI {
class App;
class Option;
} // namespace CLI

namespace equivarify::codegen {

/// An option of a command; a handle, whose copies mean the same option. Each condition goes into
/// the help text, and who breaks it is told so.
class Option {
public:
  Option& required();
  /// The help text shows the value that the variable has now.
  Option& shows_default();
  Option& between(std::uint64_t least, std::uint64_t most);
  /// A finite number above 0; \p expected says so with its unit.
  Option& positive(std::string const& expected);
  /// A finite number from 0 on; \p expected says so with its unit.
  Option& non_negative(std::string const& expected);
  Option& one_of(std::vector<std::string> const& values);
  Option& needs(Option const& other);
  Option& excludes(std::string const& name);
  /// A share of work, written I/N.
  Option& share();
  /// One text each time that it is given, of a list of them.
  Option& one_each_time();

private:
  friend class CommandLine;

  explicit Option(CLI::Option* option) : option_{option} {}

  CLI::Option* option_;
};

/// The command line of a program, or the part of one command; a handle.
class CommandLine {
public:
  CommandLine(std::string const& description, std::string const& program);

  [[nodiscard]] CommandLine add_subcommand(std::string const& name, std::string const& help);

  /// Options of which exactly one must be given.
  [[nodiscard]] CommandLine add_choice(std::string const& name);

  /// What follows \p name goes to \p variable, which must outlive the reading; a text has a
  /// character at least. Value is std::string, a path, a number, an optional number or a list of
  /// strings; others do not link.
  template <typename Value>
  Option add_option(std::string const& name, Value& variable, std::string const& help);

  Option add_flag(std::string const& name, bool& variable, std::string const& help);

  void add_version(std::string const& version);

  void require_subcommand();

  /// What the help text ends with.
  void footer(std::string const& text);

  /// Called when the user chose this command and all of the command line is read.
  void on_choice(std::function<void()> const& callback);

  /// Reads \p arguments. Returns whether a help text has been printed instead.
  /// \throws AlgebraError with all that is wrong with them.
  [[nodiscard]] bool parse(std::vector<std::string> const& arguments, std::ostream& out);

private:
  explicit CommandLine(std::shared_ptr<CLI::App> app) : app_{std::move(app)} {}

  std::shared_ptr<CLI::App> app_; ///< shares the program's, of which a command is a part
};

} // namespace equivarify::codegen

#endif
