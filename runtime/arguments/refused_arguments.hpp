/// \file
/// What a command line is refused for.
#ifndef EQUIVARIFY_RUNTIME_ARGUMENTS_REFUSED_ARGUMENTS_HPP
#define EQUIVARIFY_RUNTIME_ARGUMENTS_REFUSED_ARGUMENTS_HPP

#include <string>
#include <vector>

namespace CLI {
class App;
} // namespace CLI

namespace equivarify::runtime {

/// Has \p app read \p arguments. Returns all that is wrong with them: each word that it does not
/// know, with the nearest one, and each option that is wrong, or missing where no word is unknown;
/// a line each where they are several. Empty where nothing is.
///
/// \throws CLI::Success where a help text or a version is to be printed instead.
[[nodiscard]] std::string read_arguments(CLI::App& app, std::vector<std::string> const& arguments);

} // namespace equivarify::runtime

#endif
