/// \file
/// What is wrong with a file that a person wrote, and where; the list of it, and the error.
#ifndef EQUIVARIFY_CODEGEN_JSON_PROBLEMS_HPP
#define EQUIVARIFY_CODEGEN_JSON_PROBLEMS_HPP

#include "equivarify/algebra/error.hpp"
#include "equivarify/codegen/json/wording.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
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

/// One thing that is wrong. Empty texts are not printed.
struct Problem {
  std::string pointer{}; ///< a JSON pointer; empty for the whole document
  std::string summary{}; ///< such as `unknown key`
  std::string found{};   ///< what stands there, or a sentence about it
  std::string expected{};
  std::string nearest{};   ///< the valid spelling that is closest to what was found, in quotes
  bool at_the_key = false; ///< whether the key is wrong, not the value
  bool blocking = true; ///< whether what stands here has no meaning that could be checked further
  Place place{};        ///< line 0 until the text is at hand
};

/// The user's mistake: a file that cannot be read or does not mean anything. Carries every problem
/// that was found.
class InputError : public algebra::Error {
public:
  /// Of a value whose file is not known here; JsonDocument::read() adds it.
  explicit InputError(std::vector<Problem> problems);

  /// The same for one problem.
  explicit InputError(Problem problem);

  /// \pre \p problems is not empty.
  InputError(std::string file, std::vector<Problem> problems);

  /// Says that the problems stand in \p text, valid JSON and the content of \p file, unless a file
  /// is known already. Cost: a scan of the text.
  void locate(std::string const& file, std::string_view text);

  /// The file; empty where it is not known.
  [[nodiscard]] std::string const& file() const noexcept { return file_; }

  /// The problems in the order of their places.
  [[nodiscard]] std::vector<Problem> const& problems() const noexcept { return problems_; }

  /// The problems as to_text() words them, and their number.
  [[nodiscard]] char const* what() const noexcept override { return message_.c_str(); }

private:
  std::string file_;
  std::vector<Problem> problems_;
  std::string message_;
};

/// \p problem as several lines of text, the first of which is `FILE:LINE:COLUMN: SUMMARY`. Long
/// texts are cut, control characters escaped.
[[nodiscard]] std::string to_text(std::string const& file, Problem const& problem);

/// The list in which readers gather what is wrong.
class Problems {
public:
  /// Adds \p problem, which concerns the value that its pointer names.
  void add(Problem problem) { problems_.push_back(std::move(problem)); }

  /// Adds \p problem, which concerns the key that its pointer names.
  void add_at_key(Problem problem);

  /// Adds all that \p error carries.
  void add(InputError const& error);

  /// What \p make returns; nothing if it throws InputError, whose problems are added. For a \p make
  /// that returns nothing, whether it ended without.
  template <typename Make>
  auto attempt(Make const& make) {
    using Result = std::decay_t<decltype(make())>;
    if constexpr (std::is_void_v<Result>) {
      return attempt([&] {
               make();
               return true;
             })
          .has_value();
    } else {
      std::optional<Result> result;
      try {
        result.emplace(make());
      } catch (InputError const& error) {
        add(error);
      }
      return result;
    }
  }

  /// \throws InputError with all problems if there are any.
  void require_none() const;

  [[nodiscard]] bool empty() const noexcept { return problems_.empty(); }

  /// Whether something at or below \p pointer, or a value around it, is wrong in a way that leaves
  /// it no meaning.
  [[nodiscard]] bool blocked(std::string const& pointer) const;

  [[nodiscard]] std::vector<Problem> const& list() const noexcept { return problems_; }

private:
  std::vector<Problem> problems_;
};

} // namespace equivarify::codegen

#endif
