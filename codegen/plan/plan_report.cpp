#include "equivarify/codegen/plan/plan_report.hpp"

#include "equivarify/codegen/generate/passes.hpp"
#include "equivarify/codegen/generate/step_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace equivarify::codegen {
namespace {

/// Values read and written; a copy holds several where copies were concatenated.
std::size_t value_bytes(Plan const& plan, Step const& step) {
  std::size_t read = 0;
  for (Shape const& input : step.inputs) {
    read += step.gathered * input.size();
  }
  std::size_t const written =
      step.is_linear() ? step.output.size() : step.gathered * step.output.size();
  return plan.copies * (read + written) * sizeof(float);
}

/// Weights and biases; Winograd keeps 36 numbers for each 3x3 filter. A batch_norm that is part of
/// the step adds none.
std::size_t weight_bytes(Plan const& plan, Step step) {
  std::size_t const size = stores_bf16(plan, step) ? 2 : sizeof(float);
  step.norm.reset();
  std::size_t const count = parameters(plan, step);
  bool const has_biases = count != 0 && !lacks_bias(*step.operation());
  std::size_t const biases = has_biases ? step.output.channels : 0;
  std::size_t const growth = step.pixels == PixelAlgorithm::winograd ? 4 : 1;
  return (count - biases) * growth * size + biases * sizeof(float);
}

std::string kernel(Plan const& plan, Step const& step) {
  std::string text = kernel_of(plan, step, {}).name;
  if (step.group == GroupAlgorithm::fourier) {
    text += ", " + plan.transform->type.substr(4); // without `rt::`
  } else if (step.group == GroupAlgorithm::regular) {
    text += ", direct sum over the group";
  }
  if (step.norm) {
    text += ", " + step.norm->name;
  }
  text += stores_bf16(plan, step) ? ", weights in 16 bits" : "";
  return text + (step.relu ? ", relu" : "");
}

std::size_t total_value_bytes(Plan const& plan) {
  std::size_t sum = 0;
  for_each_step(plan, [&](Step const& step) { sum += value_bytes(plan, step); });
  return sum;
}

StepReport describe(Plan const& plan, Step const& step) {
  return {.name = step.name,
          .kernel = kernel(plan, step),
          .reason = reason(step),
          .multiply_adds = step.multiply_adds,
          .after_pass = {},
          .value_bytes = value_bytes(plan, step),
          .weight_bytes = weight_bytes(plan, step)};
}

/// The multiplications of the step called \p name.
std::size_t multiplications(Plan const& plan, std::string const& name) {
  std::size_t found = 0;
  for_each_step(
      plan, [&](Step const& step) { found = step.name == name ? step.multiplications : found; });
  return found;
}

/// The values and gradients on images that a training step holds.
std::optional<TrainingMemory> training_memory(Plan const& plan) {
  Plan const training = for_training(plan);
  std::size_t norms = 0;
  std::size_t bytes = 0;
  for (Step const& step : training.image_steps) {
    norms += step.is_norm() ? 1U : 0U;
    bytes += plan.copies * step.output.size() * sizeof(float);
  }
  return norms == 0
             ? std::nullopt
             : std::optional{TrainingMemory{
                   training.micro_batch, bytes * (training.micro_batch + training.backward_group)}};
}

} // namespace

PlanReport report_plan(Network const& network, LowerOptions const& options) {
  Plan plan = lower_directly(network);
  PlanReport report{.network = network.name,
                    .group = network.group.name(),
                    .value_bytes_before = total_value_bytes(plan)};
  std::vector<Plan> after;
  Plan const direct = plan;
  for (Pass const& pass : passes()) {
    bool const enabled = options.uses(pass.name);
    run_pass(pass, enabled, plan);
    if (!is_listed(pass, direct)) {
      continue;
    }
    (enabled ? report.passes : report.switched_off).emplace_back(pass.name);
    if (enabled) {
      after.push_back(plan);
    }
  }
  report.exact = plan.is_exact();
  report.training = training_memory(plan);
  for_each_step(plan, [&](Step const& step) {
    report.steps.push_back(describe(plan, step));
    for (Plan const& stage : after) {
      report.steps.back().after_pass.push_back(multiplications(stage, step.name));
    }
  });
  return report;
}

StepReport total(PlanReport const& report) {
  StepReport sum{.name = "total", .after_pass = std::vector<std::size_t>(report.passes.size())};
  for (StepReport const& step : report.steps) {
    sum.multiply_adds += step.multiply_adds;
    sum.value_bytes += step.value_bytes;
    sum.weight_bytes += step.weight_bytes;
    for (std::size_t i = 0; i < sum.after_pass.size(); ++i) {
      sum.after_pass[i] += step.after_pass[i];
    }
  }
  return sum;
}

} // namespace equivarify::codegen
