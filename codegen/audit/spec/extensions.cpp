#include "equivarify/codegen/audit/spec/extensions.hpp"

#include "equivarify/codegen/audit/proof/refusal.hpp"
#include "equivarify/codegen/audit/spec/group.hpp"
#include "equivarify/codegen/audit/spec/words.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>
#include <map>

namespace equivarify::audit {
namespace {

using nlohmann::json;

/// The automorphism of \p normal that takes its generators to the elements with the words \p words.
Images automorphism(Closure const& normal, json const& words) {
  std::vector<Images> images;
  for (auto const& [name, step] : normal.steps) {
    images.push_back(normal.elements[element_of(words.at(name), normal.steps)]);
  }
  std::map<Images, std::uint32_t> number;
  for (Images const& element : normal.elements) {
    number.emplace(element, static_cast<std::uint32_t>(number.size()));
  }
  constexpr auto unknown = std::numeric_limits<std::uint32_t>::max();
  Images result(normal.elements.size(), unknown);
  result[0] = 0;
  for (std::size_t x = 0; x < result.size(); ++x) { // known: the elements are in the order found
    for (std::size_t k = 0; k < images.size(); ++k) {
      std::uint32_t const value = number.at(product(images[k], normal.elements[result[x]]));
      std::uint32_t& known = result[normal.steps[k].second[x]];
      known = known == unknown ? value : known;
      demand(known == value, "the quotient does not act by homomorphisms");
    }
  }
  return result;
}

/// \p first on the first points and \p second on those behind them.
Images side_by_side(Images first, Images const& second) {
  auto const shift = static_cast<std::uint32_t>(first.size());
  for (std::uint32_t const image : second) {
    first.push_back(shift + image);
  }
  return first;
}

/// The points that \p spec was made to permute, or its elements.
NamedImages natural_points(json const& spec) {
  std::string const family = spec.begin().key();
  NamedImages generators = group_generators(spec);
  if (family == "dihedral" && number(spec.begin().value()) >= 3) { // the corners of a polygon
    std::uint32_t const n = number(spec.begin().value());
    for (auto& [name, images] : generators) {
      images.resize(n);
      for (std::uint32_t corner = 0; corner < n; ++corner) {
        images[corner] = (name == "r" ? corner + 1 : n - corner) % n;
      }
    }
    return generators;
  }
  bool const permutes = family == "cyclic" || family == "symmetric" || family == "alternating" ||
                        family == "permutations" || family == "octahedral";
  return permutes ? generators : close(generators).steps;
}

} // namespace

NamedImages of_semidirect(json const& spec) {
  Closure const normal = close(group_generators(spec.at("normal")));
  NamedImages const quotient = group_generators(spec.at("quotient"));
  Images const still = identity_of(degree_of(quotient));
  NamedImages result;
  for (auto const& [name, step] : normal.steps) {
    result.emplace_back(name, side_by_side(step, still));
  }
  for (auto const& [name, images] : quotient) {
    result.emplace_back(name,
                        side_by_side(automorphism(normal, spec.at("action").at(name)), images));
  }
  make_distinct(result);
  demand(close(result).elements.size() == normal.elements.size() * close(quotient).elements.size(),
         "the quotient does not act by automorphisms");
  return result;
}

NamedImages of_wreath(json const& spec) {
  NamedImages const base = group_generators(spec.at(0));
  NamedImages const top = natural_points(spec.at(1));
  std::size_t const width = degree_of(base);
  NamedImages result;
  for (std::size_t copy = 0; copy < degree_of(top); ++copy) {
    for (auto const& [name, images] : base) {
      Images whole = identity_of(width * degree_of(top));
      for (std::size_t i = 0; i < width; ++i) {
        whole[copy * width + i] = static_cast<std::uint32_t>(copy * width + images[i]);
      }
      result.emplace_back(name, std::move(whole));
    }
  }
  make_distinct(result);
  for (auto const& [name, images] : top) {
    Images& whole = result.emplace_back(name, Images{}).second;
    for (std::uint32_t const copy : images) {
      for (std::size_t i = 0; i < width; ++i) {
        whole.push_back(static_cast<std::uint32_t>(copy * width + i));
      }
    }
  }
  make_distinct(result);
  return result;
}

} // namespace equivarify::audit
