#include "equivarify/runtime/commands/train_settings.hpp"

#include "equivarify/runtime/files/digest.hpp"
#include "equivarify/runtime/files/text.hpp"

namespace equivarify::runtime {

namespace {

/// `1, 2.5`.
std::string class_weights_text(std::vector<double> const& weights) {
  std::string words;
  for (double const weight : weights) {
    words += (words.empty() ? "" : ", ") + exact(weight);
  }
  return words;
}

/// The same of labels; `kind: 1, 2.5; part: 3, 1` of the outputs that have weights of classes.
std::string class_weights_text(Description const& network) {
  std::string words = class_weights_text(network.class_weights);
  for (OutputFacts const& output : network.outputs) {
    if (!output.class_weights.empty()) {
      words += text(words.empty() ? "" : "; ", output.name, ": ");
      words += class_weights_text(output.class_weights);
    }
  }
  return words;
}

} // namespace

TrainingSettings settings_of(TrainOptions const& options,
                             TrainData const& data,
                             std::vector<std::byte> const& first_weights,
                             Description const& network) {
  return {.plan = options.plan,
          .seed = options.seed,
          .images = data.parts().training.size(),
          .data_checksum = data.checksum(),
          .first_weights = options.from.empty() ? "" : sha256(first_weights),
          .validation = data.words(),
          .patience = options.patience,
          .class_weights = class_weights_text(network),
          .lanes = options.lanes};
}

} // namespace equivarify::runtime
