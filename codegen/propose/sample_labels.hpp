/// \file
/// Labels of samples, as classes or as numbers.
#ifndef EQUIVARIFY_CODEGEN_PROPOSE_SAMPLE_LABELS_HPP
#define EQUIVARIFY_CODEGEN_PROPOSE_SAMPLE_LABELS_HPP

#include "equivarify/codegen/propose/sample_data.hpp"
#include "equivarify/runtime/data/numbers.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// How labels were read.
struct LabelReading {
  std::vector<std::int64_t> classes; ///< those that there are, in order; none of numbers
  std::string words;                 ///< what they are and why, for people
};

/// How \p labels, which messages call \p place, are read: as \p how says, or as they look. Classes
/// look like one whole number for each sample, of which at most 512 are different, each for four
/// samples or more on average.
///
/// \throws algebra::AlgebraError where classes are asked for and they cannot be, with the first
/// label at fault.
[[nodiscard]] LabelReading
read_labels_as(runtime::NumberArray const& labels, LabelsAre how, std::string const& place);

/// Appends to \p values the label of sample \p row: a column of 0 and 1 for each class, or the
/// numbers as they stand.
void append_label(runtime::NumberArray const& labels,
                  std::size_t row,
                  LabelReading const& reading,
                  std::vector<double>& values);

} // namespace equivarify::codegen

#endif
