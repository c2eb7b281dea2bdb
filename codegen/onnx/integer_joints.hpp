/// \file
/// Values of whole numbers that are added, multiplied or put in a row.
#ifndef EQUIVARIFY_CODEGEN_ONNX_INTEGER_JOINTS_HPP
#define EQUIVARIFY_CODEGEN_ONNX_INTEGER_JOINTS_HPP

#include "equivarify/codegen/generate/integer_forms.hpp"
#include "equivarify/codegen/onnx/integer_nodes.hpp"

#include <vector>

namespace equivarify::codegen {

/// A value of an integer network as nodes of a graph.
struct IntegerValue {
  IntegerNodes::Copies copies{};
  Shape shape{};         ///< of one copy
  double most = 0;       ///< no number of it is further from 0
  bool has_sign = false; ///< one can be negative
  int exponent = 0;      ///< a number q stands for q / 2^exponent
};

/// What the layer \p form, which adds, multiplies or concatenates, makes of \p parts: the first two
/// at the finest of their scales, then rounded to 2^-\p exponent and cut off. It becomes the value
/// at hand of \p integers. Sums near 2^24 are in double precision.
[[nodiscard]] IntegerValue add_integer_joint(IntegerForm const& form,
                                             std::vector<IntegerValue> parts,
                                             int exponent,
                                             IntegerNodes& integers);

} // namespace equivarify::codegen

#endif
