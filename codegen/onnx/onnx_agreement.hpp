/// \file
/// Whether a written ONNX file computes what its network does.
#ifndef EQUIVARIFY_CODEGEN_ONNX_ONNX_AGREEMENT_HPP
#define EQUIVARIFY_CODEGEN_ONNX_ONNX_AGREEMENT_HPP

#include "equivarify/codegen/reference/test_vectors.hpp"
#include "equivarify/codegen/spec/network.hpp"

#include <cstddef>
#include <string>

namespace equivarify::codegen {

/// A file read back, next to the reference evaluator. Its graph is evaluated in double precision by
/// code that shares nothing with what wrote it.
struct OnnxAgreement {
  std::size_t inputs = 0;
  /// Infinite where one of two numbers is none, or more or fewer come out than should.
  double largest_difference = 0;
  double rounding = 0; ///< by which numbers may differ
  std::string worst;   ///< where it is, such as `logits[3] of input 1`
  double found = 0;    ///< there, by the file
  double expected = 0; ///< there, by the reference
  /// In how many numbers f(g x) and g f(x) differ, for the first input and every generator g; not
  /// counted where the largest difference is infinite.
  std::size_t differing_numbers = 0;

  [[nodiscard]] bool holds() const {
    return largest_difference <= rounding && differing_numbers == 0;
  }
};

/// Reads the ONNX file \p bytes of \p network and compares what it computes with \p vectors.
///
/// \throws InputError where it is no ONNX file; onnx_run::UnknownOperator, which names the
/// operator, where it uses one that is not read back.
[[nodiscard]] OnnxAgreement
compare_onnx(Network const& network, std::string const& bytes, TestVectors const& vectors);

} // namespace equivarify::codegen

#endif
