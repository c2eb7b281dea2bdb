/// \file
/// The lines of a theory file.
#ifndef EQUIVARIFY_ALGEBRA_PROOF_THEORY_LINES_HPP
#define EQUIVARIFY_ALGEBRA_PROOF_THEORY_LINES_HPP

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/proof/theory.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace equivarify::algebra::proof {

/// A line with those that continue it.
struct TheoryLine {
  std::string place; ///< `file:12`
  std::string text;

  /// \throws AlgebraError with the place and \p problem.
  [[noreturn]] void refuse(std::string_view problem) const;

  /// \throws AlgebraError with the place, what was \p found (nothing: the end) and
  /// what was \p expected.
  [[noreturn]] void refuse(std::string_view found, std::string_view expected) const;

  /// What \p read returns; to what it throws the place is added.
  template <typename Read>
  auto reading(Read read) const {
    try {
      return read();
    } catch (AlgebraError const& error) {
      refuse(error.what());
    }
  }
};

/// `KIND NAME: WORDS` and the lines below it.
struct TheoryEntry {
  TheoryLine head;
  std::string kind;
  std::string name;
  std::string words;
  std::vector<TheoryLine> details{};
};

/// The entries of \p file. \throws AlgebraError for a line that is no part of one.
[[nodiscard]] std::vector<TheoryEntry> entries_of(TheoryFile const& file);

/// Takes the details of an entry one after another.
class TheoryDetails {
public:
  explicit TheoryDetails(TheoryEntry const& entry) : entry_{entry} {}

  /// What follows \p keyword, if the next line begins with it.
  [[nodiscard]] std::optional<TheoryLine> take(std::string_view keyword);

  /// The next line, which is an equation. \throws AlgebraError if it is none.
  [[nodiscard]] TheoryLine take_equation();

  /// \throws AlgebraError if there is another line.
  void finish() const;

private:
  [[noreturn]] void refuse_next(std::string const& expected) const;

  TheoryEntry const& entry_;
  std::size_t next_ = 0;
  std::string expected_{}; ///< keywords that the next line does not begin with
};

/// The words of \p line between \p separator, none of them empty.
[[nodiscard]] std::vector<std::string> words_of(TheoryLine const& line, std::string_view separator);

} // namespace equivarify::algebra::proof

#endif
