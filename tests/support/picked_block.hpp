/// \file
/// Random blocks: layers in a row, and ways around them.
#ifndef EQUIVARIFY_TESTS_SUPPORT_PICKED_BLOCK_HPP
#define EQUIVARIFY_TESTS_SUPPORT_PICKED_BLOCK_HPP

#include <nlohmann/json.hpp>

#include <string>

#include "support/picked_layers.hpp"

namespace equivarify::support {

/// The name of the last of \p layers, which gets \p otherwise where it has none; of no layers that
/// of what the block reads.
inline std::string name_of_last(nlohmann::json& layers, std::string const& otherwise) {
  if (layers.empty()) {
    return "input";
  }
  nlohmann::json& last = layers.back();
  if (!last.contains("name")) {
    last["name"] = otherwise;
  }
  return last["name"];
}

/// A value that \p from is multiplied by: of its shape, or one number for each channel of images.
inline nlohmann::json pick_gate(PickedShape const& shape, std::string const& from) {
  bool const squeezes = !shape.is_vector && pick_whether();
  char const* const pools[] = {
      "global_average_pool1d", "global_average_pool2d", "global_average_pool3d"};
  return {{"type", squeezes ? pools[shape.axes - 1] : "sigmoid"}, {"inputs", {from}}};
}

/// Adds layers to \p layers of the block \p block, a value of the shape \p shape going around some
/// of them, and where both meet again.
inline void add_way(nlohmann::json& layers, PickedShape& shape, std::string const& block) {
  std::string const place = block + "_" + std::to_string(layers.size());
  std::string const from = name_of_last(layers, place + "_from");
  int const kind = pick_number(0, 2);
  if (kind == 0) {
    layers.push_back(pick_gate(shape, from));
  } else {
    layers.push_back(pick_keeping_layer(shape));
    if (layers.back()["type"] == "dropout") { // the same entries, which nothing reads twice
      layers.back() = {{"type", "elu"}};
    }
    layers.back()["inputs"] = {from};
    if (pick_whether()) {
      layers.push_back(pick_keeping_layer(shape));
    }
  }
  std::string const body = name_of_last(layers, place + "_body");
  bool const joins = kind == 1 && shape.channels <= 16;
  layers.push_back(
      {{"name", place + "_both"},
       {"type",
        kind == 0 ? "multiply"
        : joins   ? "concatenate"
                  : "add"},
       {"inputs",
        kind == 0 || pick_whether() ? std::vector{from, body} : std::vector{body, from}}});
  shape.channels *= joins ? 2 : 1;
}

/// The layers of the block \p block after \p layers; of the last one, with \p outputs numbers in
/// the end where that is not 0.
inline nlohmann::json
pick_layers(nlohmann::json layers, PickedShape& shape, std::string const& block, int outputs) {
  int const count = pick_number(outputs == 0 && layers.empty() ? 1 : 0, 3);
  for (int i = 0; i < count; ++i) {
    if (pick_whether(4) && shape.channels <= 32) {
      add_way(layers, shape, block);
    } else {
      layers.push_back(pick_layer(shape));
    }
  }
  if (outputs != 0) {
    if (!shape.is_vector) {
      layers.push_back({{"type", "flatten"}});
    }
    layers.push_back({{"type", "dense"}, {"units", outputs}});
  }
  return layers;
}

} // namespace equivarify::support

#endif
