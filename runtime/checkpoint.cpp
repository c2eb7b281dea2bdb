#include "equivarify/runtime/checkpoint.hpp"

#include "equivarify/runtime/atomic_file.hpp"
#include "equivarify/runtime/checkpoint_settings.hpp"
#include "equivarify/runtime/digest.hpp"
#include "equivarify/runtime/error.hpp"
#include "equivarify/runtime/kernels/tensor_header.hpp"
#include "equivarify/runtime/text.hpp"
#include "equivarify/runtime/weights.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <utility>

namespace equivarify::runtime {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

/// The entry of the metadata for the digest of all else.
constexpr char const* checksum_key = "sha256";

// JSON keeps each number to the bit: it prints the shortest decimal number that reads back as it.

Json to_json(LossSum const& sum) {
  return {sum.sum, sum.images};
}

LossSum to_loss_sum(Json const& json) {
  return {json.at(0).get<double>(), json.at(1).get<std::size_t>()};
}

Json to_json(TrainingState const& state) {
  Json epochs = Json::array();
  for (EpochRecord const& epoch : state.epochs) {
    epochs.push_back({epoch.epoch, epoch.loss, epoch.seconds, epoch.images_per_second});
  }
  Json curve = Json::array();
  for (CurvePoint const& point : state.curve) {
    curve.push_back({point.step, point.loss});
  }
  return {{"step", state.step},
          {"epoch", state.epoch},
          {"position", state.position},
          {"epoch_shuffling", state.epoch_shuffling},
          {"epoch_loss", to_json(state.epoch_loss)},
          {"curve_loss", to_json(state.curve_loss)},
          {"epoch_seconds", state.epoch_seconds},
          {"epochs", std::move(epochs)},
          {"curve", std::move(curve)},
          {"schedules", state.schedules}};
}

TrainingState to_state(Json const& json) {
  TrainingState state;
  json.at("step").get_to(state.step);
  json.at("epoch").get_to(state.epoch);
  json.at("position").get_to(state.position);
  json.at("epoch_shuffling").get_to(state.epoch_shuffling);
  state.epoch_loss = to_loss_sum(json.at("epoch_loss"));
  state.curve_loss = to_loss_sum(json.at("curve_loss"));
  json.at("epoch_seconds").get_to(state.epoch_seconds);
  for (Json const& epoch : json.at("epochs")) {
    state.epochs.push_back({epoch.at(0).get<std::size_t>(),
                            epoch.at(1).get<double>(),
                            epoch.at(2).get<double>(),
                            epoch.at(3).get<double>()});
  }
  for (Json const& point : json.at("curve")) {
    state.curve.push_back({point.at(0).get<std::size_t>(), point.at(1).get<double>()});
  }
  json.at("schedules").get_to(state.schedules);
  return state;
}

bool are_finite(TrainingState const& state) {
  return std::all_of(state.epochs.begin(),
                     state.epochs.end(),
                     [](EpochRecord const& epoch) {
                       return std::isfinite(epoch.loss) && epoch.seconds >= 0;
                     }) &&
         std::all_of(state.curve.begin(),
                     state.curve.end(),
                     [](CurvePoint const& point) { return std::isfinite(point.loss); }) &&
         std::isfinite(state.epoch_loss.sum) && std::isfinite(state.curve_loss.sum);
}

/// Whether \p epochs are numbered from 1, and the steps of \p curve grow up to \p step at most.
bool are_ordered(TrainingState const& state) {
  for (std::size_t i = 0; i < state.epochs.size(); ++i) {
    if (state.epochs[i].epoch != i + 1) {
      return false;
    }
  }
  std::size_t last = 0;
  for (CurvePoint const& point : state.curve) {
    if (point.step <= last || point.step > state.step) {
      return false;
    }
    last = point.step;
  }
  return true;
}

/// Whether the schedules begin at step 0 and at ends of epochs up to the present step.
bool are_schedules(TrainingState const& state, TrainingSettings const& settings) {
  std::vector<std::size_t> const& begins = state.schedules;
  return !begins.empty() && begins.front() == 0 && begins.back() <= state.step &&
         std::adjacent_find(begins.begin(), begins.end(), std::greater_equal<>()) == begins.end() &&
         std::all_of(begins.begin(), begins.end(), [&](std::size_t begin) {
           return begin % settings.steps_per_epoch() == 0;
         });
}

/// What in \p state no training with \p settings can come to; nothing where it can.
std::string contradiction(TrainingState const& state, TrainingSettings const& settings) {
  if (state.epoch > settings.plan.epochs || state.position >= settings.images ||
      state.position % settings.plan.batch != 0) {
    return text("epoch ",
                state.epoch,
                " of ",
                settings.plan.epochs,
                ", image ",
                state.position,
                " of ",
                settings.images,
                " in batches of ",
                settings.plan.batch);
  }
  std::size_t const steps =
      state.epoch * settings.steps_per_epoch() + state.position / settings.plan.batch;
  if (state.step != steps || state.step > settings.steps()) {
    return text("step ",
                state.step,
                ", expected ",
                steps,
                " after ",
                state.epoch,
                " epochs and ",
                state.position,
                " images");
  }
  if (state.epochs.size() != state.epoch || !are_ordered(state)) {
    return text("records of ",
                state.epochs.size(),
                " epochs and ",
                state.curve.size(),
                " points of the curve that do not fit ",
                state.epoch,
                " epochs and ",
                state.step,
                " steps");
  }
  if (state.epoch_loss.images != state.position || !are_finite(state)) {
    return text("a loss of ",
                state.epoch_loss.sum,
                " over ",
                state.epoch_loss.images,
                " images, expected finite numbers and ",
                state.position,
                " images");
  }
  if (!are_schedules(state, settings)) {
    return "schedules of the learning rate that begin at no end of a training";
  }
  return state.epoch_shuffling == Random::State{} ? "a random state of zeros" : "";
}

/// The state in \p file, which must fit \p settings.
TrainingState
read_state(TensorFile const& file, TrainingSettings const& settings, fs::path const& path) {
  try {
    TrainingState state = to_state(Json::parse(file.metadata.at("state")));
    std::string const found = contradiction(state, settings);
    if (!found.empty()) {
      throw DataError(
          text(path.string(), ": a damaged checkpoint: its state contradicts itself: ", found));
    }
    return state;
  } catch (Json::exception const&) {
    throw DataError(text(path.string(), ": a damaged checkpoint: its state cannot be read"));
  } catch (std::out_of_range const&) {
    throw DataError(text(path.string(), ": not a checkpoint: it holds no state"));
  }
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
  file.metadata["state"] = to_json(trainer.state()).dump();
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
  file.metadata[checksum_key] = checksum(file);
  write_atomically(path, encode_safetensors(file));
}

void load_checkpoint(Network& network, Trainer& trainer, fs::path const& path) {
  std::vector<ParameterView> const parameters = network.parameters();
  TensorFile const file = decode_safetensors(read_bytes(path, most_bytes_of(parameters, 3)), path);
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
  trainer.restore(state, std::move(moments));
}

} // namespace equivarify::runtime
