#include "equivarify/algebra/extensions.hpp"

#include "equivarify/algebra/group_builder.hpp"
#include "equivarify/algebra/homomorphism.hpp"
#include "equivarify/algebra/named_groups.hpp"
#include "equivarify/algebra/numbering.hpp"
#include "equivarify/algebra/orbit.hpp"

#include <fmt/format.h>

namespace equivarify::algebra {

namespace {

/// The action of \p quotient on the elements of \p normal.
GSet automorphism_action(Group const& normal,
                         Group const& quotient,
                         std::vector<std::vector<Element>> const& action) {
  std::vector<std::vector<std::uint32_t>> images;
  for (std::size_t j = 0; j < action.size(); ++j) {
    Homomorphism const automorphism = Homomorphism::from_generators(normal, normal, action[j]);
    if (!automorphism.is_isomorphism()) {
      throw AlgebraError(
          fmt::format("the action of generator {} on {} is no automorphism: its kernel is {}",
                      j,
                      normal.name(),
                      automorphism.kernel().to_string()));
    }
    std::vector<std::uint32_t>& row = images.emplace_back();
    for (Element const n : normal.elements()) {
      row.push_back(automorphism(n).index());
    }
  }
  return GSet::from_generators(quotient, normal.order(), images);
}

/// The right Cayley graph of the pairs: (n, h) (s, e) = (n h(s), h) and (n, h) (e, s) = (n, h s).
std::vector<std::vector<std::uint32_t>>
pair_steps(Group const& normal, Group const& quotient, GSet const& action) {
  std::uint32_t const width = quotient.order();
  std::vector<std::vector<std::uint32_t>> right;
  for (Generator const& s : normal.generators()) {
    std::vector<std::uint32_t>& step = right.emplace_back();
    for (std::uint32_t n = 0; n < normal.order(); ++n) {
      for (std::uint32_t h = 0; h < width; ++h) {
        std::uint32_t const moved = action.act_unchecked(h, s.element.index());
        step.push_back(normal.multiply_unchecked(n, moved) * width + h);
      }
    }
  }
  for (std::uint32_t k = 0; k < quotient.generators().size(); ++k) {
    std::vector<std::uint32_t>& step = right.emplace_back();
    for (std::uint32_t n = 0; n < normal.order(); ++n) {
      for (std::uint32_t h = 0; h < width; ++h) {
        step.push_back(n * width + quotient.step_unchecked(h, k));
      }
    }
  }
  return right;
}

/// The word of (n, h): that of n, then that of h.
std::vector<PowerWord> pair_words(Group const& normal, Group const& quotient) {
  auto const first = static_cast<std::uint32_t>(normal.generators().size());
  std::vector<PowerWord> words;
  for (Element const n : normal.elements()) {
    for (Element const h : quotient.elements()) {
      PowerWord& word = words.emplace_back(normal.word_of(n));
      for (Power const power : quotient.word_of(h)) {
        append_power(word, first + power.generator, power.exponent);
      }
    }
  }
  return words;
}

std::string in_parentheses(std::string const& name) {
  return name.find(' ') == std::string::npos ? name : fmt::format("({})", name);
}

/// As semidirect_product(), with the action given on all elements of \p normal.
Group semidirect_over(Group const& normal, GSet const& action, std::string name) {
  Group const& quotient = action.group();
  require_listable(std::uint64_t{normal.order()} * quotient.order(), name);
  GroupParts parts{.name = std::move(name),
                   .generator_names = distinct_generator_names({normal, quotient}),
                   .right = pair_steps(normal, quotient, action),
                   .order = normal.order() * quotient.order(),
                   .words = pair_words(normal, quotient)};
  return GroupBuilder::build(std::move(parts));
}

/// The permutation of \p power = base^n that moves the coordinate at x to g x.
std::vector<std::uint32_t> permute_coordinates(std::uint32_t power_order,
                                               std::uint32_t base_order,
                                               std::vector<std::uint32_t> const& images) {
  std::vector<std::uint32_t> weight(images.size());
  std::uint32_t w = 1;
  for (std::size_t x = images.size(); x-- > 0;) {
    weight[x] = w;
    w *= base_order;
  }
  std::vector<std::uint32_t> result;
  for (std::uint32_t f = 0; f < power_order; ++f) {
    std::uint32_t moved = 0;
    for (std::size_t x = 0; x < images.size(); ++x) {
      moved += f / weight[x] % base_order * weight[images[x]];
    }
    result.push_back(moved);
  }
  return result;
}

/// Left multiplication on the elements of \p group, numbered in an order that its user can know.
GSet regular_as_numbered(Group const& group) {
  Numbering const numbering{group};
  std::vector<std::vector<std::uint32_t>> images;
  for (Generator const& generator : group.generators()) {
    std::vector<std::uint32_t>& row = images.emplace_back();
    for (Element const g : numbering.elements()) {
      row.push_back(numbering.product(generator.element, g));
    }
  }
  return GSet::from_generators(group, group.order(), images);
}

} // namespace

Group semidirect_product(Group const& normal,
                         Group const& quotient,
                         std::vector<std::vector<Element>> const& action) {
  GSet const on_normal = automorphism_action(normal, quotient, action);
  return semidirect_over(
      normal,
      on_normal,
      fmt::format("{} : {}", in_parentheses(normal.name()), in_parentheses(quotient.name())));
}

Group wreath_product(Group const& base, GSet const& points) {
  std::string const name =
      fmt::format("{} wr {}", in_parentheses(base.name()), in_parentheses(points.group().name()));
  std::uint64_t order = points.group().order();
  for (std::uint32_t x = 0; x < points.size(); ++x) {
    order *= base.order();
    require_listable(order, name);
  }
  Group const power = direct_product(std::vector<Group>(points.size(), base));
  std::vector<std::vector<std::uint32_t>> images;
  for (Generator const& g : points.group().generators()) {
    images.push_back(permute_coordinates(power.order(), base.order(), points.images_of(g.element)));
  }
  GSet const action = GSet::from_generators(points.group(), power.order(), images);
  return semidirect_over(power, action, name);
}

Group wreath_product(Group const& base, Group const& top) {
  return wreath_product(
      base, top.natural_images().empty() ? regular_as_numbered(top) : natural_action(top));
}

GSet natural_action(Group const& group) {
  if (group.natural_images().empty()) {
    throw AlgebraError(fmt::format("{} was not made to permute points", group.name()));
  }
  return GSet::from_generators(
      group, static_cast<std::uint32_t>(group.natural_images()[0].size()), group.natural_images());
}

} // namespace equivarify::algebra
