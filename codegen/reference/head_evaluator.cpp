#include "equivarify/codegen/reference/head_evaluator.hpp"

#include <cstddef>

namespace equivarify::codegen {

template <typename Real>
std::vector<Real> evaluate_head(Output const& output,
                                std::vector<std::vector<Real>> const& copies) {
  auto const size = static_cast<std::ptrdiff_t>(output.head.outputs().size());
  std::vector<std::vector<Real>> parts;
  for (std::vector<Real> const& copy : copies) {
    auto const first = copy.begin() + static_cast<std::ptrdiff_t>(output.offset);
    parts.emplace_back(first, first + size);
  }
  return output.head(parts);
}

template std::vector<float> evaluate_head(Output const&, std::vector<std::vector<float>> const&);
template std::vector<double> evaluate_head(Output const&, std::vector<std::vector<double>> const&);

} // namespace equivarify::codegen
