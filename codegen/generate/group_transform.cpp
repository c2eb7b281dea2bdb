#include "equivarify/codegen/generate/group_transform.hpp"

#include "equivarify/codegen/fourier/sign_subgroup.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace equivarify::codegen {
namespace {

/// A transform of runtime/kernels/fourier.hpp and the multiplication table that it is written for.
struct WrittenTransform {
  char const* type;
  std::size_t order;
  std::size_t products;
  std::uint32_t (*multiply)(std::uint32_t g, std::uint32_t h);
};

std::uint32_t multiply_dihedral4(std::uint32_t g, std::uint32_t h) {
  std::uint32_t const turn = g < 4 ? h % 4 : 4 - h % 4;
  return (g % 4 + turn) % 4 + 4 * ((g / 4 + h / 4) % 2);
}

constexpr WrittenTransform written[]{
    {"rt::FourierC2", 2, 2, [](std::uint32_t g, std::uint32_t h) { return (g + h) % 2; }},
    {"rt::FourierC4", 4, 6, [](std::uint32_t g, std::uint32_t h) { return (g + h) % 4; }},
    {"rt::FourierD4", 8, 12, multiply_dihedral4},
};

bool fits(WrittenTransform const& transform, algebra::Group const& group) {
  if (transform.order != group.order()) {
    return false;
  }
  for (std::uint32_t g = 0; g < group.order(); ++g) {
    for (std::uint32_t h = 0; h < group.order(); ++h) {
      if (group.table()[g * group.order() + h] != transform.multiply(g, h)) {
        return false;
      }
    }
  }
  return true;
}

/// Whether a general transform could be exact, which the group alone tells.
bool may_be_exact(algebra::Group const& group) {
  return 2 * sign_subgroup(group).elements.size() >= group.order();
}

} // namespace

std::optional<GroupTransform> group_transform(algebra::Group const& group, Arithmetic arithmetic) {
  auto const* const found = std::find_if(
      std::begin(written), std::end(written), [&](auto const& t) { return fits(t, group); });
  if (found != std::end(written)) {
    return GroupTransform{.type = found->type, .products = found->products};
  }
  bool const must_be_exact = arithmetic == Arithmetic::exact;
  if (group.order() == 1 || (must_be_exact && !may_be_exact(group))) {
    return std::nullopt;
  }
  FourierTables tables = fourier_tables(group);
  if (must_be_exact && !tables.is_exact()) {
    return std::nullopt;
  }
  GroupTransform transform{.type = "rt::GeneralFourier<FourierTables>",
                           .products = tables.products(),
                           .exact = tables.is_exact()};
  transform.tables = std::move(tables);
  return transform;
}

} // namespace equivarify::codegen
