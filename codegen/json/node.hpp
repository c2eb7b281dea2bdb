/// \file
/// A JSON value that knows its place.
#ifndef EQUIVARIFY_CODEGEN_JSON_NODE_HPP
#define EQUIVARIFY_CODEGEN_JSON_NODE_HPP

#include "equivarify/codegen/json/problems.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::codegen {

/// Which keys an object may have.
struct Keys {
  std::vector<std::string> required{};
  std::vector<std::string> optional{};
};

/// A JSON value and where it stands. Every reader throws InputError for a value of another kind.
struct JsonNode {
  nlohmann::json const& value;
  std::string pointer;

  /// Whether this is an object with the key \p key whose value is not null.
  [[nodiscard]] bool has(std::string const& key) const;

  /// The member \p key, if this is an object that has it.
  [[nodiscard]] std::optional<JsonNode> find(std::string const& key) const;

  /// The member \p key of an object, which must have it.
  [[nodiscard]] JsonNode operator[](std::string const& key) const;

  /// The entry at \p index of a list. \pre it has one
  [[nodiscard]] JsonNode operator[](std::size_t index) const;

  /// Throws unless this is an object with the required keys and no other than \p keys; one problem
  /// for those that are missing and one for each that is too many, with the nearest that was meant.
  void require_keys(Keys const& keys) const;

  /// Throws that this is not \p expected.
  [[noreturn]] void fail(std::string const& expected) const;

  /// The same under another \p summary than `wrong value`, perhaps with what was meant.
  [[noreturn]] void fail(std::string const& summary,
                         std::string const& expected,
                         std::string const& nearest = {}) const;

  /// Throws \p sentence about this value under \p summary.
  [[noreturn]] void refuse(std::string const& summary, std::string const& sentence) const;

  /// A whole number from \p least to \p most.
  [[nodiscard]] std::uint32_t number(std::uint32_t least = 0,
                                     std::uint32_t most = 0xffffffffU) const;

  /// A whole number from 0 to 2^64 - 1.
  [[nodiscard]] std::uint64_t count() const;

  /// A whole number from -2^31 to 2^31 - 1.
  [[nodiscard]] std::int64_t integer() const;

  /// Any number.
  [[nodiscard]] double real() const;

  /// true or false.
  [[nodiscard]] bool truth() const;

  /// A text.
  [[nodiscard]] std::string text() const;

  /// The entries of a list.
  [[nodiscard]] std::vector<JsonNode> list() const;

  /// The members of an object, by name.
  [[nodiscard]] std::vector<std::pair<std::string, JsonNode>> members() const;

  /// The one member of an object that chooses by its key among \p choices, kinds of \p what.
  [[nodiscard]] std::pair<std::string, JsonNode>
  choice(std::string const& what, std::vector<std::string> const& choices) const;

  /// A list of whole numbers from 0 to \p most. Cost: no pointer is made but for an error.
  [[nodiscard]] std::vector<std::uint32_t> numbers(std::uint32_t most = 0xffffffffU) const;

  /// A list of lists of numbers.
  [[nodiscard]] std::vector<std::vector<std::uint32_t>> rows() const;

  /// A list of texts.
  [[nodiscard]] std::vector<std::string> texts() const;

private:
  [[noreturn]] void fail_without(std::vector<std::string> const& keys) const;
};

/// What \p make returns. An AlgebraError that it throws becomes an InputError at \p node.
template <typename Make>
auto at(JsonNode const& node, std::string const& summary, Make const& make) {
  try {
    return make();
  } catch (algebra::AlgebraError const& error) {
    node.refuse(summary, error.what());
  }
}

} // namespace equivarify::codegen

#endif
