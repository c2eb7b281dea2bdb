/// \file
/// A field of a layer in a spec: the reader, the canonical writer and the schema follow from it.
#ifndef EQUIVARIFY_CODEGEN_LAYERS_FIELD_HPP
#define EQUIVARIFY_CODEGEN_LAYERS_FIELD_HPP

#include "equivarify/codegen/layers/operation.hpp"
#include "equivarify/codegen/layers/window.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace equivarify::codegen {

/// What windows see of the outside of a plane.
struct Padding {
  enum class Kind {
    valid,  ///< nothing: windows lie inside
    same,   ///< as much on each side as makes the output as large as the input
    margins ///< what `margins` says
  };
  Kind kind = Kind::valid;
  Margins margins{};
  friend bool operator==(Padding const&, Padding const&) = default;

  static Padding const valid;
  static Padding const same;

  /// What it is for windows that go from their first to their last entry over \p span; \p span is
  /// odd where it is `same`.
  [[nodiscard]] Margins of(Extent const& span) const {
    auto const half = [](std::size_t size) { return (size - 1) / 2; };
    std::size_t const rows = half(span.rows);
    std::size_t const columns = half(span.columns);
    std::size_t const depth = half(span.depth);
    return kind == Kind::same ? Margins{rows, columns, rows, columns, depth, depth} : margins;
  }
};

inline constexpr Padding Padding::valid{};
inline constexpr Padding Padding::same{Padding::Kind::same, {}};

/// A value of a field. A size goes from 1 to 65536; an extent is written as one size or as many as
/// there are axes, padding as a word, one margin, one for each axis or two for each.
using FieldValue = std::variant<bool, std::size_t, double, Extent, Padding>;

/// The bounds of a field that is a number.
struct NumberRange {
  double least = 0.0;
  double greatest = 0.0;
};

/// One field. Made by field() below.
struct Field {
  std::string name;
  std::string help; ///< a sentence; empty where the name says it
  std::function<FieldValue(Operation const&)> get;
  std::function<void(Operation&, FieldValue const&)> set;
  std::optional<FieldValue> otherwise{}; ///< its value where it is left out
  std::string repeats{};                 ///< the field whose value it has where it is left out
  /// Canonical forms leave it out where it has its default, so that specs from before there was
  /// this field keep their digests.
  bool is_late = false;
  std::size_t axes = 2;       ///< of extents and padding
  NumberRange range{};        ///< of a number
  std::string refused_when{}; ///< what documents say of that, beyond the form of its value

  /// Whether a spec must state it.
  [[nodiscard]] bool is_required() const { return !otherwise && repeats.empty(); }

  /// The same field, with the default that a fresh operation has.
  [[nodiscard]] Field with_default(FieldValue value) && {
    otherwise = value;
    return std::move(*this);
  }

  /// The same field, which is as \p other is where it is left out.
  [[nodiscard]] Field repeating(std::string other) && {
    repeats = std::move(other);
    return std::move(*this);
  }

  /// The same field on values with \p count axes besides the channels.
  [[nodiscard]] Field along(std::size_t count) && {
    axes = count;
    return std::move(*this);
  }

  [[nodiscard]] Field late() && {
    is_late = true;
    return std::move(*this);
  }

  [[nodiscard]] Field refused(std::string when) && {
    refused_when = std::move(when);
    return std::move(*this);
  }

  [[nodiscard]] Field within(double least, double greatest) && {
    range = {least, greatest};
    return std::move(*this);
  }
};

/// The field \p name, kept in \p member of the type's attributes.
template <typename Attributes, typename Value>
[[nodiscard]] Field field(std::string name, Value Attributes::*member, std::string help) {
  return {.name = std::move(name),
          .help = std::move(help),
          .get =
              [member](Operation const& operation) {
                return FieldValue{operation.as<Attributes>()->*member};
              },
          .set =
              [member](Operation& operation, FieldValue const& value) {
                operation.as<Attributes>()->*member = std::get<Value>(value);
              }};
}

} // namespace equivarify::codegen

#endif
