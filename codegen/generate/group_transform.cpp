#include "equivarify/codegen/generate/group_transform.hpp"

#include "equivarify/codegen/fourier/sign_subgroup.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>
#include <vector>

namespace equivarify::codegen {
namespace {

/// A transform of runtime/group/fourier.hpp and the multiplication table that it is written for.
struct WrittenTransform {
  char const* type;
  std::size_t order;
  std::size_t products;
  std::size_t outputs;
  std::uint32_t (*multiply)(std::uint32_t g, std::uint32_t h);
};

std::uint32_t multiply_dihedral4(std::uint32_t g, std::uint32_t h) {
  std::uint32_t const turn = g < 4 ? h % 4 : 4 - h % 4;
  return (g % 4 + turn) % 4 + 4 * ((g / 4 + h / 4) % 2);
}

constexpr std::array written{
    WrittenTransform{
        "rt::FourierC2", 2, 2, 2, [](std::uint32_t g, std::uint32_t h) { return (g + h) % 2; }},
    WrittenTransform{
        "rt::FourierC4", 4, 6, 6, [](std::uint32_t g, std::uint32_t h) { return (g + h) % 4; }},
    WrittenTransform{"rt::FourierD4", 8, 12, 8, multiply_dihedral4},
};

bool fits(WrittenTransform const& transform, algebra::Group const& group) {
  std::uint32_t const order = group.order();
  bool same = transform.order == order;
  for (std::uint32_t i = 0; same && i < order * order; ++i) {
    same = group.table()[i] == transform.multiply(i / order, i % order);
  }
  return same;
}

/// Whether a general transform could be exact, which the group alone tells.
bool may_be_exact(algebra::Group const& group) {
  return 2 * sign_subgroup(group).elements.size() >= group.order();
}

} // namespace

std::optional<GroupTransform> group_transform(algebra::Group const& group, Arithmetic arithmetic) {
  auto const* const found = std::find_if(
      std::begin(written), std::end(written), [&](auto const& t) { return fits(t, group); });
  if (found != written.end()) {
    return GroupTransform{
        .type = found->type, .products = found->products, .outputs = found->outputs};
  }
  bool const must_be_exact = keeps_bits(arithmetic);
  if (group.order() == 1 || (must_be_exact && !may_be_exact(group))) {
    return std::nullopt;
  }
  FourierTables tables = fourier_tables(group);
  if (must_be_exact && !tables.is_exact()) {
    return std::nullopt;
  }
  GroupTransform transform{
      .type = "rt::GeneralFourier<FourierTables>",
      .products = tables.products(),
      .outputs = std::min<std::size_t>(tables.products(), std::size_t{4} * group.order()),
      .exact = tables.is_exact()};
  transform.tables = std::move(tables);
  return transform;
}

} // namespace equivarify::codegen
