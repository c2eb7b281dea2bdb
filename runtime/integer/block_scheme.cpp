#include "equivarify/runtime/integer/block_scheme.hpp"

#include "equivarify/runtime/integer/group_table.hpp"
#include "equivarify/runtime/integer/known_groups.hpp"
#include "equivarify/runtime/integer/rational_algebra.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>

namespace equivarify::runtime {

namespace {

std::size_t order_of(GroupTable const& product, std::uint32_t g) {
  std::size_t order = 1;
  for (std::uint32_t power = g; product[power][power] != power; power = product[power][g]) {
    ++order;
  }
  return order;
}

struct Generators {
  std::uint32_t x;
  std::uint32_t y;
};

/// A step from an element that was reached to another: reached[from] times x or y.
struct Step {
  std::uint32_t from;
  bool by_x;
  std::uint32_t to;
};

/// Steps from x to all that x and y generate.
std::vector<Step> steps_from_x(GroupTable const& product, Generators const& by) {
  std::vector<Step> steps;
  std::vector<bool> is_reached(product.size());
  is_reached[by.x] = true;
  for (std::size_t i = 0; i <= steps.size(); ++i) {
    std::uint32_t const from = i == 0 ? by.x : steps[i - 1].to;
    for (bool const by_x : {true, false}) {
      std::uint32_t const to = product[from][by_x ? by.x : by.y];
      if (!is_reached[to]) {
        is_reached[to] = true;
        steps.push_back({from, by_x, to});
      }
    }
  }
  return steps;
}

/// Steps to all elements from such generators, if there are any.
struct Presentation {
  Generators generators;
  std::vector<Step> steps;
};

std::optional<Presentation> find_generators(GroupTable const& product, KnownGroup const& group) {
  for (std::uint32_t x = 0; x < product.size(); ++x) {
    if (order_of(product, x) != group.order_of_x) {
      continue;
    }
    for (std::uint32_t y = 0; y < product.size(); ++y) {
      if (order_of(product, y) == group.order_of_y &&
          order_of(product, product[x][y]) == group.order_of_xy) {
        std::vector<Step> steps = steps_from_x(product, {x, y});
        if (steps.size() + 1 == product.size()) {
          return Presentation{{x, y}, std::move(steps)};
        }
      }
    }
  }
  return std::nullopt;
}

/// What each element is in \p block.
std::vector<Coordinates> images_of(Presentation const& group, GroupBlock const& block) {
  std::vector<Coordinates> images(group.steps.size() + 1);
  images[group.generators.x] = block.x;
  for (Step const& step : group.steps) {
    images[step.to] = times(block.algebra, images[step.from], step.by_x ? block.x : block.y);
  }
  return images;
}

std::int32_t sum_of(std::int32_t const* form, Coordinates const& x) {
  return std::inner_product(x.begin(), x.end(), form, std::int32_t{0});
}

/// The trace of y -> x e_i y for each e_i.
Coordinates traces_with(RationalAlgebra const& algebra, Coordinates const& x) {
  Coordinates const traces = traces_of(algebra);
  Coordinates result;
  for (std::size_t i = 0; i < algebra.dimension; ++i) {
    Coordinates unit(algebra.dimension);
    unit[i] = 1;
    result.push_back(sum_of(traces.data(), times(algebra, x, unit)));
  }
  return result;
}

/// Writes a block from the product \p first on, M(g) being the image of g. With S the sum of s(u)
/// M(u) and W that of w(k) M(k^-1), S W is the sum of y(h) M(h). The order times y(h) is the sum
/// over the blocks of the traces of multiplication by M(h^-1) S W.
void set_block(RationalAlgebra const& algebra,
               std::vector<Coordinates> const& images,
               std::vector<std::uint32_t> const& inverse,
               std::size_t first,
               GroupScheme& scheme) {
  for (std::size_t g = 0; g < images.size(); ++g) {
    Coordinates const& back = images[inverse[g]];
    Coordinates const traces = traces_with(algebra, back);
    for (std::size_t p = 0; p < algebra.products; ++p) {
      scheme.values[(first + p) * scheme.copies + g] =
          sum_of(&algebra.left[p * algebra.dimension], images[g]);
      scheme.weights[(first + p) * scheme.parts + g] =
          sum_of(&algebra.right[p * algebra.dimension], back);
      std::int32_t share = 0;
      for (std::size_t i = 0; i < algebra.dimension; ++i) {
        share += traces[i] * algebra.answers[i * algebra.products + p];
      }
      scheme.answers[g * scheme.products + first + p] = share / algebra.denominator;
    }
  }
}

GroupScheme
scheme_of(KnownGroup const& known, Presentation const& group, GroupTable const& product) {
  std::size_t const order = product.size();
  GroupScheme scheme{.copies = order,
                     .parts = order,
                     .denominator = static_cast<std::int32_t>(order),
                     .name = "blocks of the group"};
  for (GroupBlock const& block : known.blocks) {
    scheme.products += block.algebra.products;
  }
  scheme.values.resize(scheme.products * order);
  scheme.weights.resize(scheme.products * order);
  scheme.answers.resize(order * scheme.products);
  std::vector<std::uint32_t> const inverse = inverses_of(product);
  std::size_t first = 0;
  for (GroupBlock const& block : known.blocks) {
    set_block(block.algebra, images_of(group, block), inverse, first, scheme);
    first += block.algebra.products;
  }
  return scheme;
}

} // namespace

std::optional<GroupScheme> block_scheme(GroupTable const& product) {
  for (KnownGroup const& known : groups_of_order(product.size())) {
    if (std::optional<Presentation> const group = find_generators(product, known)) {
      return scheme_of(known, *group, product);
    }
  }
  return std::nullopt;
}

} // namespace equivarify::runtime
