/// \file
/// From a network and its weights to an ONNX file.
#ifndef EQUIVARIFY_CODEGEN_ONNX_GENERATE_ONNX_HPP
#define EQUIVARIFY_CODEGEN_ONNX_GENERATE_ONNX_HPP

#include "equivarify/codegen/generate/generate.hpp"
#include "equivarify/codegen/reference/read_integers.hpp"
#include "equivarify/codegen/reference/test_vectors.hpp"
#include "equivarify/codegen/reference/weights.hpp"

#include <string>

namespace equivarify::codegen {

/// NAME.onnx, test vectors in NAME_vectors, and NAME_check.js, which compares both in ONNX Runtime.
struct OnnxExport {
  Generation generation; ///< its multiply-adds are those that an engine makes: of the definition
  TestVectors vectors;
};

/// The files of \p network with \p weights. \throws InputError as `lower` does.
[[nodiscard]] OnnxExport generate_onnx(Network const& network,
                                       ReferenceWeights<float> const& weights);

/// The same of \p network with integers for weights, which every engine computes alike.
///
/// \throws GenerateError as to_integer_onnx() does.
[[nodiscard]] OnnxExport generate_integer_onnx(Network const& network, IntegerFile const& file);

/// Reads the file of \p written back and compares its values with the test vectors: what came of it
/// as a line.
///
/// \throws std::logic_error when they differ, with the worst number, or when the file uses an
/// operator that is not read back, with its name; InputError where no number could be compared.
[[nodiscard]] std::string check_onnx(Network const& network, OnnxExport const& written);

} // namespace equivarify::codegen

#endif
