/// \file
/// The list in which the readers of a spec gather what is wrong with it.
#ifndef EQUIVARIFY_CODEGEN_SPEC_PROBLEMS_HPP
#define EQUIVARIFY_CODEGEN_SPEC_PROBLEMS_HPP

#include "equivarify/codegen/spec_error.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace equivarify::codegen {

/// The JSON pointer of the member \p key of the value at \p pointer.
[[nodiscard]] std::string child(std::string const& pointer, std::string_view key);

/// The JSON pointer of entry \p index of the list at \p pointer.
[[nodiscard]] std::string child(std::string const& pointer, std::size_t index);

/// Where a value starts, and where its key does; for an entry of a list both are one.
struct ValuePlace {
  Place key;
  Place value;
};

/// Places by JSON pointer.
using Places = std::map<std::string, ValuePlace>;

/// Problems, each put at the place of its pointer in the file.
class SpecProblems {
public:
  SpecProblems() = default;

  /// A list that looks places up in \p places.
  explicit SpecProblems(Places places) : places_{std::move(places)} {}

  /// Adds \p problem at the value its pointer names, or at the nearest value around it that exists.
  void add(Problem problem);

  /// Adds \p problem at the key its pointer names.
  void add_at_key(Problem problem);

  /// Adds \p problem at \p place.
  void add_at(Problem problem, Place place);

  [[nodiscard]] bool empty() const noexcept { return problems_.empty(); }

  /// Whether something at or below \p pointer, or a value around it, is wrong in a way that leaves
  /// it no meaning.
  [[nodiscard]] bool blocked(std::string const& pointer) const;

  [[nodiscard]] std::vector<Problem> const& list() const noexcept { return problems_; }

private:
  [[nodiscard]] ValuePlace place_of(std::string pointer) const;

  Places places_;
  std::vector<Problem> problems_;
};

/// The candidate nearest to \p word in quotes, or nothing when none is near enough to be what was
/// meant.
[[nodiscard]] std::string suggestion(std::string_view word,
                                     std::vector<std::string> const& candidates);

/// `"a", "b", "c"`.
[[nodiscard]] std::string in_a_row(std::vector<std::string> const& names);

/// `one of "a", "b", "c"`, or `"a"` for one alone.
[[nodiscard]] std::string one_of(std::vector<std::string> const& names);

/// \p word in double quotes.
[[nodiscard]] std::string in_quotes(std::string_view word);

} // namespace equivarify::codegen

#endif
