// Evaluates NETWORK on a fixed picture: with the one header for inference, or with the runtime.
#include NETWORK_HEADER

#ifdef WITH_RUNTIME
#include "equivarify/runtime/tensor_file/read_weights.hpp"
#endif
#ifdef SECOND_HEADER
#include SECOND_HEADER
#endif

#include <cstdio>
#include <memory>
#include <vector>

namespace {

using Model = NETWORK::Model;

std::unique_ptr<Model::Weights> read(char const* path) {
#ifdef WITH_RUNTIME
  auto weights = std::make_unique<Model::Weights>();
  equivarify::runtime::read_weights(path, Model::spec_sha256, Model::parameters(*weights));
  return weights;
#else
  return Model::read_weights(path);
#endif
}

} // namespace

int main(int, char** arguments) {
  NETWORK::rt::ThreadPool pool{1};
  Model::Engine engine{pool};
  engine.load(*read(arguments[1]));
  std::vector<float> image(Model::channels * Model::rows * Model::columns);
  for (std::size_t i = 0; i < image.size(); ++i) {
    image[i] = static_cast<float>(i * i % 256) / 255.0F;
  }
  std::vector<float> logits(Model::order * Model::classes);
  engine.forward(image, logits);
  for (float const logit : logits) {
    std::printf("%a\n", static_cast<double>(logit));
  }
}
