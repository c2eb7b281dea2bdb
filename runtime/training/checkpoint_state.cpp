#include "equivarify/runtime/training/checkpoint_state.hpp"

#include "equivarify/runtime/files/text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

namespace equivarify::runtime {

namespace {

using Json = nlohmann::json;

// JSON keeps each number to the bit: it prints the shortest decimal number that reads back as it.

Json to_json(LossSum const& sum) {
  return {sum.sum, sum.images};
}

LossSum to_loss_sum(Json const& json) {
  return {json.at(0).get<double>(), json.at(1).get<std::size_t>()};
}

/// The number, or null.
Json to_json(std::optional<double> const& number) {
  return number ? Json(*number) : Json();
}

Json to_json(EpochRecord const& epoch) {
  Json json{epoch.epoch, epoch.loss, epoch.seconds, epoch.images_per_second};
  if (epoch.validation_loss || epoch.outputs) {
    json.push_back(to_json(epoch.validation_loss));
    json.push_back(to_json(epoch.validation_accuracy));
  }
  if (epoch.outputs) {
    Json outputs = Json::array();
    for (OutputLossRecord const& output : *epoch.outputs) {
      outputs.push_back({output.name, output.loss, to_json(output.validation_loss)});
    }
    json.push_back(std::move(outputs));
  }
  return json;
}

Json to_json(TrainingState const& state) {
  Json epochs = Json::array();
  for (EpochRecord const& epoch : state.epochs) {
    epochs.push_back(to_json(epoch));
  }
  Json output_losses = Json::array();
  for (LossSum const& sum : state.output_losses) {
    output_losses.push_back(to_json(sum));
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
          {"output_losses", std::move(output_losses)},
          {"epoch_seconds", state.epoch_seconds},
          {"epochs", std::move(epochs)},
          {"curve", std::move(curve)},
          {"schedules", state.schedules}};
}

/// Number \p index of \p list; nothing for null.
std::optional<double> number_or_none(Json const& list, std::size_t index) {
  Json const& number = list.at(index);
  return number.is_null() ? std::nullopt : std::optional(number.get<double>());
}

EpochRecord to_epoch(Json const& json) {
  EpochRecord epoch{json.at(0).get<std::size_t>(),
                    json.at(1).get<double>(),
                    json.at(2).get<double>(),
                    json.at(3).get<double>()};
  if (json.size() > 4) {
    epoch.validation_loss = number_or_none(json, 4);
    epoch.validation_accuracy = number_or_none(json, 5);
  }
  if (json.size() > 6) {
    epoch.outputs.emplace();
    for (Json const& output : json.at(6)) {
      epoch.outputs->push_back(
          {output.at(0).get<std::string>(), output.at(1).get<double>(), number_or_none(output, 2)});
    }
  }
  return epoch;
}

TrainingState to_state(Json const& json) {
  TrainingState state;
  json.at("step").get_to(state.step);
  json.at("epoch").get_to(state.epoch);
  json.at("position").get_to(state.position);
  json.at("epoch_shuffling").get_to(state.epoch_shuffling);
  state.epoch_loss = to_loss_sum(json.at("epoch_loss"));
  state.curve_loss = to_loss_sum(json.at("curve_loss"));
  if (json.contains("output_losses")) { // not in checkpoints of earlier versions
    for (Json const& sum : json.at("output_losses")) {
      state.output_losses.push_back(to_loss_sum(sum));
    }
  }
  json.at("epoch_seconds").get_to(state.epoch_seconds);
  for (Json const& epoch : json.at("epochs")) {
    state.epochs.push_back(to_epoch(epoch));
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
                       return std::isfinite(epoch.loss) && epoch.seconds >= 0 &&
                              std::isfinite(epoch.validation_loss.value_or(0));
                     }) &&
         std::all_of(state.curve.begin(),
                     state.curve.end(),
                     [](CurvePoint const& point) { return std::isfinite(point.loss); }) &&
         std::all_of(state.output_losses.begin(),
                     state.output_losses.end(),
                     [&](LossSum const& sum) {
                       return std::isfinite(sum.sum) && sum.images <= state.position;
                     }) &&
         std::isfinite(state.epoch_loss.sum) && std::isfinite(state.curve_loss.sum);
}

/// Whether \p state has a judgement of each epoch, or of none, as \p settings say.
bool are_judged(TrainingState const& state, TrainingSettings const& settings) {
  return std::all_of(state.epochs.begin(), state.epochs.end(), [&](EpochRecord const& epoch) {
    return epoch.validation_loss.has_value() != settings.validation.empty();
  });
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
                counted(state.epoch, "epoch"),
                " and ",
                counted(state.position, "image"));
  }
  if (state.epochs.size() != state.epoch || !are_ordered(state)) {
    return text("records of ",
                counted(state.epochs.size(), "epoch"),
                " and ",
                counted(state.curve.size(), "point"),
                " of the curve that do not fit ",
                counted(state.epoch, "epoch"),
                " and ",
                counted(state.step, "step"));
  }
  if (state.epoch_loss.images != state.position || !are_finite(state)) {
    return text("a loss of ",
                state.epoch_loss.sum,
                " over ",
                counted(state.epoch_loss.images, "image"),
                ", expected finite numbers and ",
                counted(state.position, "image"));
  }
  if (!are_judged(state, settings)) {
    return "epochs with and without validation";
  }
  if (!are_schedules(state, settings)) {
    return "schedules of the learning rate that begin at no end of a training";
  }
  return state.epoch_shuffling == Random::State{} ? "a random state of zeros" : "";
}

} // namespace

std::string state_text(TrainingState const& state) {
  return to_json(state).dump();
}

std::string
read_state_text(std::string const& json, TrainingSettings const& settings, TrainingState& state) {
  try {
    state = to_state(Json::parse(json));
  } catch (Json::exception const&) {
    return "cannot be read";
  }
  std::string const found = contradiction(state, settings);
  return found.empty() ? "" : text("contradicts itself: ", found);
}

} // namespace equivarify::runtime
