/// \file
/// The two sides of f(g x) = g f(x), asked of a black box.
#ifndef EQUIVARIFY_ALGEBRA_PROBE_EXPERIMENT_HPP
#define EQUIVARIFY_ALGEBRA_PROBE_EXPERIMENT_HPP

#include "equivarify/algebra/probe/black_box.hpp"
#include "equivarify/algebra/probe/tolerance.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

namespace equivarify::algebra::probe {

/// An entry in which both sides of f(g x) = g f(x) differ.
struct Disagreement {
  std::size_t entry = 0;   ///< the first one
  double turned_first = 0; ///< in f(g x)
  double turned_last = 0;  ///< in g f(x)
  std::size_t entries = 0; ///< how many differ
};

/// A black box with the actions on its inputs and outputs; counts what it asks.
class Experiment {
public:
  /// \throws AlgebraError if the groups of the actions differ.
  Experiment(BlackBox box, ArrayAction input, ArrayAction output, Tolerance tolerance);

  [[nodiscard]] ArrayAction const& input() const noexcept { return input_; }

  [[nodiscard]] ArrayAction const& output() const noexcept { return output_; }

  [[nodiscard]] Group const& group() const noexcept { return input_.group(); }

  [[nodiscard]] Tolerance const& tolerance() const noexcept { return tolerance_; }

  /// How many arrays the black box has been asked for.
  [[nodiscard]] std::size_t evaluations() const noexcept { return evaluations_; }

  /// The outputs for \p inputs. \throws AlgebraError if there are more or fewer outputs than
  /// inputs, or one has another size than the action.
  [[nodiscard]] std::vector<Array> evaluate(std::vector<Array> const& inputs);

  /// f(g x) for every g in \p elements, called with the input's number and the outputs in order;
  /// asks for as many at once as is sensible.
  using Visit = std::function<void(std::size_t, std::vector<Array> const&)>;
  void evaluate_turned(std::vector<Array> const& inputs,
                       std::vector<Element> const& elements,
                       Visit const& visit);

  /// Where \p turned_first = f(g x) and g \p output, for \p output = f(x), differ.
  [[nodiscard]] std::optional<Disagreement>
  compare(Element g, Array const& output, Array const& turned_first) const;

  /// For each x whether f(g x) differs from g f(x).
  [[nodiscard]] std::vector<bool> fails(Element g, std::vector<Array> const& inputs);

private:
  BlackBox box_;
  ArrayAction input_;
  ArrayAction output_;
  Tolerance tolerance_;
  std::size_t evaluations_ = 0;
};

} // namespace equivarify::algebra::probe

#endif
