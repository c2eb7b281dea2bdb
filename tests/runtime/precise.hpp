/// \file
/// Elementary functions by MPFR.
#ifndef EQUIVARIFY_TESTS_RUNTIME_PRECISE_HPP
#define EQUIVARIFY_TESTS_RUNTIME_PRECISE_HPP

#include <string>

namespace equivarify::testing {

/// The float next to the value at \p x of the function \p name: exp, expm1, tanh, erf or log.
/// \throws std::out_of_range for another name
[[nodiscard]] float precise_value(std::string const& name, float x);

} // namespace equivarify::testing

#endif
