/// \file
/// The user's mistake when a report is asked for: a run's files are missing, broken or of another
/// spec.
#ifndef EQUIVARIFY_CODEGEN_REPORT_REPORT_ERROR_HPP
#define EQUIVARIFY_CODEGEN_REPORT_REPORT_ERROR_HPP

#include "equivarify/algebra/error.hpp"

namespace equivarify::codegen {

/// A run's file cannot be read or written; the message starts with its path.
class ReportError : public algebra::Error {
public:
  using Error::Error;
};

} // namespace equivarify::codegen

#endif
