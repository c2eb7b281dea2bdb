/// \file
/// What is wrong with a spec, and where.
#ifndef EQUIVARIFY_CODEGEN_SPEC_ERROR_HPP
#define EQUIVARIFY_CODEGEN_SPEC_ERROR_HPP

#include "equivarify/algebra/error.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// A place in a text file, both counted from 1; line 0 means the file as a whole.
struct Place {
  std::size_t line = 0;
  std::size_t column = 0;
  friend bool operator==(Place const&, Place const&) = default;
  // clang-tidy 14 takes the 0 in what the compiler writes here for a null pointer.
  // NOLINTNEXTLINE(modernize-use-nullptr)
  friend auto operator<=>(Place const&, Place const&) = default;
};

/// One thing that is wrong with a spec. Empty fields are not printed.
struct Problem {
  std::string pointer{}; ///< a JSON pointer; empty for the whole document
  std::string summary{}; ///< such as `unknown key`
  std::string found{};
  std::string expected{};
  std::string nearest{}; ///< the valid spelling that is closest to what was found
  bool blocking = true;  ///< whether what stands here has no meaning that could be checked further
  Place place{};
};

/// The user's mistake: a spec that cannot be read or describes no network. Carries every problem
/// found.
class SpecError : public algebra::Error {
public:
  /// \pre \p problems is not empty.
  SpecError(std::string file, std::vector<Problem> problems);

  [[nodiscard]] std::string const& file() const noexcept { return file_; }

  /// The problems in the order of their places.
  [[nodiscard]] std::vector<Problem> const& problems() const noexcept { return problems_; }

private:
  std::string file_;
  std::vector<Problem> problems_;
};

/// \p problem as several lines of text, the first of which is `FILE:LINE:COLUMN: SUMMARY`.
[[nodiscard]] std::string to_text(std::string const& file, Problem const& problem);

} // namespace equivarify::codegen

#endif
