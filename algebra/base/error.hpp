/// \file
/// The errors of the library: a user's mistake, and our own.
#ifndef EQUIVARIFY_ALGEBRA_ERROR_HPP
#define EQUIVARIFY_ALGEBRA_ERROR_HPP

#include <stdexcept>
#include <string>

namespace equivarify::algebra {

/// Any error that this library throws on purpose.
class Error : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

/// What was given is no group, no action, no homomorphism, ...; the message carries the witness.
class AlgebraError : public Error {
public:
  using Error::Error;
};

/// A computation would need more time or memory than its stated bound; the message says what and
/// how much.
class LimitError : public AlgebraError {
public:
  using AlgebraError::AlgebraError;
};

/// A mistake of this library, not of its user.
class InternalError : public std::logic_error {
public:
  using std::logic_error::logic_error;
};

/// Throws the InternalError that EQUIVARIFY_ASSERT reports.
[[noreturn]] void
fail_assertion(char const* condition, char const* file, int line, std::string const& message);

} // namespace equivarify::algebra

/// Throws InternalError with \p message and the place unless \p condition holds; on in every build.
/// A macro, for clang 14 has no std::source_location.
#define EQUIVARIFY_ASSERT(condition, message)                                                      \
  do {                                                                                             \
    if (!(condition)) {                                                                            \
      ::equivarify::algebra::fail_assertion(#condition, __FILE__, __LINE__, (message));            \
    }                                                                                              \
  } while (false)

#endif
