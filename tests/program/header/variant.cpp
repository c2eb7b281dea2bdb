// The answers of netone by the instruction set that this file is compiled for; FUNCTION names them.
#include <numeric>

#include "netone.hpp"

std::vector<float> FUNCTION();

std::vector<float> FUNCTION() {
  netone::rt::ThreadPool pool(1);
  netone::Model::Engine engine(pool);
  auto weights = std::make_unique<netone::Model::Weights>();
  for (auto const& parameter : netone::Model::parameters(*weights)) {
    for (std::size_t i = 0; i < parameter.values.size(); ++i) {
      parameter.values[i] = static_cast<float>(i * i % 17) / 64.0F - 0.1F;
    }
  }
  engine.load(*weights);
  std::vector<float> images(3 * netone::Model::rows * netone::Model::columns);
  std::iota(images.begin(), images.end(), 0.0F);
  std::vector<float> logits(3 * netone::Model::order * netone::Model::classes);
  engine.forward(images, logits);
  return logits;
}
