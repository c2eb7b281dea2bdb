/// \file
/// Test vectors as the tensors of an ONNX file.
#ifndef EQUIVARIFY_CODEGEN_ONNX_ONNX_VECTORS_HPP
#define EQUIVARIFY_CODEGEN_ONNX_ONNX_VECTORS_HPP

#include "equivarify/codegen/generate/generate.hpp"
#include "equivarify/codegen/onnx_file/onnx_model.hpp"
#include "equivarify/codegen/reference/test_vectors.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// \p rows, \p count of them, cut into a tensor for each of \p values, which are inputs or outputs
/// of a model: each row holds one entry of the batch of the first value, then of the second.
///
/// \pre all extents of the values but the first are known
[[nodiscard]] std::vector<OnnxTensor> cut_into_tensors(std::vector<OnnxValue> const& values,
                                                       std::vector<float> const& rows,
                                                       std::size_t count);

/// The \p vectors of \p model in the layout of ONNX's own test data, input_0.pb, ..., output_0.pb,
/// ..., in the folder test_data_set_0 of NAME_vectors: all inputs are one batch.
[[nodiscard]] std::vector<SourceFile> vector_files(OnnxModel const& model,
                                                   TestVectors const& vectors);

} // namespace equivarify::codegen

#endif
