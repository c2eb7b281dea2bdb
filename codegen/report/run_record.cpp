#include "equivarify/codegen/report/run_record.hpp"

#include <algorithm>

namespace equivarify::codegen {

double TrainingRecord::seconds() const {
  double sum = 0.0;
  for (EpochRecord const& epoch : epochs) {
    sum += epoch.seconds;
  }
  return sum;
}

double TrainingRecord::images_per_second() const {
  double const time = seconds();
  return time > 0.0 ? static_cast<double>(images * epochs.size()) / time : 0.0;
}

bool EvaluationRecord::same_on_all_copies() const {
  return std::all_of(copies.begin(), copies.end(), [&](CopyAccuracy const& copy) {
    return copy.accuracy.joint == copies.front().accuracy.joint;
  });
}

} // namespace equivarify::codegen
