/// \file
/// The outputs of a network as nodes of an ONNX file.
#ifndef EQUIVARIFY_CODEGEN_ONNX_ONNX_HEADS_HPP
#define EQUIVARIFY_CODEGEN_ONNX_ONNX_HEADS_HPP

#include "equivarify/codegen/onnx_file/onnx_model.hpp"
#include "equivarify/codegen/spec/construction.hpp"
#include "equivarify/codegen/spec/output.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// What the output \p name of a spec is called in an ONNX file, which has names of its own.
[[nodiscard]] std::string onnx_output_name(std::string const& name);

/// Adds the head of \p output to \p model, and its values, one V for each coset, to what comes out.
/// \p copies names the copies of the last value, vectors of \p numbers entries.
void add_head(Output const& output,
              std::vector<std::string> const& copies,
              std::size_t numbers,
              OnnxModel& model);

/// Adds what \p construction makes of the outputs \p copies of F, the numbers of one element after
/// those of another; its name.
///
/// \p poses has a value for each moved input of each copy, 1 where it is a pose; it is empty
/// unless the construction looks for poses.
[[nodiscard]] std::string add_construction(Construction const& construction,
                                           std::vector<std::string> const& poses,
                                           std::vector<std::string> const& copies,
                                           OnnxModel& model);

/// Adds what \p construction made, the value \p rebuilt, to what comes out, as `logits`.
void add_logits(Construction const& construction, std::string const& rebuilt, OnnxModel& model);

/// Cuts the value \p rebuilt that \p construction made into one copy for each element; their names.
[[nodiscard]] std::vector<std::string>
add_rebuilt_copies(Construction const& construction, std::string const& rebuilt, OnnxModel& model);

} // namespace equivarify::codegen

#endif
