/// \file
/// Finite sets in JSON: a number of points, or their names.
#ifndef EQUIVARIFY_CODEGEN_EXPLORE_NAMED_SET_HPP
#define EQUIVARIFY_CODEGEN_EXPLORE_NAMED_SET_HPP

#include "equivarify/codegen/json/node.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// The set {0, ..., n-1}, whose members may have names.
class NamedSet {
public:
  /// The largest set.
  static constexpr std::uint32_t max_size = 1U << 26;

  /// The set without names.
  explicit NamedSet(std::uint32_t size) : size_{size} {}

  /// The set that \p node gives by its size or by the list of its names; its members are called
  /// \p what in messages.
  ///
  /// \throws InputError for another form, a name given twice, or too large a set.
  [[nodiscard]] static NamedSet read(JsonNode const& node, std::string const& what);

  [[nodiscard]] std::uint32_t size() const noexcept { return size_; }

  /// The member that \p node gives by its number or its name; a number is returned whatever it is.
  ///
  /// \throws InputError with the nearest name.
  [[nodiscard]] std::uint32_t member(JsonNode const& node) const;

  /// The members that the list \p node gives.
  [[nodiscard]] std::vector<std::uint32_t> members(JsonNode const& node) const;

  /// The member \p i as JSON: its name, or its number.
  [[nodiscard]] nlohmann::json to_json(std::uint32_t i) const;

  /// The members \p list as JSON.
  [[nodiscard]] nlohmann::json to_json(std::vector<std::uint32_t> const& list) const;

  /// The set in the form in which it was given.
  [[nodiscard]] nlohmann::json form() const;

private:
  void read_names(JsonNode const& node, std::string const& what);

  std::uint32_t size_;
  std::vector<std::string> names_;
  std::map<std::string, std::uint32_t> numbers_;
};

} // namespace equivarify::codegen

#endif
