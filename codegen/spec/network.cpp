#include "equivarify/codegen/spec/network.hpp"

#include "equivarify/algebra/homomorphism.hpp"

#include <fmt/format.h>

namespace equivarify::codegen {

std::string to_string(Equivarification equivarification) {
  switch (equivarification) {
  case Equivarification::lift:
    return "lift";
  case Equivarification::concat:
    return "concat";
  case Equivarification::none:
    break;
  }
  return "none";
}

std::string to_string(Pose pose) {
  switch (pose) {
  case Pose::upright:
    return "upright";
  case Pose::given:
    return "given";
  case Pose::unknown:
    break;
  }
  return "unknown";
}

bool keeps_bits(Arithmetic arithmetic) {
  switch (arithmetic) {
  case Arithmetic::exact:
  case Arithmetic::bf16:
    return true;
  case Arithmetic::fast:
    break;
  }
  return false;
}

std::vector<std::vector<std::uint32_t>> Network::signed_permutations() const {
  if (input_negated.empty()) {
    return input_permutations;
  }
  std::vector<std::vector<std::uint32_t>> result;
  auto const n = static_cast<std::uint32_t>(input.size());
  for (std::size_t g = 0; g < input_permutations.size(); ++g) {
    std::vector<std::uint32_t>& sources = result.emplace_back(2 * std::size_t{n});
    for (std::uint32_t i = 0; i < n; ++i) {
      std::uint32_t const from = input_permutations[g][i];
      sources[i] = input_negated[g][i] ? from + n : from;
      sources[n + i] = input_negated[g][i] ? from : from + n;
    }
  }
  return result;
}

algebra::SignedPermutation Network::input_motion(algebra::Element g) const {
  algebra::SignedPermutation motion = algebra::without_signs(input_permutations[g.index()]);
  if (!input_negated.empty()) {
    motion.negated = input_negated[g.index()];
  }
  return motion;
}

std::size_t Network::copies() const {
  return construction ? construction->copies() : group.order();
}

std::size_t Network::parameters() const {
  std::size_t sum = 0;
  for (Block const& block : blocks) {
    for (Layer const& layer : block.layers) {
      sum += layer.parameters();
    }
  }
  return sum;
}

std::size_t Network::multiply_adds() const {
  std::size_t sum = 0;
  for (Block const& block : blocks) {
    bool const is_plain = block.equivarification == Equivarification::none;
    for (Layer const& layer : block.layers) {
      sum += layer.multiply_adds() * (is_plain ? 1 : copies());
    }
  }
  return sum;
}

std::optional<algebra::Group> group_of_copies(Network const& network) {
  if (!network.construction) {
    return network.group;
  }
  if (network.construction->kind != ConstructionKind::kernel_quotient) {
    return std::nullopt;
  }
  algebra::Subgroup const& kernel = network.construction->subgroup;
  return algebra::quotient(kernel).group.renamed(
      fmt::format("{}/{}", network.group.name(), kernel.to_string()));
}

} // namespace equivarify::codegen
