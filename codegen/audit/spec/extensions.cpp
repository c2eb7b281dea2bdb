#include "equivarify/codegen/audit/spec/extensions.hpp"

#include "equivarify/codegen/audit/spec/bounds.hpp"
#include "equivarify/codegen/audit/spec/printable.hpp"
#include "equivarify/codegen/audit/spec/refuse.hpp"

#include <nlohmann/json.hpp>

#include <limits>

namespace equivarify::audit {
namespace {

using nlohmann::json;

/// \p order times \p factor. \throws Refusal beyond the bound.
std::size_t larger(std::size_t order, std::size_t factor) {
  if (order * factor > bounds::order) {
    throw Refusal{"too large: a group of more than " + std::to_string(bounds::order) + " elements"};
  }
  return order * factor;
}

/// \p images on the points \p first, \p first + 1, ... of \p degree.
Images moved_to(Images const& images, std::size_t first, std::size_t degree) {
  Images whole = identity_of(degree);
  for (std::size_t i = 0; i < images.size(); ++i) {
    whole[first + i] = static_cast<std::uint32_t>(first + images[i]);
  }
  return whole;
}

void require_few_generators(std::size_t count) {
  if (count > bounds::generators) {
    throw Refusal{"too large: a group with more than " + std::to_string(bounds::generators) +
                  " generators"};
  }
}

/// The generators of \p parts, each on the elements of its own part.
NamedImages apart(std::vector<Group> const& parts) {
  std::size_t degree = 0;
  std::size_t count = 0;
  for (Group const& part : parts) {
    degree += part.order();
    count += part.steps.size();
  }
  require_few_generators(count);
  NamedImages result;
  std::size_t first = 0;
  for (Group const& part : parts) {
    for (auto const& [name, step] : part.steps) {
      result.emplace_back(name, moved_to(step, first, degree));
    }
    first += part.order();
  }
  make_distinct(result);
  return result;
}

/// Where the automorphism of \p normal that takes its generators to \p values takes all elements.
Images automorphism(Group const& normal, Images const& values) {
  constexpr auto unknown = std::numeric_limits<std::uint32_t>::max();
  std::vector<Images> rows;
  for (std::uint32_t const value : values) {
    rows.push_back(normal.row(value));
  }
  Images result(normal.order(), unknown);
  result[0] = 0;
  for (std::size_t x = 0; x < result.size(); ++x) { // known: the elements are in the order found
    for (std::size_t k = 0; k < values.size(); ++k) {
      std::uint32_t const value = rows[k][result[x]];
      std::uint32_t& known = result[normal.steps[k].second[x]];
      known = known == unknown ? value : known;
      if (known != value) {
        throw Refusal{"the quotient does not act by homomorphisms"};
      }
    }
  }
  if (!is_permutation(result)) {
    throw Refusal{"the quotient does not act by automorphisms"};
  }
  return result;
}

/// What \p words, of a generator of the quotient, makes of each generator of \p normal.
Images values_of(json const& words, Group const& normal, std::size_t& letters) {
  Images values;
  for (auto const& [name, step] : normal.steps) {
    if (!words.contains(name)) {
      throw Refusal{"the semidirect product does not say what becomes of " + in_quotes(name)};
    }
    values.push_back(element_named(words.at(name).get<std::string>(), normal, letters));
  }
  if (words.size() != values.size()) {
    refuse("semidirect-normal-keys", "the semidirect product speaks of no generator it has");
  }
  return values;
}

} // namespace

Group direct_product(std::vector<Group> const& factors) {
  std::size_t order = 1;
  for (Group const& factor : factors) {
    order = larger(order, factor.order());
  }
  Group result = close(apart(factors));
  take_words(result, factors);
  return result;
}

Group semidirect_of(json const& form, std::size_t& letters) {
  Group const normal = group_of(form.at("normal"), letters);
  Group const quotient = group_of(form.at("quotient"), letters);
  std::size_t const order = larger(normal.order(), quotient.order());
  NamedImages generators = apart({normal, quotient});
  json const& action = form.at("action");
  for (std::size_t k = 0; k < quotient.steps.size(); ++k) {
    std::string const& name = quotient.steps[k].first;
    if (!action.contains(name)) {
      throw Refusal{"the semidirect product does not say how " + in_quotes(name) + " acts"};
    }
    Images const images = automorphism(normal, values_of(action.at(name), normal, letters));
    Images& whole = generators[normal.steps.size() + k].second;
    std::copy(images.begin(), images.end(), whole.begin());
  }
  if (action.size() != quotient.steps.size()) {
    refuse("semidirect-quotient-keys", "the semidirect product speaks of no generator it has");
  }
  Group result = close(generators);
  if (result.order() != order) {
    throw Refusal{"the quotient does not act: a relation of it does not hold for automorphisms"};
  }
  take_words(result, {normal, quotient});
  return result;
}

Group wreath_of(json const& form, std::size_t& letters) {
  Group const base = group_of(form.at(0), letters);
  Group const top = group_of(form.at(1), letters);
  std::size_t const width = base.order();
  std::size_t const copies = top.points.empty() ? 1 : top.points.front().second.size();
  std::size_t order = top.order();
  for (std::size_t copy = 0; copy < copies; ++copy) {
    order = larger(order, width);
  }
  require_few_generators(copies * base.steps.size() + top.steps.size());
  std::vector<Group> parts(copies, base);
  NamedImages generators = apart(parts);
  for (auto const& [name, images] : top.points) {
    Images whole;
    for (std::uint32_t const copy : images) {
      for (std::size_t i = 0; i < width; ++i) {
        whole.push_back(static_cast<std::uint32_t>(copy * width + i));
      }
    }
    generators.emplace_back(name, std::move(whole));
  }
  make_distinct(generators);
  // So that an element of the second group that moves no copy is seen.
  std::size_t const degree = copies * width + top.order();
  for (std::size_t k = 0; k < generators.size(); ++k) {
    Images& images = generators[k].second;
    images = moved_to(images, 0, degree);
    if (k >= copies * base.steps.size()) {
      Images const& step = top.steps[k - copies * base.steps.size()].second;
      for (std::size_t i = 0; i < step.size(); ++i) {
        images[copies * width + i] = static_cast<std::uint32_t>(copies * width + step[i]);
      }
    }
  }
  Group result = close(generators);
  parts.push_back(top);
  take_words(result, parts);
  return result;
}

} // namespace equivarify::audit
