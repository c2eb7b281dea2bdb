/// \file
/// The functions that generated modules call.
#ifndef EQUIVARIFY_CODEGEN_PYTORCH_HELPERS_HPP
#define EQUIVARIFY_CODEGEN_PYTORCH_HELPERS_HPP

#include <string>

namespace equivarify::codegen {

/// The functions that every module needs: helpers.py.
[[nodiscard]] std::string python_helpers();

/// The one of those that look for poses: poses.py.
[[nodiscard]] std::string pose_helpers();

/// The one of those whose weights are bf16 numbers: rounding.py.
[[nodiscard]] std::string rounding_helper();

} // namespace equivarify::codegen

#endif
