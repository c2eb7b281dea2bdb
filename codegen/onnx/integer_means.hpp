/// \file
/// Means over windows of whole numbers.
#ifndef EQUIVARIFY_CODEGEN_ONNX_INTEGER_MEANS_HPP
#define EQUIVARIFY_CODEGEN_ONNX_INTEGER_MEANS_HPP

#include "equivarify/codegen/generate/integer_forms.hpp"
#include "equivarify/codegen/onnx/integer_nodes.hpp"

namespace equivarify::codegen {

/// Makes of each copy the means over the windows of \p form, rounded half away from zero: sums by a
/// convolution with ones for each channel, divided by the number of entries that each window sees.
/// No number is further from 0 than \p most, and none is negative unless \p has_sign. \pre the
/// copies are in single precision, with circular margins where the windows have them
///
/// \throws GenerateError when twice a sum can reach 2^24: then a quotient could be rounded to the
/// other side of a whole number.
void add_integer_means(IntegerForm const& form, double most, bool has_sign, IntegerNodes& integers);

} // namespace equivarify::codegen

#endif
