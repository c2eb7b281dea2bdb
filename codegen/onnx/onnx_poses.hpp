/// \file
/// Which moved inputs are the least, as nodes of an ONNX file.
#ifndef EQUIVARIFY_CODEGEN_ONNX_ONNX_POSES_HPP
#define EQUIVARIFY_CODEGEN_ONNX_ONNX_POSES_HPP

#include "equivarify/codegen/onnx_file/onnx_model.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// What a search for poses finds, by name.
struct OnnxPoses {
  std::vector<std::string> least; ///< for each copy the moved input that it sees, [batch, entries]
  std::vector<std::string> flags; ///< for each moved input 1 where it is the least, [batch, 1]
};

/// Adds nodes that compare the inputs \p moved, \p candidates of them for each copy, entry after
/// entry. Nothing is computed but comparisons, so that no engine rounds anything.
///
/// \pre \p moved has \p candidates times the number of copies, at least one for each
[[nodiscard]] OnnxPoses
add_poses(std::vector<std::string> const& moved, std::size_t candidates, OnnxModel& model);

} // namespace equivarify::codegen

#endif
