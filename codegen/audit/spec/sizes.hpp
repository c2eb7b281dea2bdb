/// \file
/// The sizes of a value that the auditor follows through a network.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_SIZES_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_SIZES_HPP

#include "equivarify/codegen/audit/proof/refusal.hpp"
#include "equivarify/codegen/audit/spec/bounds.hpp"

#include <cstdint>
#include <string>

namespace equivarify::audit {

/// Rows and columns of one copy with its channels. At most bounds::layer_entries times the copies
/// of a group, so that products of two numbers here fit in 64 bits.
struct Sizes {
  std::uint64_t channels;
  std::uint64_t rows; ///< of all slices
  std::uint64_t columns;
  std::uint64_t slices = 1;

  [[nodiscard]] std::uint64_t plane() const { return rows * columns; }

  [[nodiscard]] bool is_flat() const { return plane() == 1; }

  [[nodiscard]] std::uint64_t slice_rows() const { return rows / slices; }

  [[nodiscard]] bool has_planes_of(Sizes const& other) const {
    return rows == other.rows && columns == other.columns && slices == other.slices;
  }
};

/// \throws Refusal if \p first times \p second are too many for the entries or weights of a layer.
inline void expect_small(std::uint64_t first, std::uint64_t second) {
  if (first * second > bounds::layer_entries) {
    throw Refusal{"too large: a layer of " + std::to_string(first * second) +
                  " entries or weights, at most " + std::to_string(bounds::layer_entries)};
  }
}

} // namespace equivarify::audit

#endif
