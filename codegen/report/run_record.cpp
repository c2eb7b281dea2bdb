#include "equivarify/codegen/report/run_record.hpp"

#include <algorithm>
#include <cmath>

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
    Accuracy const& first = copies.front().accuracy;
    bool const unknown = std::isnan(copy.accuracy.joint) && std::isnan(first.joint);
    return copy.accuracy.class_alone == first.class_alone &&
           (unknown || copy.accuracy.joint == first.joint);
  });
}

} // namespace equivarify::codegen
