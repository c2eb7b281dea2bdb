#include "equivarify/codegen/layers/pool.hpp"

#include <numeric>

namespace equivarify::codegen {
namespace {

template <std::size_t Axes>
std::vector<Field> average_pool_fields() {
  std::vector<Field> all = pool_fields<AveragePool<Axes>>();
  all.push_back(field("count_include_pad",
                      &AveragePool<Axes>::count_include_pad,
                      "Whether padding counts as zeros; otherwise the mean is that of the rest.")
                    .with_default(true)
                    .late());
  return all;
}

template <std::size_t Axes>
class AveragePoolType final : public PoolType<AveragePoolType<Axes>, AveragePool<Axes>> {
  using Pool = AveragePool<Axes>;

public:
  static constexpr PoolWords words{.what = "mean", .kernel = "average pool", .type = "AveragePool"};

  explicit AveragePoolType(char const* name)
      : PoolType<AveragePoolType<Axes>, Pool>{
            name, "The mean of each window.", average_pool_fields<Axes>()} {}

  [[nodiscard]] StructuralClass structure(Operation const& /*operation*/) const override {
    return StructuralClass::mean_in_windows;
  }

  template <typename Real>
  [[nodiscard]] static Real reduce(Pool const& pool, std::vector<Real> const& entries) {
    std::size_t const count = pool.count_include_pad ? pool.size.size() : entries.size();
    return std::accumulate(entries.begin(), entries.end(), Real{0}) / static_cast<Real>(count);
  }

  [[nodiscard]] static bool counts_padding(Pool const& pool) { return pool.count_include_pad; }
};

} // namespace

LayerType const& average_pool1d_type() {
  static AveragePoolType<1> const type{"average_pool1d"};
  return type;
}

LayerType const& average_pool2d_type() {
  static AveragePoolType<2> const type{"average_pool2d"};
  return type;
}

LayerType const& average_pool3d_type() {
  static AveragePoolType<3> const type{"average_pool3d"};
  return type;
}

template <>
LayerType const& AveragePool<1>::type() {
  return average_pool1d_type();
}

template <>
LayerType const& AveragePool<2>::type() {
  return average_pool2d_type();
}

template <>
LayerType const& AveragePool<3>::type() {
  return average_pool3d_type();
}

} // namespace equivarify::codegen
