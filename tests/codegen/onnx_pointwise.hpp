/// \file
/// The operators of ONNX that act on each number, as its description defines them.
#ifndef EQUIVARIFY_TESTS_CODEGEN_ONNX_POINTWISE_HPP
#define EQUIVARIFY_TESTS_CODEGEN_ONNX_POINTWISE_HPP

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "codegen/onnx_reader.hpp"

namespace equivarify::testing {

/// What the operator \p type with \p attributes makes of \p in; nothing if it is another kind of
/// operator. The second input of an arithmetic one has the shape of the first, or is one number.
[[nodiscard]] std::optional<Array> run_pointwise(std::string const& type,
                                                 std::map<std::string, double> const& attributes,
                                                 std::vector<Array> const& in);

} // namespace equivarify::testing

#endif
