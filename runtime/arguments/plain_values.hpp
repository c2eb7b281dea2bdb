/// \file
/// How values on a command line are read, whatever their options are.
#ifndef EQUIVARIFY_RUNTIME_ARGUMENTS_PLAIN_VALUES_HPP
#define EQUIVARIFY_RUNTIME_ARGUMENTS_PLAIN_VALUES_HPP

namespace CLI {
class App;
class Option;
} // namespace CLI

namespace equivarify::runtime {

/// Whether \p option takes no value.
[[nodiscard]] bool is_flag(CLI::Option const& option);

/// Lets all options of \p app and of its commands read whole numbers as decimal ones, of which
/// CLI11 takes 010 for 8, and refuse an empty value, which would pass for none.
void read_plainly(CLI::App& app);

} // namespace equivarify::runtime

#endif
