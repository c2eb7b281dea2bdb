/// \file
/// The terms of a layer's outputs, compared output by output.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_TERM_COMPARISON_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_TERM_COMPARISON_HPP

#include "equivarify/codegen/audit/spec/layer_terms.hpp"
#include "equivarify/codegen/audit/spec/permutations.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace equivarify::audit {

/// Compares what L(g v) and g L(v) are made of, for a layer L.
class TermComparison {
public:
  /// \p ties are those of ties_of(). Both must outlive this.
  TermComparison(UsedLayer const& layer, Images const& ties);

  /// Under the element called \p g, which moves the entries of all values that the layer reads, one
  /// value after another, by \p before and outputs by \p after, signed places. That no output has
  /// fewer terms than the one it is compared with follows: going round a cycle of \p after, where
  /// each has all terms of the one before, the first is met again.
  ///
  /// \throws Refusal at the first term that differs. Cost: twice the terms of the layer
  void compare(std::string const& g, Images const& before, Images const& after);

private:
  /// An output, and whether it is negated.
  struct Output {
    std::size_t number;
    bool minus;
  };

  /// What the ties make of a weight: one, or minus one, or zero.
  struct Weight {
    std::uint32_t number = 0;
    bool minus = false;
    bool zero = false;
  };

  [[nodiscard]] Weight tied(std::size_t weight) const;

  /// Notes the terms of the output \p from, which g puts at \p o.
  void note(std::size_t from, std::size_t o);

  [[nodiscard]] bool is_negative(Images const& before) const;
  void compare_signs(std::string const& g, bool before, bool after) const;
  void compare_weights(std::string const& g, Weight const& own, Weight const& other) const;
  void compare_bias(std::string const& g, Weight const& own, bool minus) const;
  void compare_term(std::string const& g,
                    Term const& term,
                    Output const& output,
                    Images const& before) const;

  UsedLayer const& layer_;
  Images const& ties_;
  bool needs_no_signs_ = false; ///< of the element at hand
  bool is_product_;
  Images noted_by_;               ///< for each entry the last output that was noted with it
  std::vector<Weight> weight_of_; ///< and the weight there
  Weight bias_;
  std::vector<Term> terms_;
};

} // namespace equivarify::audit

#endif
