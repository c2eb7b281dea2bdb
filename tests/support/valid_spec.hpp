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

namespace equivarify::support {

/// A number from \p least to \p most.
inline int pick_number(int least, int most) {
  return *rc::gen::inRange(least, most + 1);
}

/// The shape of an image, or of a vector, which has one row and one column.
struct PickedShape {
  int channels = 1;
  int rows = 1;
  int columns = 1;
  bool is_vector = false;
};

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
/// all rows and channels at once.
inline nlohmann::json regular_motions(algebra::Group const& group, PickedShape const& shape) {
  nlohmann::json motions = nlohmann::json::object();
  for (std::string const& name : group.generator_names()) {
    algebra::Element const inverse = group.inverse(group.element_named(name));
    std::vector<std::uint32_t> places;
    for (int line = 0; line < shape.channels * shape.rows; ++line) {
      for (algebra::Element const h : group.elements()) {
        places.push_back(static_cast<std::uint32_t>(line) * group.order() +
                         group.multiply(inverse, h).index());
      }
    }
    motions[name] = {{"permutation", places}};
  }
  return motions;
}

/// A pool that fits \p shape, of at least two rows and columns, which becomes that of its output.
inline nlohmann::json pick_pool(PickedShape& shape) {
  bool const largest = pick_number(0, 1) == 0;
  int const margin = pick_number(0, 1);
  nlohmann::json pool{{"type", largest ? "max_pool2d" : "average_pool2d"}, {"size", 2}};
  if (pick_number(0, 1) == 0) {
    pool["padding"] = margin;
    shape.rows += 2 * margin;
    shape.columns += 2 * margin;
  }
  if (!largest && pick_number(0, 1) == 0) {
    pool["count_include_pad"] = false;
  }
  shape.rows /= 2;
  shape.columns /= 2;
  return pool;
}

/// A convolution that fits \p shape, which becomes that of its output.
inline nlohmann::json pick_convolution(PickedShape& shape) {
  int const smaller = std::min(shape.rows, shape.columns);
  int const kernel = smaller >= 3 ? 3 : 1;
  int const dilation = smaller >= 5 ? pick_number(1, 2) : 1;
  int const lost = (kernel - 1) * dilation;
  int const groups = shape.channels <= 4 && pick_number(0, 2) == 0 ? shape.channels : 1;
  shape.channels = groups * pick_number(1, 4 / groups);
  nlohmann::json layer{{"type", "conv2d"}, {"filters", shape.channels}, {"kernel", kernel}};
  int const padding = pick_number(0, 2);
  if (padding == 0) {
    layer["padding"] = "valid";
    shape.rows -= lost;
    shape.columns -= lost;
  }
  if (padding == 1) {
    std::vector<int> const margins{
        pick_number(0, 1), pick_number(0, 1), pick_number(0, 1), pick_number(0, 1)};
    layer["padding"] = margins;
    shape.rows += margins[0] + margins[2] - lost;
    shape.columns += margins[1] + margins[3] - lost;
  }
  layer["dilation"] = dilation;
  layer["groups"] = groups;
  layer["bias"] = pick_number(0, 2) != 0;
  layer["circular"] = padding != 0 && pick_number(0, 2) == 0;
  return layer;
}

/// A layer that makes larger planes of those of \p shape, which becomes that of its output.
inline nlohmann::json pick_spreading(PickedShape& shape) {
  int const factor = pick_number(1, 2);
  shape.rows *= factor;
  if (pick_number(0, 1) == 0) {
    return {{"type", "upsample2d"}, {"scale", {factor, 1}}};
  }
  shape.channels = pick_number(1, 4);
  shape.columns += 1;
  return {{"type", "conv_transpose2d"},
          {"filters", shape.channels},
          {"kernel", {factor, 3}},
          {"stride", {factor, 1}},
          {"padding", {0, 1, 0, 0}},
          {"bias", pick_number(0, 2) != 0}};
}

/// A layer that fits \p shape, which becomes that of its output.
inline nlohmann::json pick_layer(PickedShape& shape) {
  using nlohmann::json;
  std::vector<json> const functions{{{"type", "relu"}},
                                    {{"type", "sigmoid"}},
                                    {{"type", "tanh"}},
                                    {{"type", "elu"}},
                                    {{"type", "leaky_relu"}},
                                    {{"type", "gelu"}},
                                    {{"type", "hard_sigmoid"}},
                                    {{"type", "softplus"}},
                                    {{"type", "softsign"}},
                                    {{"type", "hard_swish"}},
                                    {{"type", "mish"}},
                                    {{"type", "gelu_tanh"}},
                                    {{"type", "abs"}},
                                    {{"type", "erf"}},
                                    {{"type", "clip"}, {"low", 0}, {"high", 6}}};
  int const kind = pick_number(0, 5);
  if (kind <= 1) {
    return *rc::gen::elementOf(functions);
  }
  if (shape.is_vector) {
    shape.channels = pick_number(1, 5);
    return {{"type", "dense"}, {"units", shape.channels}, {"bias", pick_number(0, 2) != 0}};
  }
  if (kind == 2) {
    shape = {shape.channels * shape.rows * shape.columns, 1, 1, true};
    return {{"type", "flatten"}};
  }
  if (kind == 4 && pick_number(0, 1) == 0 && shape.rows * shape.columns <= 64) {
    return pick_spreading(shape);
  }
  bool const pools = kind == 3 && std::min(shape.rows, shape.columns) >= 2;
  return pools ? pick_pool(shape) : pick_convolution(shape);
}

/// The layers of a block; of the last one, with \p outputs numbers in the end where that is not 0.
inline nlohmann::json pick_layers(PickedShape& shape, int outputs) {
  nlohmann::json layers = nlohmann::json::array();
  int const count = pick_number(outputs == 0 ? 1 : 0, 3);
  for (int i = 0; i < count; ++i) {
    layers.push_back(pick_layer(shape));
  }
  if (outputs != 0) {
    if (!shape.is_vector) {
      layers.push_back({{"type", "flatten"}});
    }
    layers.push_back({{"type", "dense"}, {"units", outputs}});
  }
  return layers;
}

/// Turns and flips of squares by C4 and D4, or the regular action of any group.
inline nlohmann::json
pick_input(nlohmann::json const& form, algebra::Group const& group, PickedShape& shape) {
  bool const turns = form == nlohmann::json{{"cyclic", 4}};
  bool const flips = form == nlohmann::json{{"dihedral", 4}};
  shape.channels = pick_number(1, 3);
  if ((turns || flips) && pick_number(0, 3) != 0) {
    shape.rows = shape.columns = pick_number(2, 8);
    nlohmann::json motions{{"r", "quarter_turn"}};
    if (flips) {
      motions["s"] = "flip_columns";
    }
    return {{"shape", {shape.channels, shape.rows, shape.columns}}, {"action", motions}};
  }
  shape.rows = pick_number(1, 4);
  shape.columns = static_cast<int>(group.order());
  return {{"shape", {shape.channels, shape.rows, shape.columns}},
          {"action", regular_motions(group, shape)}};
}

/// A valid spec.
inline nlohmann::json pick_valid_spec() {
  using nlohmann::json;
  json const form = pick_group_form();
  algebra::Group const group = codegen::read_listed_group({form, ""});
  auto const order = static_cast<int>(group.order());
  PickedShape shape;
  json spec{{"name", "valid"}, {"group", form}, {"input", pick_input(form, group, shape)}};
  int const classes = pick_number(1, 4);
  bool const canonical = pick_number(0, 5) == 0;
  int const blocks = canonical ? 1 : pick_number(1, 3);
  for (int i = 0; i < blocks; ++i) {
    bool const concat = i > 0 && pick_number(0, 2) != 0;
    int const outputs = i + 1 < blocks ? 0 : classes * (canonical ? order : 1);
    shape.channels *= concat ? order : 1;
    spec["network"].push_back({{"name", "block" + std::to_string(i)},
                               {"equivarify", concat ? "concat" : "lift"},
                               {"layers", pick_layers(shape, outputs)}});
  }
  if (canonical) {
    spec["construction"] = "canonical";
  }
  for (int i = 0; i < classes; ++i) {
    spec["labels"]["classes"].push_back("class " + std::to_string(i));
  }
  int const arithmetic = pick_number(0, 3);
  if (arithmetic < 2) {
    spec["arithmetic"] = arithmetic == 0 ? "fast" : "bf16";
  }
  return spec;
}

} // namespace equivarify::support

#endif
