/// \file
/// A JSON value with its place, for errors that name it.
#ifndef EQUIVARIFY_CODEGEN_GROUPS_JSON_NODE_HPP
#define EQUIVARIFY_CODEGEN_GROUPS_JSON_NODE_HPP

#include "equivarify/codegen/groups/form_problem.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::codegen {

/// A JSON value and where it stands. Every reader throws FormProblems for a value of another type.
struct JsonNode {
  nlohmann::json const& value;
  std::string pointer;

  /// The member \p key. \throws FormProblems if there is none.
  [[nodiscard]] JsonNode operator[](std::string const& key) const;

  /// The entry at \p index of a list that has one.
  [[nodiscard]] JsonNode operator[](std::size_t index) const;

  /// Throws what was expected, what was found, and where.
  [[noreturn]] void fail(std::string const& expected) const;

  /// Throws \p sentence at this place, under \p summary.
  [[noreturn]] void refuse(std::string const& summary, std::string const& sentence) const;

  /// The value as JSON text, cut where it is long.
  [[nodiscard]] std::string excerpt() const;

  /// The value as a number of 32 bits.
  [[nodiscard]] std::uint32_t number() const;

  /// The value as an integer from -2^31 to 2^31 - 1.
  [[nodiscard]] std::int64_t integer() const;

  /// The value as a text.
  [[nodiscard]] std::string text() const;

  /// The entries of a list.
  [[nodiscard]] std::vector<JsonNode> list() const;

  /// The members of an object, by name.
  [[nodiscard]] std::vector<std::pair<std::string, JsonNode>> members() const;

  /// The one member of an object that chooses by its key. \throws FormProblems naming the nearest
  /// of \p choices for another key.
  [[nodiscard]] std::pair<std::string, JsonNode>
  choice(std::string const& what, std::vector<std::string> const& choices) const;

  /// A list of numbers.
  [[nodiscard]] std::vector<std::uint32_t> numbers() const;

  /// A list of lists of numbers.
  [[nodiscard]] std::vector<std::vector<std::uint32_t>> rows() const;

  /// A list of texts.
  [[nodiscard]] std::vector<std::string> texts() const;
};

/// What \p make returns. An AlgebraError that it throws becomes a FormProblems at \p node.
template <typename Make>
auto at(JsonNode const& node, std::string const& summary, Make const& make) {
  try {
    return make();
  } catch (FormProblems const&) {
    throw;
  } catch (algebra::AlgebraError const& error) {
    node.refuse(summary, error.what());
  }
}

} // namespace equivarify::codegen

#endif
