/// \file
/// The operators of ONNX that move windows over planes.
#ifndef EQUIVARIFY_TESTS_CODEGEN_ONNX_WINDOWS_HPP
#define EQUIVARIFY_TESTS_CODEGEN_ONNX_WINDOWS_HPP

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "codegen/onnx_reader.hpp"

namespace equivarify::testing {

/// Conv, ConvTranspose, MaxPool and AveragePool of \p in with \p attributes; nothing for another \p
/// type.
[[nodiscard]] std::optional<Array>
run_in_windows(std::string const& type,
               std::map<std::string, std::vector<std::int64_t>> const& attributes,
               std::vector<Array> const& in);

} // namespace equivarify::testing

#endif
