#include "equivarify/codegen/groups/known_groups.hpp"

#include "equivarify/algebra/small_group.hpp"
#include "equivarify/algebra/space_group.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

namespace equivarify::codegen {
namespace {

/// The largest torus on which the space group \p name has at most \p most elements.
std::uint32_t largest_side(std::string const& name, std::uint32_t most) {
  std::uint32_t side = 1;
  while (algebra::space_group_order(name, side + 1) <= most) {
    ++side;
  }
  return side;
}

} // namespace

algebra::Group read_small_group(JsonNode const& node) {
  std::vector<std::uint32_t> const numbers = node.numbers();
  if (numbers.size() != 2) {
    node.fail("an order and a number");
  }
  return at(node, "no such group", [&] { return algebra::small_group(numbers[0], numbers[1]); });
}

algebra::Group read_space_group(JsonNode const& node, std::uint32_t most) {
  node.require_keys({{"name", "side"}});
  std::string const name = node["name"].text();
  std::uint32_t const side = node["side"].number();
  std::uint64_t const order =
      at(node["name"], "no such group", [&] { return algebra::space_group_order(name, side); });
  if (side == 0 || order > most) {
    node["side"].fail(
        fmt::format("{} on a torus of {} x {} has {} elements", name, side, side, order),
        fmt::format("1 to {}, for at most {} elements", largest_side(name, most), most));
  }
  return at(node, "no such group", [&] { return algebra::space_group(name, side); });
}

} // namespace equivarify::codegen
