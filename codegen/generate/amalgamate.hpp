/// \file
/// One header out of a generated header and the parts of the runtime that it includes.
#ifndef EQUIVARIFY_CODEGEN_GENERATE_AMALGAMATE_HPP
#define EQUIVARIFY_CODEGEN_GENERATE_AMALGAMATE_HPP

#include <string>

namespace equivarify::codegen {

/// \p header with every header of the runtime put in place of its inclusion, each once, so that the
/// result needs the standard library alone. The runtime moves into the namespace \p name, so that
/// two such headers can be included in one program.
///
/// \throws std::logic_error when \p header includes what is not built in.
[[nodiscard]] std::string amalgamate(std::string const& header, std::string const& name);

} // namespace equivarify::codegen

#endif
