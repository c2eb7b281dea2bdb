/// \file
/// A slow, obvious evaluator of a network: what every other form of it is compared with.
#ifndef EQUIVARIFY_CODEGEN_REFERENCE_EVALUATOR_HPP
#define EQUIVARIFY_CODEGEN_REFERENCE_EVALUATOR_HPP

#include "equivarify/codegen/reference/arrangement.hpp"
#include "equivarify/codegen/reference/weights.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// A point s of a G-product: entry h is the copy s(h), flattened channel by channel, row by row.
template <typename Real>
using LiftedValue = std::vector<std::vector<Real>>;

/// What one layer of one block computed, on every copy.
template <typename Real>
struct LayerValue {
  std::string block;
  std::string layer;
  LiftedValue<Real> copies;
  bool combined = false; ///< the construction's own output, a copy for each element of G
  std::optional<std::size_t> output{}; ///< the output of this number; `copies` has its one value
};

/// The value of every layer of \p network at the input \p x, by the definition: y(h) = F(h^-1 x)
/// for the first block, y(h) = F(s(h)) for a lifted one, y(h) = F(s(h g_0), s(h g_1), ...) for a
/// concatenated one. Where the network has a construction, the copies are those that it needs, and
/// a last value combines them; where it has outputs, the last values are these, by evaluate_head().
/// Without outputs the last is what comes out. Every sum runs over channels, kernel rows,
/// kernel columns in order, the bias first.
///
/// \pre \p weights has the tensors of zero_weights(), \p x the size of the input.
template <typename Real>
[[nodiscard]] std::vector<LayerValue<Real>>
evaluate(Network const& network, ReferenceWeights<Real> const& weights, std::vector<Real> const& x);

/// The same with the copies in another \p arrangement, to see what that breaks.
template <typename Real>
[[nodiscard]] std::vector<LayerValue<Real>> evaluate(Network const& network,
                                                     ReferenceWeights<Real> const& weights,
                                                     std::vector<Real> const& x,
                                                     Arrangement const& arrangement);

/// What comes out at \p values = evaluate(): the outputs one after another, or the copies of the
/// last value.
template <typename Real>
[[nodiscard]] std::vector<Real> output_of(Network const& network,
                                          std::vector<LayerValue<Real>> const& values);

/// F(x), F being all layers of \p network as one plain map on one copy.
///
/// \pre no block of \p network concatenates copies
template <typename Real>
[[nodiscard]] std::vector<Real> evaluate_plainly(Network const& network,
                                                 ReferenceWeights<Real> const& weights,
                                                 std::vector<Real> x);

/// The point g x of the input: (g x)[i] = x[input_permutations[g][i]], negated where
/// input_negated[g][i].
template <typename Real>
[[nodiscard]] std::vector<Real>
act_on_input(Network const& network, algebra::Element g, std::vector<Real> const& x);

/// The point g s of the G-product: (g s)(h) = s(g^-1 h).
template <typename Real>
[[nodiscard]] LiftedValue<Real>
act_on_product(algebra::Group const& group, algebra::Element g, LiftedValue<Real> const& s);

/// The same as \p arrangement has it.
template <typename Real>
[[nodiscard]] LiftedValue<Real>
act_on_lifted(Arrangement const& arrangement, algebra::Element g, LiftedValue<Real> const& s);

/// What \p value of \p network should be at g x: its copies moved by g, or g times an output.
template <typename Real>
[[nodiscard]] LiftedValue<Real> act_on_value(Network const& network,
                                             Arrangement const& arrangement,
                                             algebra::Element g,
                                             LayerValue<Real> const& value);

} // namespace equivarify::codegen

#endif
