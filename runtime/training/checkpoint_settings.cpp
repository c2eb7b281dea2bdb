#include "equivarify/runtime/training/checkpoint_settings.hpp"

#include "equivarify/runtime/data/dataset.hpp"
#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/files/text.hpp"

#include <nlohmann/json.hpp>

#include <array>

namespace equivarify::runtime {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

std::string schedule_name(Schedule schedule) {
  constexpr std::array names{"constant", "linear", "cosine"};
  return names.at(static_cast<std::size_t>(schedule));
}

std::string setting_in(TensorFile const& file, std::string const& name) {
  auto const found = file.metadata.find(name);
  return found == file.metadata.end() ? "nothing" : found->second;
}

} // namespace

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
          {"epsilon", exact(plan.epsilon)},
          {"pose", pose_name(plan.pose)},
          {"first weights", settings.first_weights.empty() ? "random" : settings.first_weights},
          // What checkpoints of earlier versions lack is `nothing`, as in them.
          {"validation", settings.validation.empty() ? "nothing" : settings.validation},
          {"patience", settings.patience == 0 ? "nothing" : std::to_string(settings.patience)},
          {"shift", plan.shift == 0 ? "nothing" : std::to_string(plan.shift)},
          {"turn", plan.turn == 0 ? "nothing" : exact(plan.turn)},
          {"class weights", settings.class_weights.empty() ? "nothing" : settings.class_weights},
          {"lanes", settings.lanes == 1 ? "nothing" : std::to_string(settings.lanes)}};
}

bool can_be_prolonged(TensorFile const& file, TrainingSettings const& settings) {
  Json const state = Json::parse(setting_in(file, "state"), nullptr, false);
  Json const epochs = state.is_object() ? state.value("epoch", Json()) : Json();
  if (!epochs.is_number_unsigned() || epochs >= settings.plan.epochs) {
    return false;
  }
  TrainingSettings there = settings;
  there.plan.epochs = epochs.get<std::size_t>();
  return state.value("step", Json()) == there.steps() &&
         setting_in(file, "epochs") == std::to_string(there.plan.epochs);
}

void require_settings(TensorFile const& file,
                      TrainingSettings const& settings,
                      bool prolonged,
                      fs::path const& path) {
  std::string differences;
  for (auto const& [name, expected] : settings_text(settings)) {
    std::string const value = setting_in(file, name);
    if (value != expected && !(prolonged && name == "epochs")) {
      differences += text("\n  ", name, ": ", value, " there, ", expected, " now");
    }
  }
  if (!differences.empty()) {
    throw DataError(text(path.string(),
                         ": was made with other settings:",
                         differences,
                         "\nGive the same ones to go on (more epochs once it is finished), or "
                         "--fresh to start anew."));
  }
}

} // namespace equivarify::runtime
