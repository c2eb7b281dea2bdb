/// \file
/// How far the sums of a layer with integer weights can go.
#ifndef EQUIVARIFY_CODEGEN_ONNX_INTEGER_SUMS_HPP
#define EQUIVARIFY_CODEGEN_ONNX_INTEGER_SUMS_HPP

#include "equivarify/codegen/reference/integer_evaluator.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// From where whole numbers of single precision have gaps.
inline constexpr double exact_floats = 1 << 24;

/// Some of the channels that a layer reads, from `begin` to before `end`.
struct ChannelRange {
  std::size_t begin;
  std::size_t end;
  friend bool operator==(ChannelRange const&, ChannelRange const&) = default;
};

/// The sums of a layer, in parts that single precision adds exactly in any order.
struct IntegerSums {
  std::vector<ChannelRange> parts; ///< of the channels, one after another; never empty
  double largest;                  ///< no sum is further from 0, its bias counted
};

/// The sums of the layer \p name with \p tensors over \p channels channels, whose numbers are at
/// most \p most; the bias belongs to the first part.
///
/// \throws GenerateError when a sum can exceed 32 bits, or that over one channel can reach 2^24.
[[nodiscard]] IntegerSums integer_sums(std::string const& name,
                                       IntegerTensors const& tensors,
                                       std::size_t outputs,
                                       std::size_t channels,
                                       double most);

} // namespace equivarify::codegen

#endif
