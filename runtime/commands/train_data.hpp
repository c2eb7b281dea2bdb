/// \file
/// The data that `train` is told to use.
#ifndef EQUIVARIFY_RUNTIME_COMMANDS_TRAIN_DATA_HPP
#define EQUIVARIFY_RUNTIME_COMMANDS_TRAIN_DATA_HPP

#include "equivarify/runtime/commands/train_command.hpp"
#include "equivarify/runtime/data/dataset.hpp"
#include "equivarify/runtime/training/selection.hpp"

#include <cstdint>
#include <string>

namespace equivarify::runtime {

/// All data of a training, of which each rank holds its part; selections refer to the data sets in
/// it.
class TrainData {
public:
  /// Reads the part of this rank, on all ranks of \p program at once.
  ///
  /// \throws DataError when the data are bad, or \p options ask for a share that leaves no image;
  /// OtherRankFailed where those of another rank are.
  TrainData(Program const& program, TrainOptions const& options);

  TrainData(TrainData const&) = delete;
  TrainData(TrainData&&) = delete;
  TrainData& operator=(TrainData const&) = delete;
  TrainData& operator=(TrainData&&) = delete;
  ~TrainData() = default;

  [[nodiscard]] TrainingData const& parts() const { return parts_; }

  [[nodiscard]] std::uint32_t checksum() const { return checksum_; }

  /// What validation is done with; nothing where there is none.
  [[nodiscard]] std::string const& words() const { return words_; }

private:
  Dataset all_;
  Dataset other_; ///< for validation
  std::uint32_t checksum_ = 0;
  TrainingData parts_;
  std::string words_;
};

} // namespace equivarify::runtime

#endif
