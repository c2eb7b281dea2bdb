/// \file
/// A plan explained: what each layer costs, which pass saved what, and what this machine could do.
#ifndef EQUIVARIFY_CODEGEN_PLAN_PLAN_REPORT_HPP
#define EQUIVARIFY_CODEGEN_PLAN_PLAN_REPORT_HPP

#include "equivarify/codegen/generate/plan.hpp"
#include "equivarify/codegen/plan/roofline.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// One step of the final plan, all copies, for one image.
struct StepReport {
  std::string name;
  std::string kernel{}; ///< what computes it
  std::string reason{}; ///< why that
  std::size_t multiply_adds = 0;
  std::vector<std::size_t> after_pass{}; ///< multiplications after each pass that ran
  std::size_t value_bytes = 0;           ///< of values read and written
  std::size_t weight_bytes = 0;          ///< of weights as the kernel reads them
};

/// What a batch_norm on images asks of a training: the values of all images of a step, and their
/// gradients, are in memory at once.
struct TrainingMemory {
  std::size_t images = 0;
  std::size_t bytes = 0;
};

/// All of it.
struct PlanReport {
  std::string network;
  std::string group;
  bool exact = true;                 ///< moved inputs give moved outputs to the last bit
  std::vector<std::string> passes{}; ///< that ran, in order
  std::vector<std::string> switched_off{};
  std::vector<StepReport> steps{};
  std::size_t value_bytes_before = 0;       ///< before any pass
  std::optional<TrainingMemory> training{}; ///< only with a batch_norm on images
  std::optional<Roofline> roofline{};
};

/// The report on \p network without the passes named in \p options; nothing is measured.
///
/// \throws InputError as `lower` does.
[[nodiscard]] PlanReport report_plan(Network const& network, LowerOptions const& options);

/// Sums over the steps.
[[nodiscard]] StepReport total(PlanReport const& report);

/// The report for people.
[[nodiscard]] std::string to_text(PlanReport const& report);

/// The report as JSON text.
[[nodiscard]] std::string to_json(PlanReport const& report);

} // namespace equivarify::codegen

#endif
