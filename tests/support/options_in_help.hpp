/// \file
/// The options of a command, as its help lists them.
#ifndef EQUIVARIFY_TESTS_SUPPORT_OPTIONS_IN_HELP_HPP
#define EQUIVARIFY_TESTS_SUPPORT_OPTIONS_IN_HELP_HPP

#include <regex>
#include <string>
#include <vector>

namespace equivarify::support {

/// Those in \p help that take a value: `--name TYPE`.
[[nodiscard]] inline std::vector<std::string> options_with_values(std::string const& help) {
  static std::regex const option(R"((?:^|\n)  (?:-\w,)?(--[a-z-]+) [A-Z{])");
  std::vector<std::string> names;
  for (std::sregex_iterator found(help.begin(), help.end(), option);
       found != std::sregex_iterator();
       ++found) {
    names.push_back((*found)[1]);
  }
  return names;
}

} // namespace equivarify::support

#endif
