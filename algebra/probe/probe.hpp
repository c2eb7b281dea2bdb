/// \file
/// Whether a function of which nothing is known is equivariant: f(g x) = g f(x), tried on inputs.
#ifndef EQUIVARIFY_ALGEBRA_PROBE_PROBE_HPP
#define EQUIVARIFY_ALGEBRA_PROBE_PROBE_HPP

#include "equivarify/algebra/probe/experiment.hpp"
#include "equivarify/algebra/probe/identify_law.hpp"
#include "equivarify/algebra/probe/inputs.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace equivarify::algebra::probe {

/// How a function is tried.
struct ProbeOptions {
  InputOptions inputs{};
  std::vector<NamedInput> given{};        ///< tried instead of made ones, if there are any
  Tolerance tolerance{};                  ///< to the bit unless it says otherwise
  std::size_t max_elements = 1'000;       ///< of a larger group the generators alone are tried
  std::size_t shrink_evaluations = 4'000; ///< the most that the search for a smaller input asks
};

/// An element and an input with f(g x) != g f(x).
struct Failure {
  std::string found_in; ///< the name of the input before it was shrunk
  Element g;
  Array x;
  Disagreement disagreement;
};

/// How far apart both sides were at worst.
struct LargestDifference {
  double absolute = 0;
  double largest_number = 0; ///< among all outputs, to compare it with
  std::uint64_t ulps = 0;
};

/// What the trials of a function showed.
struct ProbeReport {
  std::size_t inputs = 0;
  std::size_t elements = 0;      ///< e included, as a second question about the same input
  bool all_elements = true;      ///< else the generators, which imply the others
  std::size_t evaluations = 0;   ///< by the trials; not those of shrinking and identification
  std::uint64_t numbers = 0;     ///< compared
  std::uint64_t differing = 0;   ///< of these
  std::uint64_t not_numbers = 0; ///< NaN among the outputs
  bool constant = true;          ///< whether every output was the same: that says little
  LargestDifference largest{};
  std::optional<Failure> failure{}; ///< shrunk
  std::optional<Identification> identification{};

  [[nodiscard]] bool equivariant() const noexcept { return !failure.has_value(); }

  /// Whether the same input gave two outputs.
  [[nodiscard]] bool is_function() const noexcept { return !failure || failure->g.index() != 0; }
};

/// Tries f(g x) = g f(x) for \p function on every input and every element g; after a failure
/// shrinks it and finds out which convention the function follows instead. Equal options give equal
/// reports if the function is one.
///
/// \throws AlgebraError if an input or an output has another size than its action.
[[nodiscard]] ProbeReport probe(BlackBox const& function,
                                ArrayAction const& input,
                                ArrayAction const& output,
                                ProbeOptions const& options = {});

/// The report as lines: the verdict, then the counterexample and the convention.
[[nodiscard]] std::vector<std::string> to_lines(ProbeReport const& report,
                                                ArrayAction const& input,
                                                ArrayAction const& output,
                                                Tolerance const& tolerance);

/// The entries of \p x that are not 0, as `1 at [0][2], 0 elsewhere`; of many only the first.
[[nodiscard]] std::string sparse_text(ArrayAction const& action, Array const& x);

} // namespace equivarify::algebra::probe

#endif
