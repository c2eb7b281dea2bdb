#include "equivarify/codegen/layers/pool2d.hpp"

#include <numeric>

namespace equivarify::codegen {
namespace {

class AveragePool2dType final : public PoolType<AveragePool2dType, AveragePool2d> {
public:
  static constexpr PoolWords words{.what = "mean", .kernel = "average pool", .type = "AveragePool"};

  AveragePool2dType() : PoolType{"average_pool2d", "The mean of each window.", fields()} {}

  [[nodiscard]] StructuralClass structure(Operation const& /*operation*/) const override {
    return StructuralClass::mean_in_windows;
  }

  template <typename Real>
  [[nodiscard]] static Real reduce(AveragePool2d const& pool, std::vector<Real> const& entries) {
    std::size_t const count =
        pool.count_include_pad ? pool.size.rows * pool.size.columns : entries.size();
    return std::accumulate(entries.begin(), entries.end(), Real{0}) / static_cast<Real>(count);
  }

  [[nodiscard]] static bool counts_padding(AveragePool2d const& pool) {
    return pool.count_include_pad;
  }

private:
  static std::vector<Field> fields() {
    std::vector<Field> all = pool_fields<AveragePool2d>();
    all.push_back(field("count_include_pad",
                        &AveragePool2d::count_include_pad,
                        "Whether padding counts as zeros; otherwise the mean is that of the rest.")
                      .with_default(true)
                      .late());
    return all;
  }
};

} // namespace

LayerType const& average_pool2d_type() {
  static AveragePool2dType const type;
  return type;
}

LayerType const& AveragePool2d::type() {
  return average_pool2d_type();
}

} // namespace equivarify::codegen
