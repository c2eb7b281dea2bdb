/// \file
/// Why a well-formed network could not be generated.
#ifndef EQUIVARIFY_CODEGEN_GENERATE_GENERATE_ERROR_HPP
#define EQUIVARIFY_CODEGEN_GENERATE_GENERATE_ERROR_HPP

#include "equivarify/algebra/error.hpp"

namespace equivarify::codegen {

/// The user's network, folder or compiler does not allow what was asked for; the message says what
/// does.
class GenerateError : public algebra::Error {
public:
  using Error::Error;
};

} // namespace equivarify::codegen

#endif
