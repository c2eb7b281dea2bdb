#include "equivarify/runtime/training/checkpoint.hpp"

#include "equivarify/runtime/files/atomic_file.hpp"
#include "equivarify/runtime/files/digest.hpp"
#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/files/text.hpp"
#include "equivarify/runtime/tensor_file/tensor_header.hpp"
#include "equivarify/runtime/training/checkpoint_settings.hpp"
#include "equivarify/runtime/training/checkpoint_state.hpp"
#include "equivarify/runtime/weights/weights.hpp"

#include <string>
#include <utility>

namespace equivarify::runtime {

namespace {

namespace fs = std::filesystem;

/// The entry of the metadata for the digest of all else.
constexpr char const* checksum_key = "sha256";

/// The state in \p file, which must fit \p settings.
TrainingState
read_state(TensorFile const& file, TrainingSettings const& settings, fs::path const& path) {
  auto const found = file.metadata.find("state");
  if (found == file.metadata.end()) {
    throw DataError(text(path.string(), ": not a checkpoint: it holds no state"));
  }
  TrainingState state;
  std::string const problem = read_state_text(found->second, settings, state);
  if (!problem.empty()) {
    throw DataError(text(path.string(), ": a damaged checkpoint: its state ", problem));
  }
  return state;
}

/// The digest of all that \p file holds, the digest itself left out.
std::string checksum(TensorFile file) {
  file.metadata.erase(checksum_key);
  return sha256(encode_safetensors(file));
}

void require_checksum(TensorFile const& file, fs::path const& path) {
  auto const found = file.metadata.find(checksum_key);
  if (found == file.metadata.end()) {
    throw DataError(text(path.string(),
                         ": not a checkpoint, or one of an earlier version, which has no checksum; "
                         "--fresh starts anew"));
  }
  std::string const expected = checksum(file);
  if (found->second != expected) {
    throw DataError(text(path.string(),
                         ": a damaged checkpoint: the checksum of its contents is ",
                         expected,
                         ", but it says ",
                         shown(found->second),
                         "; restore it from a copy, or start anew with --fresh"));
  }
}

/// The views \p parameters with the arrays \p best in place of their own; none where there are
/// none.
std::vector<ParameterView> best_views(std::vector<ParameterView> const& parameters,
                                      std::vector<std::vector<float>>& best) {
  std::vector<ParameterView> views;
  for (std::size_t i = 0; i < best.size(); ++i) {
    views.push_back(parameters[i]);
    views.back().values = best[i];
  }
  return views;
}

/// The views \p parameters that are trained, with the arrays \p values in place of their own.
std::vector<ParameterView> with_values(std::vector<ParameterView> const& parameters,
                                       std::vector<std::vector<float>>& values) {
  std::vector<ParameterView> views;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    if (parameters[i].is_trained) {
      views.push_back(parameters[i]);
      views.back().values = values[i];
    }
  }
  return views;
}

} // namespace

void save_checkpoint(Network& network, Trainer const& trainer, fs::path const& path) {
  TensorFile file{spec_metadata(network.description()), {}};
  for (auto const& [name, value] : settings_text(trainer.settings())) {
    file.metadata[name] = value;
  }
  file.metadata["state"] = state_text(trainer.state());
  std::vector<ParameterView> const parameters = network.parameters();
  Moments moments = trainer.moments();
  auto const append = [&file](std::vector<ParameterView> const& views, std::string const& prefix) {
    for (ParameterView const& view : views) {
      file.tensors.push_back(to_tensor(view, prefix));
    }
  };
  append(parameters, "");
  append(with_values(parameters, moments.first), "first/");
  append(with_values(parameters, moments.second), "second/");
  std::vector<std::vector<float>> best = trainer.best();
  append(best_views(parameters, best), "best/");
  file.metadata[checksum_key] = checksum(file);
  write_atomically(path, encode_safetensors(file));
}

std::vector<std::byte> read_checkpoint(Network& network, fs::path const& path) {
  return read_bytes(path, most_bytes_of(network.parameters(), 4));
}

void load_checkpoint(Network& network, Trainer& trainer, fs::path const& path) {
  load_checkpoint(network, trainer, read_checkpoint(network, path), path);
}

void load_checkpoint(Network& network,
                     Trainer& trainer,
                     std::span<std::byte const> contents,
                     fs::path const& path) {
  std::vector<ParameterView> const parameters = network.parameters();
  TensorFile const file = decode_safetensors(contents, path);
  require_spec(file, network.description(), path);
  require_checksum(file, path);
  bool const prolonged = can_be_prolonged(file, trainer.settings());
  require_settings(file, trainer.settings(), prolonged, path);
  TrainingState state = read_state(file, trainer.settings(), path);
  if (prolonged) {
    state.schedules.push_back(state.step);
  }
  Moments moments = trainer.moments();
  auto const read = [&](std::vector<ParameterView> const& views, std::string const& prefix) {
    for (ParameterView const& view : views) {
      from_tensor(file, view, path, prefix);
    }
  };
  read(parameters, "");
  read(with_values(parameters, moments.first), "first/");
  read(with_values(parameters, moments.second), "second/");
  std::vector<std::vector<float>> best;
  if (state.best_epoch() != 0) {
    for (ParameterView const& view : parameters) {
      best.emplace_back(view.values.size());
    }
    read(best_views(parameters, best), "best/");
  }
  trainer.restore(state, std::move(moments), std::move(best));
}

} // namespace equivarify::runtime
