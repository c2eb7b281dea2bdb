/// \file
/// Arithmetic and rearrangement of constants, as ONNX defines them.
#ifndef EQUIVARIFY_CODEGEN_LIFT_TENSOR_HPP
#define EQUIVARIFY_CODEGEN_LIFT_TENSOR_HPP

#include "equivarify/algebra/error.hpp"
#include "equivarify/codegen/onnx_file/onnx_model.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace equivarify::codegen {

using Extents = std::vector<std::int64_t>;

/// Shapes or indices that do not fit each other: a fault of the file.
class TensorError : public algebra::Error {
public:
  using Error::Error;
};

/// The entries of an array of \p shape. \throws TensorError for a negative extent or more than 2^27
[[nodiscard]] std::size_t entries_of(Extents const& shape);

/// `[1, 3, 8, 8]`.
[[nodiscard]] std::string to_string(Extents const& shape);

/// 0, 1, 2, ... in \p shape.
[[nodiscard]] OnnxTensor counted(Extents shape);

[[nodiscard]] OnnxTensor tensor_of(std::vector<std::int64_t> values);

/// The values as whole numbers. \throws TensorError if they are not
[[nodiscard]] std::vector<std::int64_t> const& integers_of(OnnxTensor const& tensor);

/// The values in double precision.
[[nodiscard]] std::vector<double> numbers_of(OnnxTensor const& tensor);

/// \p axis counted from the front, which may count from the end of \p rank extents.
[[nodiscard]] std::size_t axis_of(std::int64_t axis, std::size_t rank);

/// \p axes counted from the front, sorted. \throws TensorError if one is named twice
[[nodiscard]] std::vector<std::size_t> axes_of(std::vector<std::int64_t> const& axes,
                                               std::size_t rank);

/// The same entries in \p shape, in which -1 means what is left and 0, unless \p allow_zero, the
/// extent that was there.
[[nodiscard]] OnnxTensor reshape(OnnxTensor tensor, Extents shape, bool allow_zero);

/// Extent i of the result is extent order[i] of \p tensor.
[[nodiscard]] OnnxTensor transpose(OnnxTensor const& tensor, std::vector<std::int64_t> order);

[[nodiscard]] OnnxTensor squeeze(OnnxTensor tensor, std::vector<std::int64_t> const& axes);
[[nodiscard]] OnnxTensor unsqueeze(OnnxTensor tensor, std::vector<std::int64_t> const& axes);

/// The entries at \p indices along \p axis; the extents of \p indices take the place of that axis.
[[nodiscard]] OnnxTensor
gather(OnnxTensor const& tensor, OnnxTensor const& indices, std::int64_t axis);

/// Every \p step th entry from \p begin to before \p end along \p axis, as ONNX counts them.
struct Slice {
  std::int64_t axis = 0;
  std::int64_t begin = 0;
  std::int64_t end = 0;
  std::int64_t step = 1;
};

[[nodiscard]] OnnxTensor slice(OnnxTensor const& tensor, Slice const& part);

/// \p tensors one after another along \p axis; whole numbers if all are.
[[nodiscard]] OnnxTensor concatenate(std::vector<OnnxTensor> const& tensors, std::int64_t axis);

/// The shape to which \p a and \p b are stretched together.
[[nodiscard]] Extents broadcast_shape(Extents const& a, Extents const& b);

/// \p tensor stretched to \p shape.
[[nodiscard]] OnnxTensor broadcast(OnnxTensor const& tensor, Extents const& shape);

/// \p function of the entries of both, stretched to one shape; whole numbers if both are.
[[nodiscard]] OnnxTensor combine(OnnxTensor const& a,
                                 OnnxTensor const& b,
                                 std::function<double(double, double)> const& function);

} // namespace equivarify::codegen

#endif
