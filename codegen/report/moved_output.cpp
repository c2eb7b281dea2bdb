#include "equivarify/codegen/report/moved_output.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>

namespace equivarify::codegen {
namespace {

bool changes_signs(algebra::SignedRepresentation const& outputs) {
  std::vector<algebra::Element> const elements = outputs.acting().elements();
  return std::any_of(elements.begin(), elements.end(), [&](algebra::Element const k) {
    return outputs.of(k).changes_signs();
  });
}

algebra::Element element_called(algebra::Group const& group, std::string const& name) {
  std::vector<algebra::Element> const elements = group.elements();
  return *std::find_if(elements.begin(), elements.end(), [&](algebra::Element const g) {
    return group.name_of(g) == name;
  });
}

} // namespace

std::vector<double>
moved_output(Output const& output, std::string const& element, std::vector<double> const& r) {
  algebra::SignedRepresentation const& outputs = output.head.outputs();
  std::vector<double> moved = output.head.act(element_called(outputs.acting().group(), element), r);
  if (changes_signs(outputs)) { // where some do, no zero has a sign
    std::transform(
        moved.begin(), moved.end(), moved.begin(), [](double value) { return value + 0.0; });
  }
  return moved;
}

std::size_t bits_between(std::vector<double> const& one, std::vector<double> const& other) {
  auto const bits_of = [](double value) {
    return std::bit_cast<std::uint32_t>(static_cast<float>(value));
  };
  std::size_t bits = 0;
  for (std::size_t i = 0; i < one.size(); ++i) {
    bits += static_cast<std::size_t>(std::popcount(bits_of(one[i]) ^ bits_of(other[i])));
  }
  return bits;
}

} // namespace equivarify::codegen
