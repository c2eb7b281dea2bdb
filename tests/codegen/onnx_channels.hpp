/// \file
/// Operators of ONNX that read several values or know of channels, by their definitions.
#ifndef EQUIVARIFY_TESTS_CODEGEN_ONNX_CHANNELS_HPP
#define EQUIVARIFY_TESTS_CODEGEN_ONNX_CHANNELS_HPP

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "codegen/onnx_reader.hpp"

namespace equivarify::testing {

/// What `Sum`, `Concat` along axis 1 and `BatchNormalization` make of \p in; nothing for another
/// operator.
///
/// \throws std::runtime_error when shapes do not fit.
[[nodiscard]] std::optional<Array> run_on_channels(std::string const& type,
                                                   std::map<std::string, double> const& attributes,
                                                   std::vector<Array> const& in);

} // namespace equivarify::testing

#endif
