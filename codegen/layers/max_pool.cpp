#include "equivarify/codegen/layers/pool.hpp"

#include <algorithm>

namespace equivarify::codegen {
namespace {

template <std::size_t Axes>
class MaxPoolType final : public PoolType<MaxPoolType<Axes>, MaxPool<Axes>> {
public:
  static constexpr PoolWords words{.what = "max", .kernel = "max pool", .type = "MaxPool"};

  explicit MaxPoolType(char const* name)
      : PoolType<MaxPoolType<Axes>, MaxPool<Axes>>{
            name,
            "The largest entry of each window; never padding.",
            pool_fields<MaxPool<Axes>>()} {}

  [[nodiscard]] StructuralClass structure(Operation const& operation) const override {
    // The largest of one entry is its mean, which lets signs through.
    bool const is_entry = this->of(operation).size.size() == 1;
    return is_entry ? StructuralClass::mean_in_windows : StructuralClass::largest_in_windows;
  }

  template <typename Real>
  [[nodiscard]] static Real reduce(MaxPool<Axes> const& /*pool*/,
                                   std::vector<Real> const& entries) {
    return *std::max_element(entries.begin(), entries.end());
  }

  [[nodiscard]] static bool counts_padding(MaxPool<Axes> const& /*pool*/) { return false; }
};

} // namespace

LayerType const& max_pool1d_type() {
  static MaxPoolType<1> const type{"max_pool1d"};
  return type;
}

LayerType const& max_pool2d_type() {
  static MaxPoolType<2> const type{"max_pool2d"};
  return type;
}

LayerType const& max_pool3d_type() {
  static MaxPoolType<3> const type{"max_pool3d"};
  return type;
}

template <>
LayerType const& MaxPool<1>::type() {
  return max_pool1d_type();
}

template <>
LayerType const& MaxPool<2>::type() {
  return max_pool2d_type();
}

template <>
LayerType const& MaxPool<3>::type() {
  return max_pool3d_type();
}

} // namespace equivarify::codegen
