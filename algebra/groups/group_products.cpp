#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/group_builder.hpp"
#include "equivarify/algebra/named_groups.hpp"

#include <fmt/format.h>

#include <map>

namespace equivarify::algebra {

std::vector<std::string> distinct_generator_names(std::vector<Group> const& factors) {
  std::vector<std::string> names;
  std::map<std::string, int> count;
  for (Group const& factor : factors) {
    for (std::string const& name : factor.generator_names()) {
      names.push_back(name);
      ++count[name];
    }
  }
  std::map<std::string, int> used;
  for (std::string& name : names) {
    if (count[name] > 1) {
      std::string numbered;
      do {
        numbered = fmt::format("{}{}", name, ++used[name]);
      } while (count.contains(numbered));
      name = numbered;
    }
  }
  return names;
}

namespace {

std::uint32_t product_of_orders(std::vector<Group> const& factors) {
  std::uint64_t order = 1;
  for (Group const& factor : factors) {
    order *= factor.order();
    require_listable(order, "the product");
  }
  return static_cast<std::uint32_t>(order);
}

std::string product_name(std::vector<Group> const& factors) {
  std::string name;
  for (Group const& factor : factors) {
    bool const composite = factor.name().find(' ') != std::string::npos;
    name += name.empty() ? "" : " x ";
    name += composite ? fmt::format("({})", factor.name()) : factor.name();
  }
  return name.empty() ? "C1" : name;
}

/// Appends the generators of \p factor, whose coordinate has weight \p stride in the index of the
/// product.
void add_generators(GroupParts& parts, Group const& factor, std::uint32_t stride) {
  for (std::uint32_t k = 0; k < factor.generators().size(); ++k) {
    std::vector<std::uint32_t>& step = parts.right.emplace_back(parts.order);
    for (std::uint32_t x = 0; x < parts.order; ++x) {
      std::uint32_t const digit = x / stride % factor.order();
      step[x] = x + factor.step_unchecked(digit, k) * stride - digit * stride;
    }
  }
}

/// Appends to each word the letters of the coordinate in \p factor, whose generators begin at \p
/// first.
void extend_words(std::vector<PowerWord>& words,
                  Group const& factor,
                  std::uint32_t stride,
                  std::uint32_t first) {
  for (std::uint32_t x = 0; x < words.size(); ++x) {
    for (Power const power : factor.word_of(factor.element(x / stride % factor.order()))) {
      append_power(words[x], first + power.generator, power.exponent);
    }
  }
}

} // namespace

Group direct_product(std::vector<Group> const& factors) {
  GroupParts parts{.name = product_name(factors),
                   .generator_names = distinct_generator_names(factors),
                   .right = {},
                   .order = product_of_orders(factors)};
  parts.words.resize(parts.order);
  std::uint32_t stride = parts.order;
  for (Group const& factor : factors) {
    stride /= factor.order();
    auto const first = static_cast<std::uint32_t>(parts.right.size());
    add_generators(parts, factor, stride);
    extend_words(parts.words, factor, stride, first);
  }
  return GroupBuilder::build(std::move(parts));
}

Group direct_product(Group const& g, Group const& h) {
  return direct_product(std::vector<Group>{g, h});
}

} // namespace equivarify::algebra
