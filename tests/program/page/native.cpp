// Compiled with the one header of NETWORK. native WEIGHTS: prints the bits of the answers to some
// pictures, one number in a line. native --pictures: writes these pictures.
#include NETWORK_HEADER

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

using Model = NETWORK::Model;

namespace {

constexpr std::size_t count = 5;

std::vector<float> some_pictures() {
  std::uint32_t state = 1;
  std::vector<float> pictures(count * Model::channels * Model::rows * Model::columns);
  for (float& value : pictures) {
    state = state * 1664525U + 1013904223U;
    value = static_cast<float>(state >> 24U) / 255.0F;
  }
  return pictures;
}

} // namespace

int main(int, char** arguments) {
  std::vector<float> const pictures = some_pictures();
  if (std::string(arguments[1]) == "--pictures") {
    std::fwrite(pictures.data(), sizeof(float), pictures.size(), stdout);
    return 0;
  }
  NETWORK::rt::ThreadPool pool(1);
  Model::Engine engine(pool);
  engine.load(*Model::read_weights(std::string(arguments[1])));
  std::vector<float> logits(count * Model::order * Model::classes);
  engine.forward(pictures, logits);
  for (float const logit : logits) {
    std::printf("%08x\n", static_cast<unsigned>(std::bit_cast<std::uint32_t>(logit)));
  }
}
