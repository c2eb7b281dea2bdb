/// \file
/// Sums of products of small integers: the inner loops, for several instruction sets. All give the
/// same integers, so the program takes the fastest that the machine has.
#ifndef EQUIVARIFY_RUNTIME_INTEGER_PRODUCTS_HPP
#define EQUIVARIFY_RUNTIME_INTEGER_PRODUCTS_HPP

#include "equivarify/runtime/arrays/buffer.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace equivarify::runtime {

/// Outputs that one call finds for each of as many filters.
inline constexpr std::size_t lanes_at_once = 48;
inline constexpr std::size_t filters_at_once = 8;

/// Kernels may read and write so many bytes past the last output of a block.
inline constexpr std::size_t kernel_slack = 16 * lanes_at_once;

/// Channels that lie next to each other: activations are stored [copy][channel / 4][pixel][channel
/// % 4].
inline constexpr std::size_t quad = 4;

/// Numbers that begin where a cache line does, so that no vector of theirs lies in two.
template <typename Number>
using Lines = std::vector<Number, AlignedAllocator<Number>>;

/// How sums of four filters become activations.
struct Finish {
  std::array<std::int32_t, quad> bias{};
  std::array<std::uint8_t, quad> shifts{};
  bool relu = false;
  std::uint8_t highest = 255; ///< where activations are cut off
};

/// A value that is brought to the scale of others, `zero` being what stands for 0.
struct JoinTerm {
  std::uint8_t const* values = nullptr;
  std::uint8_t zero = 0;
  std::uint8_t lift = 0;
};

/// How values that were brought to one scale become activations.
struct Joint {
  std::uint8_t shift = 0;
  bool has_sign = false;
  bool multiplies = false; ///< at most three values, which need no common scale
};

/// What inner loops are written for.
enum class Instructions { plain, avx2, vnni };

/// The inner loops in one instruction set.
struct IntegerKernel {
  std::string name;
  Instructions instructions;

  /// sums[f][lane] = sum over r < \p count and c < 4 of rows[r][4 lane + c] weights[r][f][c], mod
  /// 2^32.
  void (*products)(std::uint8_t const* const* rows,
                   std::size_t count,
                   std::int8_t const* weights,
                   std::int32_t* sums);

  /// The activations of four filters, whose \p sums follow one another, as quads: requantised() of
  /// sum + bias; 128 more without a relu, so that they are bytes without sign.
  void (*finish)(std::int32_t const* sums, Finish const& finish, std::uint32_t* quads);

  /// out[i] for i < \p count: requantised() of the sum over \p terms of (values[i] - zero) 2^lift,
  /// or of their product; 128 more with a sign.
  void (*join)(std::span<JoinTerm const> terms,
               std::size_t count,
               Joint const& joint,
               std::uint8_t* out);
};

/// IntegerKernel::join in \p instructions. \pre the machine has them
[[nodiscard]] decltype(IntegerKernel::join) joining(Instructions instructions);

/// The kernels that this machine can run, the fastest first; the last one is of plain C++.
[[nodiscard]] std::vector<IntegerKernel> const& integer_kernels();

} // namespace equivarify::runtime

#endif
