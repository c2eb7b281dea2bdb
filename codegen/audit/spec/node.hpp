/// \file
/// A JSON value with its place, read by its exact type.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_NODE_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_NODE_HPP

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::audit {

/// A value at the JSON pointer \p pointer. Each function throws a Refusal that names the place,
/// what stands there and what was expected: a number where an integer is due is no integer when it
/// is written 4.0 or 4e0, and nothing is taken for something else.
struct Node {
  nlohmann::json const& value;
  std::string pointer;

  /// Refuses, whichever checks are left out: there is nothing to go on with.
  [[noreturn]] void fail(std::string const& expected) const;

  /// What stands here, in few words.
  [[nodiscard]] std::string found() const;

  /// `at POINTER: found VALUE, expected \p expected`.
  [[nodiscard]] std::string mismatch(std::string const& expected) const;

  /// `too large: at POINTER: found \p what, at most \p bound`.
  [[nodiscard]] std::string excess(std::string const& what, std::uint64_t bound) const;

  /// An integer without a sign, written as one, from \p low to \p high.
  [[nodiscard]] std::uint64_t integer(std::uint64_t low, std::uint64_t high) const;

  /// An integer from -\p high to \p high.
  [[nodiscard]] std::int64_t signed_integer(std::int64_t high) const;

  /// A number of any notation.
  [[nodiscard]] double number() const;

  [[nodiscard]] bool boolean() const;

  /// A text of \p least to \p most bytes.
  [[nodiscard]] std::string text(std::size_t least, std::size_t most) const;

  /// One of \p choices.
  [[nodiscard]] std::string choice(std::vector<std::string> const& choices) const;

  /// The length of a list, from \p least to \p most.
  [[nodiscard]] std::size_t length(std::size_t least, std::size_t most) const;

  /// The members of a list of \p least to \p most, which is short: each gets a pointer of its own.
  [[nodiscard]] std::vector<Node> list(std::size_t least, std::size_t most) const;

  /// A list of one or more integers, each at most \p high.
  [[nodiscard]] std::vector<std::uint32_t> integers(std::uint32_t high) const;

  /// The members of an object, sorted by their keys; at least \p least and at most \p most.
  [[nodiscard]] std::vector<std::pair<std::string, Node>> members(std::size_t least,
                                                                  std::size_t most) const;

  /// The key and the value of an object that has one, a key of \p keys.
  [[nodiscard]] std::pair<std::string, Node> only(std::vector<std::string> const& keys) const;

  /// Refuses unless this is an object that has all of \p needed and no key besides these and
  /// \p allowed.
  void expect_keys(std::vector<std::string> const& needed,
                   std::vector<std::string> const& allowed) const;

  [[nodiscard]] bool has(char const* key) const;

  /// The member at \p index of a list. \pre \p index is below its length
  [[nodiscard]] Node at(std::size_t index) const;

  /// The member \p key. \pre has(key)
  [[nodiscard]] Node at(std::string const& key) const;
};

/// Refuses, at the first place that differs, unless \p found is \p expected to the type of each
/// number; \p whose says where \p expected comes from.
void expect_same(Node const& found, nlohmann::json const& expected, std::string const& whose);

} // namespace equivarify::audit

#endif
