#include "equivarify/codegen/layers/pool2d.hpp"

#include <algorithm>

namespace equivarify::codegen {
namespace {

class MaxPool2dType final : public PoolType<MaxPool2dType, MaxPool2d> {
public:
  static constexpr PoolWords words{.what = "max", .kernel = "max pool", .type = "MaxPool"};

  MaxPool2dType()
      : PoolType{"max_pool2d",
                 "The largest entry of each window; never padding.",
                 pool_fields<MaxPool2d>()} {}

  [[nodiscard]] StructuralClass structure(Operation const& operation) const override {
    // The largest of one entry is its mean, which lets signs through.
    bool const is_entry = of(operation).size == Extent{1, 1};
    return is_entry ? StructuralClass::mean_in_windows : StructuralClass::largest_in_windows;
  }

  template <typename Real>
  [[nodiscard]] static Real reduce(MaxPool2d const& /*pool*/, std::vector<Real> const& entries) {
    return *std::max_element(entries.begin(), entries.end());
  }

  [[nodiscard]] static bool counts_padding(MaxPool2d const& /*pool*/) { return false; }
};

} // namespace

LayerType const& max_pool2d_type() {
  static MaxPool2dType const type;
  return type;
}

LayerType const& MaxPool2d::type() {
  return max_pool2d_type();
}

} // namespace equivarify::codegen
