/// \file
/// What the graph of an ONNX file computes, from the description of ONNX's operators alone: it
/// shares nothing with what writes such files, nor with what lifts them.
#ifndef EQUIVARIFY_CODEGEN_ONNX_RUN_EVALUATE_HPP
#define EQUIVARIFY_CODEGEN_ONNX_RUN_EVALUATE_HPP

#include "equivarify/codegen/onnx_file/onnx_model.hpp"

#include <cstddef>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

namespace equivarify::codegen::onnx_run {

/// An array, row-major.
struct Array {
  std::vector<std::size_t> shape;
  std::vector<double> values;
};

/// A file has an operator, or uses one in a way, that is not known here.
class UnknownOperator : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

/// How far the number \p found is from \p expected: 0 where both are no number, infinite where one
/// is.
[[nodiscard]] double distance_of(double found, double expected);

/// The number of entries of \p shape.
[[nodiscard]] std::size_t size_of(std::vector<std::size_t> const& shape);

/// The outputs of \p model by name, at \p inputs by name, in double precision.
///
/// \throws UnknownOperator for what this evaluator does not know.
[[nodiscard]] std::map<std::string, Array> evaluate_outputs(OnnxModel const& model,
                                                            std::map<std::string, Array> inputs);

/// The same as one array, the outputs one after another along the second axis.
[[nodiscard]] Array evaluate_onnx_at(OnnxModel const& model, std::map<std::string, Array> inputs);

/// The same of a model with one input.
[[nodiscard]] Array evaluate_onnx(OnnxModel const& model, Array const& input);

/// The same of the file \p bytes.
[[nodiscard]] Array evaluate_onnx(std::string const& bytes, Array const& input);

} // namespace equivarify::codegen::onnx_run

#endif
