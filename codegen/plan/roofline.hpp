/// \file
/// What this machine could do at best.
#ifndef EQUIVARIFY_CODEGEN_PLAN_ROOFLINE_HPP
#define EQUIVARIFY_CODEGEN_PLAN_ROOFLINE_HPP

#include <cstddef>

namespace equivarify::codegen {

/// The two limits of the roofline model (Williams, Waterman and Patterson, "Roofline: an insightful
/// visual performance model for multicore architectures", 2009), for single precision.
struct Roofline {
  std::size_t threads = 1;
  double multiply_adds_per_second = 0; ///< fused, all threads
  double bytes_per_second = 0;         ///< read from memory, all threads
};

/// Measures both with all processors for half a second, by a program that is compiled for this
/// machine: independent chains of fused multiply-adds in registers, and sums over an array of 256
/// MB. What else the machine does makes the figures smaller.
///
/// \throws GenerateError when there is no compiler, or it or the program fails.
[[nodiscard]] Roofline measure_roofline();

} // namespace equivarify::codegen

#endif
