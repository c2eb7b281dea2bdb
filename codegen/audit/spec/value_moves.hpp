/// \file
/// How the generators of a group move the values of a network, built anew by the auditor.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_VALUE_MOVES_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_VALUE_MOVES_HPP

#include "equivarify/codegen/audit/spec/described.hpp"
#include "equivarify/codegen/audit/spec/used_layer.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace equivarify::audit {

/// One of the eight motions of a plane, or of the 48 of a cube: output (i, j) takes the entry at
/// (i, j), or (j, i) if these are exchanged, counted from the other end where flipped.
struct PlaneMotion {
  std::array<std::size_t, 3> exchange{0, 1, 2}; ///< of slices, rows and columns
  std::array<bool, 3> flipped{};

  /// Whether axes that are exchanged have one size.
  [[nodiscard]] bool fits(Box const& box) const;

  /// The entry of \p box that comes to \p at.
  [[nodiscard]] std::size_t source(std::size_t at, Box const& box) const;
};

/// A motion of arrays: one of planes, then of whole channels, of which some are negated.
struct ArrayMotion {
  PlaneMotion plane;
  Images channels;         ///< from which each channel comes
  std::vector<bool> minus; ///< whether each channel is negated
};

/// An element whose action is compared.
struct Mover {
  std::string name;
  std::uint32_t element = 0; ///< its number in the table
  Images input;              ///< for each entry the signed place, n + i being minus entry i of n
  Images labels{};           ///< for each class the one from which it comes; of outputs the same
                             ///< as of the input
  Images regular{};          ///< for each element of the subgroup the one from which it comes
};

/// The elements by which the layers of \p spec, which describes \p described, are judged: the
/// generators of the group, or those that `already` names. What holds for these holds for all
/// products of them, for they act on every value by the products of their motions: on the input
/// that is checked by describe(), and no two motions of an array agree on the input and differ on a
/// later one, whose planes have no more rows and columns.
[[nodiscard]] std::vector<Mover> movers_of(Described const& described, nlohmann::json const& spec);

/// The motion of arrays of \p shape that \p places, signed ones, are; nothing if they are none.
/// Where several are, on a plane of one row or column, the one that moves least.
[[nodiscard]] std::optional<ArrayMotion> find_array_motion(Images const& places,
                                                           ValueShape const& shape);

/// The same. \throws Refusal if they are none
[[nodiscard]] ArrayMotion array_motion(Images const& places, ValueShape const& shape);

/// The moves of values one after another, whose own are \p values: signed places of all entries.
[[nodiscard]] Images moves_in_a_row(std::vector<Images> const& values);

/// How \p mover moves a value of \p shape with \p action: a signed place for each entry. \p table
/// is the group's, \p input the shape of the input. \throws Refusal if that has no meaning.
[[nodiscard]] Images moves_of(Mover const& mover,
                              Action const& action,
                              ValueShape const& shape,
                              ValueShape const& input,
                              std::vector<Images> const& table);

} // namespace equivarify::audit

#endif
