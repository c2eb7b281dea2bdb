/// \file
/// Random specs that are valid, for properties of all that `check` accepts.
#ifndef EQUIVARIFY_TESTS_SUPPORT_VALID_SPEC_HPP
#define EQUIVARIFY_TESTS_SUPPORT_VALID_SPEC_HPP

#include "equivarify/algebra/group.hpp"
#include "equivarify/codegen/groups/group_form.hpp"
#include "equivarify/codegen/json/document.hpp"

#include <nlohmann/json.hpp>
#include <rapidcheck.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "support/picked_block.hpp"
#include "support/picked_outputs.hpp"

namespace equivarify::support {

/// Forms of small groups of each kind, with generators of every number.
inline nlohmann::json pick_group_form() {
  using nlohmann::json;
  int const n = pick_number(1, 6);
  return *rc::gen::elementOf(std::vector<json>{
      {{"cyclic", n}},
      {{"cyclic", 4}},
      {{"dihedral", pick_number(1, 4)}},
      {{"dihedral", 4}},
      {{"dicyclic", 2}},
      {{"symmetric", 3}},
      {{"alternating", 4}},
      {{"elementary_abelian", {2, 2}}},
      {{"product", {{{"cyclic", 2}}, {{"cyclic", 3}}}}},
      {{"wreath", {{{"cyclic", 2}}, {{"cyclic", 2}}}}},
      {{"permutations", {{"degree", 3}, {"generators", {{"a", "(0 1 2)"}}}}}},
      {{"presentation", {{"generators", {"a", "b"}}, {"relations", {"a^3", "b^2", "(a b)^2"}}}}}});
}

/// Each generator by its place in the multiplication table: (g x)(h) = x(g^-1 h) on the columns, in
/// all other axes at once.
inline nlohmann::json regular_motions(algebra::Group const& group, PickedShape const& shape) {
  nlohmann::json motions = nlohmann::json::object();
  for (std::string const& name : group.generator_names()) {
    algebra::Element const inverse = group.inverse(group.element_named(name));
    std::vector<std::uint32_t> places;
    for (int first = 0; first < shape.size(); first += shape.columns) {
      for (algebra::Element const h : group.elements()) {
        places.push_back(static_cast<std::uint32_t>(first) + group.multiply(inverse, h).index());
      }
    }
    motions[name] = {{"permutation", places}};
  }
  return motions;
}

/// The same \p motions in a basis whose vectors have random signs.
inline nlohmann::json with_signs(nlohmann::json motions, PickedShape const& shape) {
  std::vector<int> signs;
  for (int i = 0; i < shape.size(); ++i) {
    signs.push_back(pick_whether() ? 1 : -1);
  }
  for (nlohmann::json& motion : motions) {
    std::vector<int> changes;
    for (nlohmann::json const& place : motion["permutation"]) {
      changes.push_back(signs[changes.size()] * signs[place.get<std::size_t>()]);
    }
    motion = {{{"signs", changes}}, motion};
  }
  return motions;
}

/// What comes in, and what can be said of it.
struct PickedInput {
  nlohmann::json input;
  PickedShape shape{};
  int side = 0; ///< of a square that the group turns
};

/// A square that C4 turns, or D4 turns and flips, perhaps with changes of sign.
inline PickedInput pick_square(bool flips) {
  int const side = pick_number(2, 8);
  PickedShape const shape{.channels = pick_number(1, 3), .rows = side, .columns = side};
  nlohmann::json motions{{"r", "quarter_turn"}};
  if (flips) {
    motions["s"] = "flip_columns";
  }
  for (nlohmann::json& motion : motions) {
    if (pick_whether(4)) {
      motion = {"negate", motion};
    }
  }
  return {{{"shape", {shape.channels, side, side}}, {"action", motions}}, shape, side};
}

/// A line, plane or volume that \p group moves by its regular action, perhaps with changes of sign.
inline PickedInput pick_regular(algebra::Group const& group) {
  PickedShape shape{.channels = pick_number(1, 3), .columns = static_cast<int>(group.order())};
  shape.axes = pick_whether() ? 2 : pick_number(1, 3);
  shape.rows = shape.axes == 1 ? 1 : pick_number(1, 4);
  shape.slices = shape.axes == 3 ? pick_number(1, 3) : 1;
  nlohmann::json extents = nlohmann::json::array({shape.channels});
  if (shape.axes == 3) {
    extents.push_back(shape.slices);
  }
  if (shape.axes != 1) {
    extents.push_back(shape.rows);
  }
  extents.push_back(shape.columns);
  nlohmann::json const motions = regular_motions(group, shape);
  return {{{"shape", extents}, {"action", pick_whether(3) ? with_signs(motions, shape) : motions}},
          shape};
}

/// Turns and flips of squares by C4 and D4, or the regular action of any group.
inline PickedInput pick_input(nlohmann::json const& form, algebra::Group const& group) {
  bool const turns = form == nlohmann::json{{"cyclic", 4}};
  bool const flips = form == nlohmann::json{{"dihedral", 4}};
  return (turns || flips) && !pick_whether(4) ? pick_square(flips) : pick_regular(group);
}

/// Layers that make one vector of the plane `field` of the shape \p shape and the vector `arrow`;
/// the shape becomes that of it.
inline nlohmann::json layers_of_parts(PickedShape& shape) {
  using nlohmann::json;
  json layers = json::array();
  int const kernel = shape.is_wide() ? 3 : 1;
  layers.push_back({{"type", "conv2d"}, {"filters", 2}, {"kernel", kernel}, {"inputs", {"field"}}});
  layers.push_back({{"name", "seen"}, {"type", "flatten"}});
  layers.push_back({{"name", "told"}, {"type", "dense"}, {"units", 3}, {"inputs", {"arrow"}}});
  layers.push_back({{"name", "both"}, {"type", "concatenate"}, {"inputs", {"seen", "told"}}});
  shape.channels = 2;
  shape.channels = shape.size() + 3;
  shape = {.channels = shape.channels, .is_vector = true};
  return layers;
}

/// What comes out of \p spec, with labels of \p classes classes.
inline void add_labels(nlohmann::json& spec, int classes) {
  for (int i = 0; i < classes; ++i) {
    spec["labels"]["classes"].push_back("class " + std::to_string(i));
    if (classes == 3) {
      spec["labels"]["class_weights"].push_back(i + 1);
    }
  }
  if (pick_whether(3)) {
    spec["labels"]["pose"] = "unknown";
  }
}

/// The blocks of a network that gives \p outputs numbers of each copy, \p count of them.
inline nlohmann::json
pick_blocks(nlohmann::json first, PickedShape shape, int order, int count, int outputs) {
  nlohmann::json blocks = nlohmann::json::array();
  for (int i = 0; i < count; ++i) {
    bool const concat = i > 0 && pick_number(0, 2) != 0;
    std::string const name = "block" + std::to_string(i);
    shape.channels *= concat ? order : 1;
    blocks.push_back({{"name", name},
                      {"equivarify", concat ? "concat" : "lift"},
                      {"layers",
                       pick_layers(i == 0 ? first : nlohmann::json::array(),
                                   shape,
                                   name,
                                   i + 1 < count ? 0 : outputs)}});
  }
  return blocks;
}

/// A valid spec.
inline nlohmann::json pick_valid_spec() {
  using nlohmann::json;
  json const form = pick_group_form();
  algebra::Group const group = codegen::read_listed_group({form, ""});
  auto const order = static_cast<int>(group.order());
  PickedInput picked = pick_input(form, group);
  json spec{{"name", "valid"}, {"group", form}, {"input", picked.input}};
  json first = json::array();
  std::string const construction = *rc::gen::elementOf(
      std::vector<std::string>{"", "", "", "", "", "", "kernel_quotient", "reynolds", "canonical"});
  if (!construction.empty()) {
    spec["construction"] = construction;
  } else if (picked.shape.axes == 2 && picked.shape.rows * picked.shape.columns > 1 &&
             pick_whether(6)) { // an array of one place would be a vector
    PickedShape const arrow{.columns = order};
    spec["input"] = {
        {"parts",
         {{"field", picked.input},
          {"arrow", {{"shape", {order}}, {"action", regular_motions(group, arrow)}}}}}};
    first = layers_of_parts(picked.shape);
    picked.side = 0;
  }
  bool const is_whole = construction == "reynolds" || construction == "canonical";
  int outputs = pick_number(1, 4);
  if (construction.empty() && pick_whether(3)) {
    PickedOutputs const heads = pick_outputs(group, picked.side);
    spec["output"] = heads.output;
    outputs = heads.numbers;
  } else {
    add_labels(spec, outputs);
    outputs *= is_whole ? order : 1;
  }
  spec["network"] =
      pick_blocks(first, picked.shape, order, is_whole ? 1 : pick_number(1, 3), outputs);
  int const arithmetic = pick_number(0, 3);
  if (arithmetic < 2) {
    spec["arithmetic"] = arithmetic == 0 ? "fast" : "bf16";
  }
  return spec;
}

} // namespace equivarify::support

#endif
