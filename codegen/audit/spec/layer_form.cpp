#include "equivarify/codegen/audit/spec/layer_form.hpp"

#include "equivarify/codegen/audit/spec/bounds.hpp"
#include "equivarify/codegen/audit/spec/layer_fields.hpp"
#include "equivarify/codegen/audit/spec/names.hpp"
#include "equivarify/codegen/audit/spec/refuse.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace equivarify::audit {
namespace {

using nlohmann::json;

constexpr std::size_t most_in_a_row = 256; ///< blocks of a network, layers of a block

std::string type_of(Node const& layer) {
  std::vector<std::string> types;
  for (auto const& [type, kind] : layer_kinds()) {
    types.push_back(type);
  }
  if (!layer.value.is_object() || !layer.has("type")) {
    layer.fail("an object with a \"type\"");
  }
  return layer.at("type").choice(types);
}

void expect_keys_of(Node const& layer, LayerKind const& kind) {
  std::vector<std::string> needed{"type"};
  std::vector<std::string> allowed{"name", "inputs"};
  for (Field const& field : kind.fields) {
    bool const must = field.otherwise.is_null() && field.as.empty();
    (must ? needed : allowed).push_back(field.name);
  }
  layer.expect_keys(needed, allowed);
}

/// Reads the layers of a network one by one.
class LayerReader {
public:
  json canonical(Node const& layer) {
    std::string const type = type_of(layer);
    LayerKind const& kind = layer_kinds().at(type);
    expect_keys_of(layer, kind);
    std::string const standard = type + std::to_string(++count_[type]);
    json result{{"type", type},
                {"name", layer.has("name") ? program_name(layer.at("name")) : standard}};
    for (Field const& field : kind.fields) {
      result[field.name] = layer.has(field.name.c_str()) ? field.read(layer.at(field.name))
                           : field.as.empty()            ? field.otherwise
                                                         : result[field.as];
      if (field.is_late && result[field.name] == field.otherwise) {
        result.erase(field.name);
      }
    }
    // Layers compute with the nearest floats.
    if (type == "clip" && static_cast<float>(result["low"].get<double>()) >=
                              static_cast<float>(result["high"].get<double>())) {
      layer.fail("a \"low\" that is below \"high\"");
    }
    if (result["name"] == "input") {
      refuse("name-input", layer.mismatch("another name than that of what a block reads"));
    }
    read_inputs(layer, result);
    return result;
  }

  void begin_block() { before_ = "input"; }

private:
  /// Adds to \p result, in canonical form, what \p layer reads where that is not the layer before.
  void read_inputs(Node const& layer, json& result) {
    json names = json::array();
    if (layer.has("inputs")) {
      for (Node const& name : layer.at("inputs").list(1, most_in_a_row)) {
        names.push_back(identifier(name));
      }
      if (names != json::array({before_})) {
        result["inputs"] = names;
      }
    }
    before_ = result["name"].get<std::string>();
  }

  std::map<std::string, int> count_;
  std::string before_;
};

} // namespace

json canonical_shape(Node const& node) {
  json shape = json::array();
  for (Node const& extent : node.list(2, 4)) {
    shape.push_back(extent.integer(1, 1024));
  }
  if (shape.size() == 2) { // a line is a plane of one row
    shape.insert(shape.begin() + 1, 1U);
  }
  if (shape.size() == 4 && shape[1] == 1U) { // a volume of one slice is a plane
    shape.erase(1);
  }
  return shape;
}

json canonical_network(Node const& network) {
  LayerReader reader;
  std::size_t count = 0;
  json blocks = json::array();
  for (Node const& block : network.list(1, most_in_a_row)) {
    block.expect_keys({"name", "equivarify", "layers"}, {});
    json layers = json::array();
    reader.begin_block();
    for (Node const& layer : block.at("layers").list(1, most_in_a_row)) {
      layers.push_back(reader.canonical(layer));
    }
    count += layers.size();
    if (count > bounds::layers) {
      throw Refusal{"too large: a network of more layers than " + std::to_string(bounds::layers)};
    }
    blocks.push_back({{"name", program_name(block.at("name"))},
                      {"equivarify", block.at("equivarify").choice({"lift", "concat", "none"})},
                      {"layers", layers}});
  }
  return blocks;
}

} // namespace equivarify::audit
