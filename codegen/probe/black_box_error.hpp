/// \file
/// A black box that does not answer as it should.
#ifndef EQUIVARIFY_CODEGEN_PROBE_BLACK_BOX_ERROR_HPP
#define EQUIVARIFY_CODEGEN_PROBE_BLACK_BOX_ERROR_HPP

#include "equivarify/algebra/error.hpp"

namespace equivarify::codegen {

/// A program or a library could not be asked: it is missing, died, took too long, or wrote too
/// little or too much. The message says which and shows its last words.
class BlackBoxError : public algebra::Error {
public:
  using Error::Error;
};

} // namespace equivarify::codegen

#endif
