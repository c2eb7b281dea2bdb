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

/// Which data are read.
struct SampleSource {
  std::string file;              ///< .npy, .npz, .csv, .safetensors or IDX
  std::string inputs = "inputs"; ///< the array in a file of several
  std::string labels{};          ///< a file, or the array in `file`; empty for none
  std::size_t most = 20'000;     ///< samples that are used, evenly out of all
};

/// Data as they were read.
struct SampleData {
  algebra::symmetries::Samples samples; ///< inputs, then labels
  std::size_t rows = 0;                 ///< in the file
  algebra::ArrayShape shape;            ///< of an input
  std::size_t labels = 0;               ///< columns of labels: one for each class, or numbers
  std::vector<std::string> classes{};   ///< the numbers of the classes; empty where labels are not
};

/// The samples of \p source. Labels that are one whole number from 0 for each sample, of at most
/// 256 different ones, are classes, each of which becomes a column of 0 and 1; others are numbers
/// as they stand.
///
/// \throws runtime::DataError as the readers of data do, and with the place of a number that is not
/// finite; algebra::AlgebraError where there is no array of that name, where it is no table of at
/// most 65,536 numbers a sample, or where inputs and labels are of different lengths.
[[nodiscard]] SampleData read_samples(SampleSource const& source);

} // namespace equivarify::codegen

#endif
