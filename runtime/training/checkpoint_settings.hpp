/// \file
/// The settings of a training in its checkpoint.
#ifndef EQUIVARIFY_RUNTIME_TRAINING_CHECKPOINT_SETTINGS_HPP
#define EQUIVARIFY_RUNTIME_TRAINING_CHECKPOINT_SETTINGS_HPP

#include "equivarify/runtime/training/training_state.hpp"
#include "equivarify/runtime/weights/safetensors.hpp"

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::runtime {

/// The settings as pairs of a name that people know and a value.
[[nodiscard]] std::vector<std::pair<std::string, std::string>>
settings_text(TrainingSettings const& settings);

/// Whether the checkpoint \p file holds a finished training of fewer epochs than \p settings.
[[nodiscard]] bool can_be_prolonged(TensorFile const& file, TrainingSettings const& settings);

/// \throws DataError naming the differences where \p file, read from \p path, was made with other
/// settings. If it is \p prolonged, the number of epochs may differ.
void require_settings(TensorFile const& file,
                      TrainingSettings const& settings,
                      bool prolonged,
                      std::filesystem::path const& path);

} // namespace equivarify::runtime

#endif
