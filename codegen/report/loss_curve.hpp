/// \file
/// The training loss over the steps as an SVG.
#ifndef EQUIVARIFY_CODEGEN_REPORT_LOSS_CURVE_HPP
#define EQUIVARIFY_CODEGEN_REPORT_LOSS_CURVE_HPP

#include "equivarify/codegen/report/run_record.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// The losses of neighbouring steps taken together.
struct LossBin {
  double step = 0.0; ///< the mean of the steps
  double mean = 0.0;
  double smallest = 0.0;
  double largest = 0.0;
};

/// \p curve in at most \p count bins of neighbouring points; losses that are not positive and
/// finite are left out.
[[nodiscard]] std::vector<LossBin> loss_bins(std::vector<CurvePoint> const& curve,
                                             std::size_t count);

/// The names of the outputs whose losses the last epoch of \p training tells.
[[nodiscard]] std::vector<std::string> told_outputs(TrainingRecord const& training);

/// What \p epoch tells of the output \p name; null where it does not.
[[nodiscard]] OutputLossRecord const* told_loss(EpochRecord const& epoch, std::string const& name);

/// The loss against the steps: the mean of each bin as a line, its range as a band, on a
/// logarithmic scale, the loss in validation after each epoch as a dot, and of several outputs the
/// loss of each as a line through the middles of the epochs; empty when fewer than two points were
/// recorded.
[[nodiscard]] std::string loss_curve_svg(TrainingRecord const& training);

} // namespace equivarify::codegen

#endif
