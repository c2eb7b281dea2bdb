/// \file
/// What a command line is refused for.
#ifndef EQUIVARIFY_RUNTIME_ARGUMENTS_REFUSED_ARGUMENTS_HPP
#define EQUIVARIFY_RUNTIME_ARGUMENTS_REFUSED_ARGUMENTS_HPP

#include <string>

namespace CLI {
class App;
} // namespace CLI

namespace equivarify::runtime {

/// All that is wrong with what \p app was given and has refused: each word that it does not know,
/// with the nearest one, and each option that is wrong, or missing where no word is unknown; a line
/// each where they are several. Empty where CLI11's own complaint, which is about one, says it all.
[[nodiscard]] std::string refusal_of(CLI::App const& app);

} // namespace equivarify::runtime

#endif
