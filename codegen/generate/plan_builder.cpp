#include "equivarify/codegen/generate/plan_builder.hpp"

#include "equivarify/codegen/generate/vector_order.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace equivarify::codegen {

PlanBuilder::PlanBuilder(Network const& network)
    : by_channel_{needs_channel_order(network)}, plan_{.network = network} {
  plan_.copies = network.copies();
}

PlannedValue PlanBuilder::append(Step step, std::vector<PlannedValue> const& reads) {
  for (PlannedValue const& read : reads) {
    step.inputs.push_back(read.shape);
    step.reads.push_back(read.number);
  }
  PlannedValue result = reads.front();
  step.gathered = result.gathered;
  step.value = plan_.next_value();
  result.number = step.value;
  result.shape = step.output;
  steps(result.flat).push_back(std::move(step));
  return result;
}

PlannedValue PlanBuilder::whole(PlannedValue value, std::string const& where) {
  if (!std::exchange(value.apart, false)) {
    return value;
  }
  if (auto const known = wholes_.find(value.number); known != wholes_.end()) {
    return known->second;
  }
  bool const as_channels = !value.flat || by_channel_;
  Shape output = value.shape;
  output.channels *= as_channels ? plan_.copies : 1;
  std::string const suffix = has_step(where + "_copies") ? fmt::format("_{}", value.number) : "";
  PlannedValue result = append({.name = where + "_copies" + suffix,
                                .work = ConcatenateCopies{},
                                .output = output,
                                .group_reason = "no linear layer takes the copies apart"},
                               {value});
  result.gathered *= as_channels ? 1 : plan_.copies;
  wholes_.emplace(value.number, result);
  return result;
}

std::vector<PlannedValue> PlanBuilder::wholes(std::vector<PlannedValue> values,
                                              std::string const& where) {
  for (PlannedValue& value : values) {
    value = whole(value, where);
  }
  return values;
}

PlannedValue PlanBuilder::flattened(PlannedValue value) {
  if (std::exchange(value.flat, true)) {
    return value;
  }
  auto& flattenings = plan_.flattenings;
  auto known = std::find_if(flattenings.begin(), flattenings.end(), [&](Flattening const& one) {
    return one.read == value.number;
  });
  if (known == flattenings.end()) {
    std::size_t const next = plan_.next_value();
    known = flattenings.insert(flattenings.end(), {value.number, next, value.shape, by_channel_});
  }
  value.number = known->value;
  value.shape = by_channel_ ? Shape{.channels = value.shape.size()} : value.shape;
  return value;
}

bool PlanBuilder::has_step(std::string const& name) const {
  auto const is_called = [&](Step const& step) { return step.name == name; };
  return std::any_of(plan_.image_steps.begin(), plan_.image_steps.end(), is_called) ||
         std::any_of(plan_.vector_steps.begin(), plan_.vector_steps.end(), is_called);
}

} // namespace equivarify::codegen
