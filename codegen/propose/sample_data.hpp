/// \file
/// Data sets as samples.
#ifndef EQUIVARIFY_CODEGEN_PROPOSE_SAMPLE_DATA_HPP
#define EQUIVARIFY_CODEGEN_PROPOSE_SAMPLE_DATA_HPP

#include "equivarify/algebra/grid_action.hpp"
#include "equivarify/algebra/symmetries/samples.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// How labels are to be read.
enum class LabelsAre { as_they_look, classes, numbers };

/// Which data are read.
struct SampleSource {
  std::string file;              ///< .npy, .npz, .csv, .safetensors or IDX
  std::string inputs = "inputs"; ///< the array in a file of several
  std::string labels{};          ///< a file, or the array in `file`; empty for none
  LabelsAre labels_are = LabelsAre::as_they_look;
  std::size_t most = 20'000; ///< samples that are used, evenly out of all
};

/// Data as they were read.
struct SampleData {
  algebra::symmetries::Samples samples; ///< inputs, then labels
  std::size_t rows = 0;                 ///< in the file
  algebra::ArrayShape shape;            ///< of an input
  std::size_t labels = 0;               ///< columns of labels: one for each class, or numbers
  std::vector<std::string> classes{};   ///< the numbers of the classes; empty where labels are not
  std::string reading{};                ///< how labels were read and why; empty without any
};

/// The samples of \p source. Labels are read by read_labels_as(): each class becomes a column of 0
/// and 1, and numbers are taken as they stand.
///
/// \throws runtime::DataError as the readers of data do; algebra::AlgebraError with the place of a
/// number that is not finite in single precision, as read_labels_as(), where there is no array of
/// that name, where it is no table of at most 65,536 numbers a sample, or where inputs and labels
/// are of different lengths.
[[nodiscard]] SampleData read_samples(SampleSource const& source);

} // namespace equivarify::codegen

#endif
