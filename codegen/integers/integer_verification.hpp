/// \file
/// What holds of a network of integers, as the program computes it.
#ifndef EQUIVARIFY_CODEGEN_INTEGERS_INTEGER_VERIFICATION_HPP
#define EQUIVARIFY_CODEGEN_INTEGERS_INTEGER_VERIFICATION_HPP

#include "equivarify/codegen/spec/network.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// What is proved of the sums of one layer, for all inputs at once.
struct IntegerBound {
  std::string layer;
  std::uint64_t largest = 0; ///< no |sum| is larger
  std::uint64_t limit = 0;   ///< what the arithmetic holds
  std::int64_t lowest = 0;   ///< of what it makes
  std::int64_t highest = 0;
  std::string form{};              ///< how it is computed in fewer products; empty where it is not
  std::int64_t largest_factor = 0; ///< of these products
};

/// A statement that was checked on inputs.
struct IntegerStatement {
  std::string says;
  std::size_t numbers = 0; ///< compared
  std::size_t differing = 0;
  std::string counterexample{}; ///< the first input, or entry, for which numbers differ
};

/// All that is said of integer weights.
struct IntegerVerification {
  std::string file;
  std::string sha256;
  std::vector<IntegerBound> bounds;
  std::size_t inputs = 0;
  bool all = false; ///< these are all inputs that there are
  std::size_t elements = 0;
  std::vector<IntegerStatement> statements;

  [[nodiscard]] bool holds() const;
};

/// How much is tried.
struct IntegerCheckOptions {
  std::size_t inputs = 0;                   ///< random ones, where there are too many; 0: twenty
  std::uint64_t seed = 1;                   ///< of these
  std::uint64_t most_terms = 4'000'000'000; ///< multiply-adds that all inputs may take
};

/// Proves that no sum of \p network with the integers in \p file overflows, and checks p N = F and
/// N(g x) = g N(x) of the program that evaluates them, at every input where these are few: F is
/// what the reference evaluator makes of x by the definition. Tables are compared with their
/// functions.
///
/// \throws WeightsError and runtime::DataError for a file that does not fit or holds floats, and
/// where a sum could overflow: layer, bound and limit. WeightsError also names what has no form in
/// integers.
[[nodiscard]] IntegerVerification verify_integers(Network const& network,
                                                  std::filesystem::path const& file,
                                                  IntegerCheckOptions const& options);

/// Refuses the integers in \p file where `NAME evaluate` and verify_integers() would refuse them:
/// of another spec, out of place, or with a sum that could overflow.
///
/// \throws as verify_integers()
void require_sound_integers(Network const& network, std::filesystem::path const& file);

/// \p verification as lines that end in newlines.
[[nodiscard]] std::string to_text(IntegerVerification const& verification);

/// \p verification as an indented JSON object.
[[nodiscard]] std::string to_json(IntegerVerification const& verification);

} // namespace equivarify::codegen

#endif
