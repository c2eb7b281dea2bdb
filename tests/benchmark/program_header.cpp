// A generated header as a program that reads floats and writes floats: program WEIGHTS BATCH;
// compile with -DEQUIVARIFY_HEADER="name.hpp" -DEQUIVARIFY_NETWORK=name. One thread.
#include EQUIVARIFY_HEADER

#include <cstdio>
#include <cstdlib>
#include <vector>

int main(int, char** arguments) {
  namespace network = EQUIVARIFY_NETWORK;
  network::rt::ThreadPool pool(1);
  network::Model::Engine engine(pool);
  engine.load(*network::Model::read_weights(arguments[1]));
  std::size_t const batch = std::strtoul(arguments[2], nullptr, 10);
  std::size_t const inputs = EQUIVARIFY_INPUTS;
  std::size_t const outputs = EQUIVARIFY_OUTPUTS;
  std::vector<float> images(batch * inputs);
  std::vector<float> answers(batch * outputs);
  for (;;) {
    std::size_t const count = std::fread(images.data(), sizeof(float) * inputs, batch, stdin);
    if (count == 0) {
      return 0;
    }
    engine.forward(std::span(images).first(count * inputs),
                   std::span(answers).first(count * outputs));
    std::fwrite(answers.data(), sizeof(float) * outputs, count, stdout);
  }
}
