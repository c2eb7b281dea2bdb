#include "equivarify/codegen/layers/pool2d.hpp"

#include <numeric>

namespace equivarify::codegen {
namespace {

class Type final : public PoolType<Type, AveragePool2d> {
public:
  static constexpr PoolWords words{.what = "mean", .kernel = "average pool", .type = "AveragePool"};

  Type() : PoolType{"average_pool2d"} {}

  [[nodiscard]] StructuralClass structure(Operation const& /*operation*/) const override {
    return StructuralClass::mean_in_windows;
  }

  template <typename Real>
  [[nodiscard]] static Real reduce(std::vector<Real> const& window) {
    return std::accumulate(window.begin(), window.end(), Real{0}) /
           static_cast<Real>(window.size());
  }
};

} // namespace

LayerType const& average_pool2d_type() {
  static Type const type;
  return type;
}

LayerType const& AveragePool2d::type() {
  return average_pool2d_type();
}

} // namespace equivarify::codegen
