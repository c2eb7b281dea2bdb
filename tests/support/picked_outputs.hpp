/// \file
/// Random outputs for a group.
#ifndef EQUIVARIFY_TESTS_SUPPORT_PICKED_OUTPUTS_HPP
#define EQUIVARIFY_TESTS_SUPPORT_PICKED_OUTPUTS_HPP

#include "equivarify/algebra/group.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "support/picked_layers.hpp"

namespace equivarify::support {

/// A sign for each element of \p group.
inline std::vector<int> pick_signs(algebra::Group const& group) {
  std::vector<int> signs;
  for (std::uint32_t i = 0; i < group.order(); ++i) {
    signs.push_back(pick_whether() ? 1 : -1);
  }
  return signs;
}

/// The regular representation of \p group in a basis whose vectors have the signs \p signs.
inline nlohmann::json signed_regular(algebra::Group const& group, std::vector<int> const& signs) {
  nlohmann::json motions = nlohmann::json::object();
  for (std::string const& name : group.generator_names()) {
    algebra::Element const inverse = group.inverse(group.element_named(name));
    std::vector<std::uint32_t> places;
    std::vector<int> changes;
    for (algebra::Element const h : group.elements()) {
      places.push_back(group.multiply(inverse, h).index());
      changes.push_back(signs[h.index()] * signs[places.back()]);
    }
    motions[name] = {{{"signs", changes}}, {{"permutation", places}}};
  }
  return motions;
}

/// An output induced from the cyclic subgroup of some element, which turns its entries.
inline nlohmann::json pick_induced(algebra::Group const& group) {
  algebra::Element const a = group.element(
      static_cast<std::uint32_t>(pick_number(0, static_cast<int>(group.order()) - 1)));
  std::vector<int> places{0};
  for (algebra::Element power = a; power != group.identity(); power = group.multiply(power, a)) {
    places.push_back(static_cast<int>(places.size()));
  }
  std::rotate(places.begin(), places.end() - 1, places.end());
  std::string const name = group.name_of(a);
  return {{"head", "induced"},
          {"units", places.size()},
          {"subgroup", {name}},
          {"action", {{name, {{"permutation", places}}}}}};
}

/// Outputs, and how many numbers they take of each copy.
struct PickedOutputs {
  nlohmann::json output = nlohmann::json::object();
  int numbers = 0;
};

/// Outputs for \p group: some of each head. \p side is that of the input where it is a square that
/// the group turns, otherwise 0.
inline PickedOutputs pick_outputs(algebra::Group const& group, int side) {
  using nlohmann::json;
  auto const order = static_cast<int>(group.order());
  std::vector<int> const plain(group.order(), 1);
  PickedOutputs picked;
  auto const add = [&](std::string const& name, json const& output, int numbers) {
    picked.numbers += picked.output.contains(name) ? 0 : numbers;
    picked.output[name] = output;
  };
  for (int count = pick_number(1, 3); count > 0; --count) {
    switch (pick_number(0, side == 0 ? 4 : 5)) {
    case 0:
      add("kind",
          {{"head", "invariant"},
           {"classes", {"no", "yes", "both"}},
           {"class_weights", {1, 2, 0.5}}},
          3);
      break;
    case 1:
      add("size", {{"head", "invariant"}, {"units", 2}, {"loss", "huber"}, {"weight", 0.5}}, 2);
      break;
    case 2:
      if (json const induced = pick_induced(group); !picked.output.contains("parts")) {
        add("parts", induced, induced["units"].get<int>());
      }
      break;
    case 3:
      add("which",
          {{"head", "permuted"}, {"units", order}, {"action", signed_regular(group, plain)}},
          order);
      break;
    case 4:
      add("force",
          {{"head", "vector"},
           {"units", order},
           {"action", signed_regular(group, pick_signs(group))}},
          order);
      break;
    default:
      add("map",
          {{"head", "grid"}, {"shape", {2, side, side}}, {"action", "input"}},
          2 * side * side);
    }
  }
  return picked;
}

} // namespace equivarify::support

#endif
