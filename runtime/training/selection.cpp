#include "equivarify/runtime/training/selection.hpp"

#include "equivarify/runtime/base/random.hpp"
#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/files/text.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

namespace equivarify::runtime {

namespace {

/// The stream of random numbers that draws the pictures, apart from all others of a training.
constexpr std::uint64_t validation_stream = 0x56414c4944;

} // namespace

Selection all_of(Dataset const& data) {
  Selection selection{&data};
  selection.rows.resize(data.size());
  std::iota(selection.rows.begin(), selection.rows.end(), std::uint32_t{0});
  return selection;
}

TrainingData hold_out(Dataset const& data, double share, std::uint64_t seed) {
  std::vector<std::uint32_t> rows = all_of(data).rows;
  auto const count =
      static_cast<std::ptrdiff_t>(std::llround(share * static_cast<double>(rows.size())));
  if (count < 1 || count >= static_cast<std::ptrdiff_t>(rows.size())) {
    throw DataError(text("a share of ",
                         exact(share),
                         " of ",
                         counted(rows.size(), "image"),
                         " leaves none for validation or none for training"));
  }
  Random(seed ^ validation_stream).shuffle(std::span(rows));
  TrainingData parts{{&data, {rows.begin() + count, rows.end()}},
                     {&data, {rows.begin(), rows.begin() + count}}};
  std::sort(parts.training.rows.begin(), parts.training.rows.end());
  std::sort(parts.validation.rows.begin(), parts.validation.rows.end());
  return parts;
}

} // namespace equivarify::runtime
