#include "equivarify/algebra/wedderburn.hpp"

#include <fmt/format.h>

namespace equivarify::algebra {

namespace {

std::uint32_t real_dimension(DivisionRing ring) {
  return ring == DivisionRing::real ? 1 : (ring == DivisionRing::complex ? 2 : 4);
}

} // namespace

std::uint32_t RealBlock::dimension() const noexcept {
  return size * real_dimension(ring);
}

std::uint64_t RealBlock::multiplications() const noexcept {
  std::uint64_t const each = real_dimension(ring);
  return std::uint64_t{size} * size * size * each * each;
}

std::string RealBlock::to_string() const {
  char const* const letter =
      ring == DivisionRing::real ? "R" : (ring == DivisionRing::complex ? "C" : "H");
  return size == 1 ? letter : fmt::format("M{}({})", size, letter);
}

std::vector<RealBlock> real_blocks(CharacterTable const& table) {
  std::vector<RealBlock> blocks;
  std::vector<std::uint32_t> waiting; // degrees of characters whose conjugate is still to come
  for (Character const& character : table.characters) {
    if (character.indicator > 0) {
      blocks.push_back({DivisionRing::real, character.degree});
    } else if (character.indicator < 0) {
      blocks.push_back({DivisionRing::quaternion, character.degree / 2});
    } else if (!waiting.empty() && waiting.back() == character.degree) {
      waiting.pop_back();
      blocks.push_back({DivisionRing::complex, character.degree});
    } else {
      waiting.push_back(character.degree);
    }
  }
  return blocks;
}

ConvolutionCost convolution_cost(std::uint32_t order, std::vector<RealBlock> const& blocks) {
  ConvolutionCost cost{std::uint64_t{order} * order, 0};
  for (RealBlock const& block : blocks) {
    cost.fourier += block.multiplications();
  }
  return cost;
}

} // namespace equivarify::algebra
