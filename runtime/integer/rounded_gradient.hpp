/// \file
/// The backward pass through an integer network: rounding is passed as if it were the identity.
#ifndef EQUIVARIFY_RUNTIME_INTEGER_ROUNDED_GRADIENT_HPP
#define EQUIVARIFY_RUNTIME_INTEGER_ROUNDED_GRADIENT_HPP

#include "equivarify/runtime/integer/definition.hpp"
#include "equivarify/runtime/integer/folded_weights.hpp"
#include "equivarify/runtime/integer/integer_weights.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace equivarify::runtime {

/// Gradients of the loss of one image for the floats that the weights of an integer network stand
/// for. Each number q / scale is treated as a float; the slope of rounding is 1, that of what was
/// cut off 0, and that of a table the slope of its function between the neighbours of an entry.
///
/// Source: Bengio, Leonard, Courville, Estimating or propagating gradients through stochastic
/// neurons for conditional computation (2013), the straight-through estimator.
class RoundedGradient {
public:
  /// \pre \p weights are those of the network \p description, which must outlive this, as they
  /// must
  RoundedGradient(IntegerWeights const& weights, Description const& description);

  /// Takes over that weights have changed; scales and tables have not.
  void load();

  /// The arrays that add() adds to, one for each layer; those without weights have none.
  [[nodiscard]] std::vector<FoldedWeights> zero() const;

  /// Adds the gradient for all weights to \p sums. \p values are those of values_by_definition(),
  /// \p slopes is the gradient of the logits, copy after copy. Sums run in one order, whatever
  /// thread calls.
  void add(std::vector<IntegerCopies> const& values,
           std::span<float const> slopes,
           std::vector<FoldedWeights>& sums) const;

private:
  using Floats = std::vector<float>;
  using Copies = std::vector<Floats>;

  /// One image on its way back.
  struct Pass {
    std::vector<IntegerCopies> const& values;
    std::vector<Copies> slopes; ///< of each value
    std::vector<FoldedWeights>& sums;
  };

  void pass_layer(std::size_t l, Pass& pass) const;
  void pass_weighted(std::size_t l, std::size_t h, Floats const& dy, Pass& pass) const;
  void pass_function(std::size_t l, std::size_t h, Floats const& dy, Pass& pass) const;
  void pass_pool(std::size_t l, std::size_t h, Floats const& dy, Pass& pass) const;
  void pass_joint(std::size_t l, std::size_t h, Floats const& dy, Pass& pass) const;
  void pass_product(std::size_t l, std::size_t h, Floats const& dy, Pass& pass) const;
  void cut(std::size_t l, std::size_t h, Floats& dy, Pass const& pass) const;
  void add_copies(std::size_t l, std::size_t h, Floats const& dx, Pass& pass) const;
  [[nodiscard]] Floats table_slopes(std::size_t l) const;

  [[nodiscard]] std::size_t read(std::size_t l, std::size_t i = 0) const {
    return value_read(weights_.layers[l].form, l, i);
  }

  IntegerWeights const& weights_;
  Description const& description_;
  std::vector<bool> has_sign_;
  std::vector<Floats> floats_; ///< what the weights of each layer stand for
  std::vector<Floats> tables_; ///< the slopes of each table
};

} // namespace equivarify::runtime

#endif
