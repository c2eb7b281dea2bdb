/// \file
/// Numbers of 16 bits, by their definition.
#ifndef EQUIVARIFY_CODEGEN_REFERENCE_BF16_HPP
#define EQUIVARIFY_CODEGEN_REFERENCE_BF16_HPP

namespace equivarify::codegen {

/// The bf16 number nearest to \p value, of two the one whose last bit is 0. These are the numbers
/// m 2^e with whole |m| < 2^8 and -133 <= e <= 120. What is no finite number stays as it is.
[[nodiscard]] float nearest_bf16(float value);

} // namespace equivarify::codegen

#endif
