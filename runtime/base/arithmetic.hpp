/// \file
/// Whether the compiler keeps sums as they are written, which equivariance to the last bit needs.
#ifndef EQUIVARIFY_RUNTIME_BASE_ARITHMETIC_HPP
#define EQUIVARIFY_RUNTIME_BASE_ARITHMETIC_HPP

// g++ defines a macro for -fassociative-math alone, clang only one for all of -ffast-math.
#if defined(__ASSOCIATIVE_MATH__) || defined(__FAST_MATH__)
#define EQUIVARIFY_SUMS_CHANGE 1
#ifndef EQUIVARIFY_ACCEPT_INEXACT
#error                                                                                             \
    "-ffast-math, -Ofast and -fassociative-math reorder sums, and f(g x) = g f(x) no longer holds to the bit. \
Leave the flag out (or add -fno-fast-math), or define EQUIVARIFY_ACCEPT_INEXACT: is_exact is false then."
#endif
#elif defined(__FLT_EVAL_METHOD__) && __FLT_EVAL_METHOD__ != 0
#define EQUIVARIFY_SUMS_CHANGE 1
#ifndef EQUIVARIFY_ACCEPT_INEXACT
#error                                                                                             \
    "x87 arithmetic rounds differently from place to place, and f(g x) = g f(x) no longer holds to the bit. \
Compile with -msse2 -mfpmath=sse, or define EQUIVARIFY_ACCEPT_INEXACT: is_exact is false then."
#endif
#else
#define EQUIVARIFY_SUMS_CHANGE 0
#endif

namespace equivarify::runtime {

/// Whether equal sums have equal bits in whichever copy they stand.
inline constexpr bool keeps_bits = EQUIVARIFY_SUMS_CHANGE == 0;

} // namespace equivarify::runtime

#endif
