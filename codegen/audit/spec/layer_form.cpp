#include "equivarify/codegen/audit/spec/layer_form.hpp"

#include "equivarify/codegen/audit/spec/names.hpp"
#include "equivarify/codegen/audit/spec/refuse.hpp"

#include <nlohmann/json.hpp>

#include <map>

namespace equivarify::audit {
namespace {

using nlohmann::json;

constexpr std::uint64_t largest_size = 65536;
constexpr std::size_t most_in_a_row = 256; ///< blocks of a network, layers of a block

json extent(Node const& node) {
  if (!node.value.is_array()) {
    auto const size = node.integer(1, largest_size);
    return {size, size};
  }
  json result = json::array();
  for (Node const& size : node.list(2, 2)) {
    result.push_back(size.integer(1, largest_size));
  }
  return result;
}

json size(Node const& node) {
  return node.integer(1, largest_size);
}

json boolean(Node const& node) {
  return node.boolean();
}

/// A word, or the margins at the top, at the left, at the bottom and at the right.
json padding(Node const& node) {
  if (node.value.is_string()) {
    return node.choice({"same", "valid"});
  }
  json margins = json::array();
  if (node.value.is_array()) {
    for (Node const& margin : node.list(2, 4)) {
      margins.push_back(margin.integer(0, largest_size));
    }
  } else {
    margins = {node.integer(0, largest_size), node.integer(0, largest_size)};
  }
  if (margins.size() == 3) {
    node.fail("2 margins or 4");
  }
  return margins.size() == 4 ? margins : json{margins[0], margins[1], margins[0], margins[1]};
}

template <int Least, int Most>
json number_within(Node const& node) {
  double const number = node.number();
  if (number < Least || number > Most) {
    node.fail("a number from " + std::to_string(Least) + " to " + std::to_string(Most));
  }
  return number;
}

json small_number(Node const& node) {
  double const number = node.number();
  if (number < 1e-10 || number > 1.0) {
    node.fail("a number from 1e-10 to 1");
  }
  return number;
}

/// A field of a layer, its canonical form and, if it may be left out, its default: a value, or the
/// name of another field. Without either it must be there.
struct Field {
  std::string name;
  json (*read)(Node const&);
  json otherwise{};
  std::string as{};
  bool is_late = false; ///< the default is left out, for the digests of specs from before it
};

struct LayerKind {
  std::vector<Field> fields;
  bool may_tie = false;
};

std::map<std::string, LayerKind> const& layer_kinds() {
  LayerKind const plain;
  auto* const bound = number_within<-1000000, 1000000>;
  Field const pool_padding{"padding", padding, "valid", "", true};
  LayerKind const pool{{{"size", extent}, {"stride", extent, {}, "size"}, pool_padding}};
  LayerKind average = pool;
  average.fields.push_back({"count_include_pad", boolean, true, "", true});
  static std::map<std::string, LayerKind> const kinds{
      {"conv2d",
       {{{"filters", size},
         {"kernel", extent},
         {"stride", extent, json::array({1U, 1U})},
         {"padding", padding, "same"},
         {"dilation", extent, json::array({1U, 1U}), "", true},
         {"groups", size, 1U, "", true},
         {"circular", boolean, false, "", true},
         {"bias", boolean, true, "", true}},
        true}},
      {"dense", {{{"units", size}, {"bias", boolean, true, "", true}}, true}},
      {"relu", plain},
      {"sigmoid", plain},
      {"tanh", plain},
      {"elu", {{{"alpha", number_within<0, 100>, 1.0}}}},
      {"leaky_relu", {{{"slope", number_within<0, 1>, 0.01}}}},
      {"gelu", plain},
      {"hard_sigmoid", plain},
      {"clip", {{{"low", bound}, {"high", bound}}}},
      {"max_pool2d", pool},
      {"average_pool2d", average},
      {"global_average_pool2d", plain},
      {"flatten", plain},
      {"softmax", plain},
      {"add", plain},
      {"concatenate", plain},
      {"batch_norm", {{{"epsilon", small_number, 1e-5}, {"momentum", number_within<0, 1>, 0.1}}}}};
  return kinds;
}

/// The number that layers compute with.
float as_float(json const& number) {
  return static_cast<float>(number.get<double>());
}

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
  if (kind.may_tie) {
    allowed.emplace_back("tied");
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
    if (type == "clip" && as_float(result["low"]) >= as_float(result["high"])) {
      layer.fail("a \"low\" that is below \"high\"");
    }
    if (result["name"] == "input") {
      refuse("name-input", layer.mismatch("another name than that of what a block reads"));
    }
    read_inputs(layer, result);
    if (layer.has("tied") && layer.at("tied").boolean()) {
      result["tied"] = true; // false is left out, for the digests of specs from before there was it
    }
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

json canonical_network(Node const& network) {
  LayerReader reader;
  json blocks = json::array();
  for (Node const& block : network.list(1, most_in_a_row)) {
    block.expect_keys({"name", "equivarify", "layers"}, {});
    json layers = json::array();
    reader.begin_block();
    for (Node const& layer : block.at("layers").list(1, most_in_a_row)) {
      layers.push_back(reader.canonical(layer));
    }
    blocks.push_back({{"name", program_name(block.at("name"))},
                      {"equivarify", block.at("equivarify").choice({"lift", "concat", "none"})},
                      {"layers", layers}});
  }
  return blocks;
}

} // namespace equivarify::audit
