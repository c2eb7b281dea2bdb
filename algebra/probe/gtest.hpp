/// \file
/// Equivariance in GoogleTest: `EXPECT_TRUE(is_equivariant(f, input, output))`.
#ifndef EQUIVARIFY_ALGEBRA_PROBE_GTEST_HPP
#define EQUIVARIFY_ALGEBRA_PROBE_GTEST_HPP

#include "equivarify/algebra/probe/probe.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace equivarify::algebra::probe {

/// Success if f(g x) = g f(x) on all that probe() tries; else a failure with the shrunk
/// counterexample and the convention that \p function follows. To the bit unless \p options says
/// otherwise; the precision of the tolerance is that of the numbers which \p function takes.
template <ArrayFunction Function>
[[nodiscard]] testing::AssertionResult is_equivariant(Function function,
                                                      ArrayAction const& input,
                                                      ArrayAction const& output,
                                                      ProbeOptions options = {}) {
  options.tolerance.precision = precision_of<Function>;
  ProbeReport const report = probe(make_black_box(std::move(function)), input, output, options);
  testing::AssertionResult result =
      report.equivariant() ? testing::AssertionSuccess() : testing::AssertionFailure();
  for (std::string const& line : to_lines(report, input, output, options.tolerance)) {
    result << line << '\n';
  }
  return result;
}

/// Success if \p function gives every g x the same output as x.
template <ArrayFunction Function>
[[nodiscard]] testing::AssertionResult is_invariant(Function function,
                                                    ArrayAction const& input,
                                                    std::uint32_t output_size,
                                                    ProbeOptions options = {}) {
  return is_equivariant(std::move(function),
                        input,
                        ArrayAction::trivial(input.group(), output_size),
                        std::move(options));
}

} // namespace equivarify::algebra::probe

#endif
