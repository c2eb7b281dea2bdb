/// \file
/// Trainings on disk, so that one that was killed goes on and ends with the same bits.
#ifndef EQUIVARIFY_RUNTIME_TRAINING_CHECKPOINT_HPP
#define EQUIVARIFY_RUNTIME_TRAINING_CHECKPOINT_HPP

#include "equivarify/runtime/network/network.hpp"
#include "equivarify/runtime/training/trainer.hpp"

#include <cstddef>
#include <filesystem>
#include <span>
#include <vector>

namespace equivarify::runtime {

/// Writes the weights of \p network and where \p trainer stands to \p path, whole or not at all:
/// a safetensors file with the weights, Adam's moments behind `first/` and `second/`, the weights
/// that did best in validation behind `best/`, and the settings and the state as metadata.
void save_checkpoint(Network& network, Trainer const& trainer, std::filesystem::path const& path);

/// Sets \p network and \p trainer to what the checkpoint \p path holds. A finished training whose
/// trainer now has more epochs goes on, and the learning rate takes its whole way once more over
/// the epochs that are new.
///
/// \throws DataError when it is damaged, of another spec, or made with other settings, which the
/// message lists.
void load_checkpoint(Network& network, Trainer& trainer, std::filesystem::path const& path);

/// The same from the \p contents of the file \p path.
void load_checkpoint(Network& network,
                     Trainer& trainer,
                     std::span<std::byte const> contents,
                     std::filesystem::path const& path);

/// The bytes of the checkpoint \p path of \p network.
///
/// \throws DataError when it cannot be read, or has more bytes than such a checkpoint can have.
[[nodiscard]] std::vector<std::byte> read_checkpoint(Network& network,
                                                     std::filesystem::path const& path);

} // namespace equivarify::runtime

#endif
