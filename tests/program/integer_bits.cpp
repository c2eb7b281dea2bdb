// Compiled with a generated header NETWORK.hpp: prints digests of the sums of a random network of
// integers by its definition and by every kernel of the machine, and how its layers are computed.
#include NETWORK_HEADER

#include "equivarify/runtime/integer/definition.hpp"
#include "equivarify/runtime/integer/integer_engine.hpp"

#include <cstdint>
#include <cstdio>
#include <span>
#include <string>
#include <vector>

#include "integers/random_integers.hpp"

namespace {

namespace rt = equivarify::runtime;

constexpr std::size_t images = 3;

/// FNV-1a over the sums.
void print_digest(std::string const& what, std::span<std::int32_t const> sums) {
  std::uint64_t digest = 0xcbf29ce484222325;
  for (std::int32_t const sum : sums) {
    digest = (digest ^ static_cast<std::uint32_t>(sum)) * 0x100000001b3;
  }
  std::printf("%s %016llx\n", what.c_str(), static_cast<unsigned long long>(digest));
}

} // namespace

int main() {
  rt::Description const about = rt::describe<NETWORK::Model>();
  rt::Random random{1};
  rt::IntegerWeights const weights = equivarify::testing::random_integers(about, random);
  std::vector<float> const inputs =
      equivarify::testing::random_inputs(about, weights.input.lowest < 0, images, random);
  std::vector<std::int32_t> sums;
  for (std::size_t n = 0; n < images; ++n) {
    std::span<float const> const input{&inputs[n * about.input_size()], about.input_size()};
    std::vector<std::int32_t> const one = rt::evaluate_by_definition(weights, about, input);
    sums.insert(sums.end(), one.begin(), one.end());
  }
  print_digest("definition", sums);

  rt::ThreadPool pool{1};
  for (rt::IntegerForm const form : {rt::IntegerForm::direct, rt::IntegerForm::fastest}) {
    for (rt::IntegerKernel const& kernel : rt::integer_kernels()) {
      rt::IntegerEngine engine(weights, about, pool, kernel, form);
      std::vector<std::int32_t> found(sums.size());
      engine.forward(inputs, found);
      if (found != sums) {
        print_digest(std::string{"differs: "} + kernel.name, found);
      }
      if (&kernel == &rt::integer_kernels().back()) {
        for (std::size_t l = 0; l < weights.layers.size(); ++l) {
          std::printf("layer %zu: %s\n", l, engine.describe_form(l).c_str());
        }
      }
    }
  }
}
