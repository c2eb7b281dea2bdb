/// \file
/// Functions that are compiled for more instructions than the program: they are called only where
/// the machine has them.
#ifndef EQUIVARIFY_RUNTIME_INTEGER_INSTRUCTIONS_HPP
#define EQUIVARIFY_RUNTIME_INTEGER_INSTRUCTIONS_HPP

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#define EQUIVARIFY_INTEGER_X86 1
#include <immintrin.h>
#else
#define EQUIVARIFY_INTEGER_X86 0
#endif

#define EQUIVARIFY_FOR_AVX2 __attribute__((target("avx2")))
#define EQUIVARIFY_FOR_VNNI __attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni")))
#define EQUIVARIFY_ALWAYS_INLINE inline __attribute__((always_inline))

#endif
