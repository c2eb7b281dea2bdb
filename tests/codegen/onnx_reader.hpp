/// \file
/// A reader and evaluator of ONNX files, written from the format's description alone: it shares
/// nothing with the writer.
#ifndef EQUIVARIFY_TESTS_CODEGEN_ONNX_READER_HPP
#define EQUIVARIFY_TESTS_CODEGEN_ONNX_READER_HPP

#include <cstddef>
#include <string_view>
#include <vector>

namespace equivarify::testing {

/// An array, row-major.
struct Array {
  std::vector<std::size_t> shape;
  std::vector<double> values;
};

/// What the model in \p file makes of the input called `images`: its outputs one after another, in
/// double precision.
///
/// \throws std::runtime_error when the file is none or uses what this evaluator does not know.
[[nodiscard]] Array evaluate_onnx(std::string_view file, Array const& images);

} // namespace equivarify::testing

#endif
