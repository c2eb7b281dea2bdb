/// \file
/// A plan while its steps are added one after another.
#ifndef EQUIVARIFY_CODEGEN_GENERATE_PLAN_BUILDER_HPP
#define EQUIVARIFY_CODEGEN_GENERATE_PLAN_BUILDER_HPP

#include "equivarify/codegen/generate/plan.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// A value on its way through the plan.
struct PlannedValue {
  std::size_t number = 0;
  Shape shape{}; ///< of one copy
  bool flat = false;
  std::size_t gathered = 1; ///< copies that one vector holds
  /// The value is that of a block which sees the concatenated copies: layers that treat all copies
  /// alike leave them apart, until one takes them together.
  bool apart = false;
};

/// Collects the steps of a plan, and the values that they read in the form that they need.
class PlanBuilder {
public:
  explicit PlanBuilder(Network const& network);

  /// What is built so far.
  [[nodiscard]] Plan const& plan() const noexcept { return plan_; }

  /// The plan, once all steps are in it.
  [[nodiscard]] Plan finished() && { return std::move(plan_); }

  /// Adds \p step, which reads \p reads; what it makes stands apart as they do.
  PlannedValue append(Step step, std::vector<PlannedValue> const& reads);

  /// The step that was added last, on vectors if \p flat, on images otherwise.
  [[nodiscard]] Step& last_step(bool flat) { return steps(flat).back(); }

  /// \p value with the copies put together as channels, where no linear layer has done so, for the
  /// layer or block \p where.
  PlannedValue whole(PlannedValue value, std::string const& where);

  /// The same of each value.
  std::vector<PlannedValue> wholes(std::vector<PlannedValue> values, std::string const& where);

  /// \p value as vectors.
  PlannedValue flattened(PlannedValue value);

private:
  /// The steps on images, or those on vectors.
  std::vector<Step>& steps(bool flat) { return flat ? plan_.vector_steps : plan_.image_steps; }

  [[nodiscard]] bool has_step(std::string const& name) const;

  bool by_channel_; ///< how vectors lie
  Plan plan_;
  std::map<std::size_t, PlannedValue> wholes_; ///< by the numbers of values that stand apart
};

} // namespace equivarify::codegen

#endif
