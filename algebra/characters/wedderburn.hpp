/// \file
/// The real group algebra as a product of matrix rings, and what that saves in convolutions over
/// the group.
#ifndef EQUIVARIFY_ALGEBRA_WEDDERBURN_HPP
#define EQUIVARIFY_ALGEBRA_WEDDERBURN_HPP

#include "equivarify/algebra/character_table.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace equivarify::algebra {

/// The real division rings.
enum class DivisionRing { real, complex, quaternion };

/// One simple factor of the real group algebra: size x size matrices over a division ring.
struct RealBlock {
  DivisionRing ring = DivisionRing::real;
  std::uint32_t size = 1;

  /// The dimension of the real irreducible representation behind it.
  [[nodiscard]] std::uint32_t dimension() const noexcept;

  /// Real multiplications of one product in this block: size^3 times 1, 4 or 16.
  [[nodiscard]] std::uint64_t multiplications() const noexcept;

  /// The block as `R`, `M2(R)`, `C`, `H`, `M3(C)`.
  [[nodiscard]] std::string to_string() const;

  friend bool operator==(RealBlock const&, RealBlock const&) = default;
};

/// The blocks of the real group algebra (Wedderburn), read off the characters' indicators: a real
/// character of degree d gives Md(R), two conjugate ones Md(C), a quaternionic one Md/2(H).
[[nodiscard]] std::vector<RealBlock> real_blocks(CharacterTable const& table);

/// Real multiplications of one convolution over the group, direct and by blocks.
struct ConvolutionCost {
  std::uint64_t direct = 0;
  std::uint64_t fourier = 0;
};

/// |G|^2 and the sum over the blocks.
[[nodiscard]] ConvolutionCost convolution_cost(std::uint32_t order,
                                               std::vector<RealBlock> const& blocks);

} // namespace equivarify::algebra

#endif
