#include "equivarify/codegen/verify/verification.hpp"

#include "equivarify/codegen/reference/weights.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace equivarify::codegen {
namespace {

std::size_t count_of_plain_parameters(Network const& network) {
  std::size_t count = 0;
  for (ReferenceParameter<float> const& parameter : zero_weights<float>(network)) {
    count += parameter.values.size();
  }
  return count;
}

std::string replay_command(VerificationOptions const& options) {
  std::string command = fmt::format("equivarify verify {} --seed {}", options.spec, options.seed);
  if (options.convention != "formula") {
    command += fmt::format(" --convention {}", options.convention);
  }
  return command;
}

} // namespace

bool Verification::holds() const {
  bool const all_lemmas =
      std::all_of(lemmas.begin(), lemmas.end(), [](auto const& lemma) { return lemma.holds; });
  return all_lemmas && network.differing_bits() == 0 && lift_parameters == plain_parameters;
}

Verification verify(Network const& network, VerificationOptions const& options) {
  auto const& convention = algebra::lemmas::convention_named(options.convention);
  return {.name = network.name,
          .sha256 = network.spec_sha256,
          .seed = options.seed,
          .convention = options.convention,
          .lemmas = algebra::lemmas::check_lemmas(network.group,
                                                  network.input_permutations,
                                                  {.seed = options.seed,
                                                   .tests = options.tests,
                                                   .construction = convention,
                                                   .spec = options.spec}),
          .network = check_network(
              network, {.seed = options.seed, .inputs = options.inputs, .convention = convention}),
          .lift_parameters = network.parameters(),
          .plain_parameters = count_of_plain_parameters(network),
          .multiply_adds = network.multiply_adds(),
          .replay = replay_command(options)};
}

} // namespace equivarify::codegen
