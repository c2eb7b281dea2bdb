/// \file
/// The end of a generated module's forward.
#ifndef EQUIVARIFY_CODEGEN_PYTORCH_MODULE_ANSWER_HPP
#define EQUIVARIFY_CODEGEN_PYTORCH_MODULE_ANSWER_HPP

#include "equivarify/codegen/spec/network.hpp"

#include <string>

namespace equivarify::codegen {

/// The lines that return what comes out of \p network, from the copies of its last value, a list of
/// vectors in the variable \p copies.
[[nodiscard]] std::string answer_text(Network const& network, std::string const& copies);

} // namespace equivarify::codegen

#endif
