#include "equivarify/runtime/checkpoint.hpp"

#include "equivarify/runtime/atomic_file.hpp"
#include "equivarify/runtime/error.hpp"
#include "equivarify/runtime/text.hpp"
#include "equivarify/runtime/weights.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <string>
#include <utility>

namespace equivarify::runtime {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

std::string schedule_name(Schedule schedule) {
  constexpr std::array names{"constant", "linear", "cosine"};
  return names.at(static_cast<std::size_t>(schedule));
}

/// The settings as pairs of a name that people know and a value.
std::vector<std::pair<std::string, std::string>> settings_text(TrainingSettings const& settings) {
  TrainingDefaults const& plan = settings.plan;
  return {{"seed", std::to_string(settings.seed)},
          {"images", std::to_string(settings.images)},
          {"data checksum", std::to_string(settings.data_checksum)},
          {"epochs", std::to_string(plan.epochs)},
          {"batch", std::to_string(plan.batch)},
          {"learning rate", exact(plan.learning_rate)},
          {"final learning rate", exact(plan.final_learning_rate)},
          {"schedule", schedule_name(plan.schedule)},
          {"beta1", exact(plan.beta1)},
          {"beta2", exact(plan.beta2)},
          {"epsilon", exact(plan.epsilon)}};
}

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
          {"curve", std::move(curve)}};
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
  return state;
}

/// The state in \p file, which must fit \p settings.
TrainingState
read_state(TensorFile const& file, TrainingSettings const& settings, fs::path const& path) {
  try {
    TrainingState state = to_state(Json::parse(file.metadata.at("state")));
    if (state.step > settings.steps() || state.position >= settings.images) {
      throw DataError(text(
          path.string(), ": a damaged checkpoint: step ", state.step, " of ", settings.steps()));
    }
    return state;
  } catch (Json::exception const&) {
    throw DataError(text(path.string(), ": a damaged checkpoint: its state cannot be read"));
  } catch (std::out_of_range const&) {
    throw DataError(text(path.string(), ": not a checkpoint: it holds no state"));
  }
}

void require_settings(TensorFile const& file,
                      TrainingSettings const& settings,
                      fs::path const& path) {
  std::string differences;
  for (auto const& [name, expected] : settings_text(settings)) {
    auto const found = file.metadata.find(name);
    std::string const value = found == file.metadata.end() ? "nothing" : found->second;
    if (value != expected) {
      differences += text("\n  ", name, ": ", value, " there, ", expected, " now");
    }
  }
  if (!differences.empty()) {
    throw DataError(text(path.string(),
                         ": was made with other settings:",
                         differences,
                         "\nGive the same ones to go on, or --fresh to start anew."));
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
  write_atomically(path, encode_safetensors(file));
}

void load_checkpoint(Network& network, Trainer& trainer, fs::path const& path) {
  TensorFile const file = decode_safetensors(read_bytes(path), path);
  require_spec(file, network.description(), path);
  require_settings(file, trainer.settings(), path);
  TrainingState const state = read_state(file, trainer.settings(), path);
  std::vector<ParameterView> const parameters = network.parameters();
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
