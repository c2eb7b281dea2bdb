/// \file
/// Compiles the generated code, runs it and compares it with the reference evaluator.
#ifndef EQUIVARIFY_CODEGEN_GENERATE_COMPARISON_HPP
#define EQUIVARIFY_CODEGEN_GENERATE_COMPARISON_HPP

#include "equivarify/codegen/generate/plan.hpp"
#include "equivarify/codegen/reference/weights.hpp"
#include "equivarify/runtime/records/fields.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace equivarify::codegen {

/// How far the generated code is from the reference evaluator, which computes in double precision.
struct Comparison {
  std::size_t vectors = 0;          ///< random inputs, each with the same weights
  std::size_t values = 0;           ///< compared: logits, or numbers of outputs
  double largest_difference = 0.0;  ///< of any of them
  double largest_logit = 0.0;       ///< in absolute value
  std::size_t not_numbers = 0;      ///< values that are none by the reference, such as log(-1)
  bool exact = true;                ///< whether F(g x) and g F(x) must have the same bits
  std::uint64_t differing_bits = 0; ///< between F(g x) and g F(x), over all inputs and elements
  std::uint64_t deviation_ulp = 0; ///< their largest difference, in units as those of largest_ulp()
  double compile_seconds = 0.0;

  /// What may be between the answers at g x and g times those at x where they need not be exact; as
  /// in the generated program's check.
  static constexpr std::uint64_t allowed_ulp = 1024;
  /// Of the largest logit, for the largest difference; rounding gives about 1e-6 to 1e-5.
  static constexpr double tolerance = 1e-3;

  /// The largest difference in units in the last place of the largest logit.
  [[nodiscard]] std::uint64_t largest_ulp() const;

  /// Whether the code is equivariant to the last bit, or to allowed_ulp where it need not be exact.
  [[nodiscard]] bool is_equivariant() const;

  /// Whether the code computes what the reference does, to rounding.
  [[nodiscard]] bool is_near() const {
    return 0 <= largest_difference && largest_difference <= tolerance * largest_logit;
  }

  [[nodiscard]] bool holds() const { return is_equivariant() && is_near(); }

  static void describe(auto& fields) {
    fields.field("vectors",
                 &Comparison::vectors,
                 runtime::NotEmpty{"a comparison of no inputs", "a number of inputs, 1 or more"});
    fields.page("values",
                &Comparison::values,
                runtime::NotEmpty{"a comparison of no values", "a number of values, 1 or more"});
    fields.follows("largest_ulp", &Comparison::largest_ulp);
    fields.field("largest_difference", &Comparison::largest_difference);
    fields.page("largest_logit", &Comparison::largest_logit);
    fields.page("differing_bits", &Comparison::differing_bits);
    fields.page("exact", &Comparison::exact);
    fields.page("deviation_ulp", &Comparison::deviation_ulp);
    fields.file("compile_seconds", &Comparison::compile_seconds);
  }
};

/// Compares \p header, the single header of \p plan for inference, on random inputs of the
/// network's seed, and on \p weights; on random ones where there are none.
///
/// The compiler is that of the environment variable CXX, or `c++`.
/// \throws GenerateError when there is no compiler, or it or the program fails, with what it
/// printed.
[[nodiscard]] Comparison
compare_with_reference(Plan const& plan,
                       std::string const& header,
                       std::optional<ReferenceWeights<float>> const& weights = {});

} // namespace equivarify::codegen

#endif
