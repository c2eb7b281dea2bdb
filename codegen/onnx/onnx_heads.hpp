/// \file
/// The outputs of a network as nodes of an ONNX file.
#ifndef EQUIVARIFY_CODEGEN_ONNX_ONNX_HEADS_HPP
#define EQUIVARIFY_CODEGEN_ONNX_ONNX_HEADS_HPP

#include "equivarify/codegen/onnx_file/onnx_model.hpp"
#include "equivarify/codegen/spec/output.hpp"

#include <string>
#include <vector>

namespace equivarify::codegen {

/// What the output \p name of a spec is called in an ONNX file, which has names of its own.
[[nodiscard]] std::string onnx_output_name(std::string const& name);

/// Adds the head of \p output to \p model, and its values, one V for each coset, to what comes out.
/// \p copies names the copies of the last value, vectors of \p numbers entries.
///
/// The mean is that of every other form of the network: positive and negative terms apart, sorted,
/// and added one after another, each sum a node of its own, so that no engine adds them otherwise.
void add_head(Output const& output,
              std::vector<std::string> const& copies,
              std::size_t numbers,
              OnnxModel& model);

} // namespace equivarify::codegen

#endif
