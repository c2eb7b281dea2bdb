/// \file
/// One header out of a generated header and the parts of the runtime that it includes.
#ifndef EQUIVARIFY_CODEGEN_GENERATE_AMALGAMATE_HPP
#define EQUIVARIFY_CODEGEN_GENERATE_AMALGAMATE_HPP

#include <string>

namespace equivarify::codegen {

/// What the header gets besides.
struct Surroundings {
  std::string space;    ///< the namespace that \p header opens
  std::string usage;    ///< comment lines for the top
  std::string prologue; ///< in front of all inclusions; defines EQUIVARIFY_VARIANT
};

/// \p header with every header of the runtime put in place of its inclusion, each once, so that the
/// result needs the standard library alone. The runtime moves into the header's own namespace, and
/// both into an inline namespace named by the macro EQUIVARIFY_VARIANT, so that several such
/// headers, and one of them compiled for several machines, can live in one program.
///
/// \throws std::logic_error when \p header includes what is not built in.
[[nodiscard]] std::string amalgamate(std::string const& header, Surroundings const& surroundings);

} // namespace equivarify::codegen

#endif
