/// \file
/// Integers of any size.
#ifndef EQUIVARIFY_ALGEBRA_BIG_INTEGER_HPP
#define EQUIVARIFY_ALGEBRA_BIG_INTEGER_HPP

#include <boost/multiprecision/cpp_int.hpp>

#include <string>

namespace equivarify::algebra {

/// An integer of any size. Without expression templates: `auto` and returned sums mean numbers.
using BigInteger = boost::multiprecision::number<boost::multiprecision::cpp_int_backend<>,
                                                 boost::multiprecision::et_off>;

/// \p n in decimal digits. The one place that spells it: GCC 12 warns of Boost's code where it is
/// inlined.
[[nodiscard]] std::string to_string(BigInteger const& n);

} // namespace equivarify::algebra

#endif
