/// \file
/// Pairs of signed permutations under which a function is close to equivariant.
#ifndef EQUIVARIFY_ALGEBRA_SYMMETRIES_FUNCTION_SYMMETRIES_HPP
#define EQUIVARIFY_ALGEBRA_SYMMETRIES_FUNCTION_SYMMETRIES_HPP

#include "equivarify/algebra/symmetries/drawn_inputs.hpp"
#include "equivarify/algebra/symmetries/equivariance_defect.hpp"
#include "equivarify/algebra/symmetries/signed_search.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace equivarify::algebra::symmetries {

/// What is asked of a function.
struct FunctionQuestion {
  RowFunction function;
  /// Entries of one range are exchanged, and change signs only where the bounds do; of samples any.
  InputSource source{};
  bool negate_outputs = true;                 ///< whether outputs may change signs
  std::vector<SignedPermutation> proposals{}; ///< of the input, tested besides those found
  bool search = true;                         ///< whether others are looked for
};

/// How symmetries are looked for and tested.
struct FunctionOptions {
  std::uint64_t seed = 1;
  std::size_t search_inputs = 4'000; ///< for the statistics
  std::size_t test_inputs = 1'000;   ///< not seen by the search
  double tolerance = 1e-6;           ///< defects up to it are rounding, over the spread
  double near = 0.25;                ///< a relative defect up to it is close
  double slack = 0.1;                ///< of statistics that a close symmetry keeps, at first
  double level = 0.05;               ///< the chance that any bound is wrong
  double share = 0.01;               ///< of failing inputs, against which p-values are
  SearchOptions search{};
  Watch watch{}; ///< of the tests: asked before each but the first, told of it
};

/// What became of a candidate.
enum class FunctionVerdict {
  held, ///< no input that was tried fails
  near, ///< some fail, but the relative defect is small
  fails
};

/// A candidate and its trials.
struct FunctionCandidate {
  SignedPermutation on_input;
  SignedPermutation on_output;
  bool proposed = false; ///< not found, but given
  Defect defect{};
  double share_bound = 1; ///< an upper bound of the share of failing inputs
  double p_value = 1;     ///< against a share of at least FunctionOptions::share, corrected
  FunctionVerdict verdict = FunctionVerdict::fails;
};

/// What was found.
struct FunctionSymmetries {
  std::size_t outputs = 0;
  double spread = 0;             ///< the largest standard deviation of an output
  std::size_t searched = 0;      ///< inputs
  std::size_t fixed_columns = 0; ///< inputs and outputs of which too little is seen
  std::size_t left_out = 0;      ///< proposals that move no input, or as an earlier one does
  std::size_t untested = 0;      ///< candidates that the watch left no time for
  SearchResult search{};
  std::vector<FunctionCandidate> candidates{}; ///< proposals first
};

/// Looks for pairs (g, h) with f(g x) = h f(x), exactly or nearly, in the responses of f to inputs
/// from its source, and tries each on other such inputs. Near ones are looked for where no exact
/// one is found. What a proposed motion of the input does to the output is matched. Bounds hold for
/// all candidates that were tested together [Bonferroni], the p-values are corrected by holm().
/// Equal arguments give equal results, unless the watch ends it.
///
/// \throws AlgebraError if all outputs are constant or sizes do not fit, and as drawn_inputs();
/// LimitError as find_automorphisms().
[[nodiscard]] FunctionSymmetries function_symmetries(FunctionQuestion const& question,
                                                     FunctionOptions const& options = {});

} // namespace equivarify::algebra::symmetries

#endif
