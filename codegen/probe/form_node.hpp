/// \file
/// A JSON value with its place and the list in which its problems are gathered.
#ifndef EQUIVARIFY_CODEGEN_PROBE_FORM_NODE_HPP
#define EQUIVARIFY_CODEGEN_PROBE_FORM_NODE_HPP

#include "equivarify/codegen/spec_problems.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::codegen {

/// A value of a form. What it cannot read becomes a problem, and the reader goes on.
class FormNode {
public:
  FormNode(nlohmann::json const& value, std::string pointer, SpecProblems& problems)
      : value_{&value}, pointer_{std::move(pointer)}, problems_{&problems} {}

  [[nodiscard]] nlohmann::json const& value() const noexcept { return *value_; }

  [[nodiscard]] std::string const& pointer() const noexcept { return pointer_; }

  /// The member \p key, if this is an object that has it.
  [[nodiscard]] std::optional<FormNode> optional(std::string const& key) const;

  /// The member \p key; a problem if there is none.
  [[nodiscard]] std::optional<FormNode> required(std::string const& key) const;

  /// The entries of a list; a problem if this is none.
  [[nodiscard]] std::optional<std::vector<FormNode>> list() const;

  /// The whole number from \p least to \p most; a problem if this is none.
  [[nodiscard]] std::optional<std::uint32_t> integer(std::uint32_t least, std::uint32_t most) const;

  /// The number; a problem if this is none.
  [[nodiscard]] std::optional<double> number() const;

  /// The text; a problem if this is none.
  [[nodiscard]] std::optional<std::string> text() const;

  /// Whether this is an object; a problem if not, and for each member that is not among \p keys,
  /// with the nearest that is.
  [[nodiscard]] bool only(std::vector<std::string> const& keys) const;

  /// Adds a problem at this value.
  void refuse(std::string const& summary,
              std::string const& expected,
              std::string const& nearest = {}) const;

  /// Adds a problem with what an error of the algebra says, which may begin with a pointer of its
  /// own below \p place.
  void refuse_with(std::string const& summary, std::string message) const;

private:
  nlohmann::json const* value_;
  std::string pointer_;
  SpecProblems* problems_;
};

} // namespace equivarify::codegen

#endif
