/// \file
/// How the headers report an error: by an exception, or by the end of the program where there are
/// none (-fno-exceptions, or EQUIVARIFY_NO_EXCEPTIONS defined).
#ifndef EQUIVARIFY_RUNTIME_BASE_FAILURE_HPP
#define EQUIVARIFY_RUNTIME_BASE_FAILURE_HPP

#include <cstdio>
#include <cstdlib>
#include <string>

#if defined(__cpp_exceptions) && !defined(EQUIVARIFY_NO_EXCEPTIONS)
#define EQUIVARIFY_HAS_EXCEPTIONS 1
#else
#define EQUIVARIFY_HAS_EXCEPTIONS 0
#endif

namespace equivarify::runtime {

/// Throws an \p Error that says \p message. Without exceptions writes it to standard error and ends
/// the program.
template <typename Error>
[[noreturn]] void fail(std::string const& message) {
#if EQUIVARIFY_HAS_EXCEPTIONS
  throw Error(message);
#else
  std::fprintf(stderr, "%s\n", message.c_str());
  std::abort();
#endif
}

} // namespace equivarify::runtime

#endif
