/// \file
/// The motions of a spec's input, built anew by the auditor.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_MOTIONS_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_MOTIONS_HPP

#include "equivarify/codegen/audit/spec/permutations.hpp"

namespace equivarify::audit {

/// Channels, rows and columns of an array. The slices of a volume lie below one another, and its
/// rows are those of all of them.
struct Extents {
  std::uint32_t channels;
  std::uint32_t rows;
  std::uint32_t columns;
  std::uint32_t slices = 1;

  [[nodiscard]] std::uint32_t size() const { return channels * rows * columns; }

  friend bool operator==(Extents const&, Extents const&) = default;
};

/// The extents that \p shape is, in canonical form: [channels, rows, columns], or with the slices
/// after the channels.
[[nodiscard]] Extents extents_of_shape(nlohmann::json const& shape);

/// For each signed place of an array of \p extents, place n + i being minus entry i of n, the place
/// from which \p motion, in canonical form, takes it. \throws Refusal if it does not fit the array.
[[nodiscard]] Images motion_sources(nlohmann::json const& motion, Extents const& extents);

/// The same of a motion that takes arrays of the extents \p from to those of the extents \p to,
/// which have as many places: for each of the new ones the old one.
[[nodiscard]] Images
motion_between(nlohmann::json const& motion, Extents const& from, Extents const& to);

} // namespace equivarify::audit

#endif
