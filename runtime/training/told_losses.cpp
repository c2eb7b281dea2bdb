#include "equivarify/runtime/training/told_losses.hpp"

namespace equivarify::runtime {

std::size_t told_outputs(Description const& network) {
  std::size_t const outputs = network.outputs.size();
  return outputs > 1 ? outputs : 0;
}

std::optional<std::vector<OutputLossRecord>> told_losses(Description const& network,
                                                         TrainingState const& state) {
  std::vector<LossSum> const& sums = state.output_losses;
  if (sums.empty() || sums.front().images != state.epoch_loss.images) {
    return std::nullopt;
  }
  std::vector<OutputLossRecord> records;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    records.push_back({.name = network.outputs[i].name, .loss = sums[i].mean()});
  }
  return records;
}

void add_judgement(std::vector<double> const& of_outputs, EpochRecord& epoch) {
  for (std::size_t i = 0; epoch.outputs && i < epoch.outputs->size(); ++i) {
    (*epoch.outputs)[i].validation_loss = of_outputs[i];
  }
}

} // namespace equivarify::runtime
