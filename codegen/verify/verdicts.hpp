/// \file
/// How verdicts and counterexamples are printed.
#ifndef EQUIVARIFY_CODEGEN_VERIFY_VERDICTS_HPP
#define EQUIVARIFY_CODEGEN_VERIFY_VERDICTS_HPP

#include <fmt/format.h>

#include <string>

namespace equivarify::codegen {

/// Writes verdicts, in colour or not.
class Verdicts {
public:
  explicit Verdicts(bool colour) : colour_{colour} {}

  [[nodiscard]] std::string operator()(bool holds, char const* yes, char const* no) const {
    return painted(holds ? 32 : 31, holds ? yes : no);
  }

  /// Of what holds as far as it was tried, and was not tried in full.
  [[nodiscard]] std::string in_part(char const* word) const { return painted(33, word); }

private:
  [[nodiscard]] std::string painted(int colour, char const* word) const {
    return colour_ ? fmt::format("\x1b[{}m{:<7}\x1b[0m", colour, word) : fmt::format("{:<7}", word);
  }

  bool colour_;
};

/// The lines of \p counterexample, and the command that finds it again.
template <typename Counterexample>
std::string indented(Counterexample const& counterexample) {
  std::string text;
  for (std::string const& line : counterexample.text) {
    text += fmt::format("             {}\n", line);
  }
  return text + fmt::format("             again: {}\n", counterexample.replay);
}

} // namespace equivarify::codegen

#endif
