/// \file
/// The headers of equivarify::runtime as text, built into the program.
#ifndef EQUIVARIFY_CODEGEN_GENERATE_RUNTIME_SOURCES_HPP
#define EQUIVARIFY_CODEGEN_GENERATE_RUNTIME_SOURCES_HPP

#include <optional>
#include <string_view>

namespace equivarify::codegen {

/// The text of runtime header \p name, such as `dense/dense.hpp`; none if it is not built in.
[[nodiscard]] std::optional<std::string_view> runtime_source(std::string_view name);

} // namespace equivarify::codegen

#endif
