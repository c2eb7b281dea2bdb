// Compiled with a generated header NETWORK.hpp: prints digests of the bits of elementary functions,
// of first weights, of answers, and of the weights and losses of three steps of training.
#include NETWORK_HEADER

#include "equivarify/runtime/base/random.hpp"
#include "equivarify/runtime/elementary/error_function.hpp"
#include "equivarify/runtime/elementary/exponential.hpp"
#include "equivarify/runtime/elementary/logarithm.hpp"
#include "equivarify/runtime/optimizer/optimizer.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <span>
#include <vector>

#include "program/random_targets.hpp"

namespace {

using Model = NETWORK::Model;
namespace rt = equivarify::runtime;

constexpr std::size_t images = 19; // a whole micro-batch and a part of one

/// FNV-1a over the bits of numbers.
class Digest {
public:
  void add(std::span<float const> numbers) {
    for (float const number : numbers) {
      add(std::bit_cast<std::uint32_t>(number));
    }
  }

  void add(std::uint64_t word) { value_ = (value_ ^ word) * 0x100000001b3; }

  void print(char const* what) const {
    std::printf("%s %016llx\n", what, static_cast<unsigned long long>(value_));
  }

private:
  std::uint64_t value_ = 0xcbf29ce484222325;
};

/// At one of 65,536 floats each; what is not a number may have any bits.
void print_functions() {
  Digest digest;
  for (auto const function : {rt::elementary::exp,
                              rt::elementary::expm1,
                              rt::elementary::tanh,
                              rt::elementary::erf,
                              rt::elementary::log}) {
    for (std::uint32_t part = 0; part < 65'536; ++part) {
      float const y = function(std::bit_cast<float>(part * 65'537U));
      digest.add(std::isnan(y) ? 1 : std::bit_cast<std::uint32_t>(y));
    }
  }
  digest.print("functions");
}

void print_weights(char const* what, std::vector<rt::ParameterView> const& parameters) {
  Digest digest;
  for (rt::ParameterView const& parameter : parameters) {
    digest.add(parameter.values);
  }
  digest.print(what);
}

/// A single image goes other ways through the layers than several do.
void print_answers_one_by_one(Model::Engine& engine, std::span<float const> pixels) {
  std::size_t const size = pixels.size() / images;
  std::vector<float> answer(Model::output_size);
  Digest digest;
  for (std::size_t n = 0; n < images; ++n) {
    engine.forward(pixels.subspan(n * size, size), answer);
    digest.add(answer);
  }
  digest.print("answers one by one");
}

} // namespace

int main() {
  print_functions();
  rt::Random random{1};
  std::vector<float> pixels(images * Model::channels * Model::rows * Model::columns);
  std::generate(pixels.begin(), pixels.end(), [&] { return static_cast<float>(random.uniform()); });
  auto const targets = equivarify::testing::random_targets<Model>(images, random);

  auto weights = Model::initialize(1);
  std::vector<rt::ParameterView> const parameters = Model::parameters(*weights);
  print_weights("first weights", parameters);
  rt::ThreadPool pool{1};
  Model::Engine engine{pool};
  engine.load(*weights);
  std::vector<float> answers(images * Model::output_size);
  engine.forward(pixels, answers);
  Digest digest;
  digest.add(answers);
  digest.print("answers");
  print_answers_one_by_one(engine, pixels);

  auto gradient = std::make_unique<Model::Weights>();
  rt::Moments moments = rt::Moments::zero(parameters);
  for (std::size_t step = 0; step < 3; ++step) {
    Digest loss;
    loss.add(std::bit_cast<std::uint64_t>(engine.gradient(pixels, targets, *gradient)));
    loss.print("loss");
    rt::adam_update(rt::adam_step(Model::training, 0.001, step),
                    parameters,
                    moments,
                    Model::parameters(*gradient),
                    pool);
    engine.load(*weights);
  }
  print_weights("trained weights", parameters);
}
