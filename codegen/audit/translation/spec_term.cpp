#include "equivarify/codegen/audit/translation/spec_term.hpp"

#include "equivarify/codegen/audit/proof/refusal.hpp"
#include "equivarify/codegen/audit/spec/described.hpp"
#include "equivarify/codegen/audit/spec/motions.hpp"
#include "equivarify/codegen/audit/spec/printable.hpp"
#include "equivarify/codegen/audit/spec/reads.hpp"

#include <nlohmann/json.hpp>

#include <vector>

namespace equivarify::audit {
namespace {

using nlohmann::json;

/// What a layer makes, and the shape of what it acts on: the concatenation where it sees one.
struct SpecValue {
  MapTerm term;
  ValueShape shape;
};

/// Walks through the layers of a block.
class BlockTerm {
public:
  BlockTerm(bool trains, MapTerms& terms) : trains_{trains}, terms_{terms} {}

  SpecValue run(json const& block, SpecValue const& input) {
    std::vector<SpecValue> values{input};
    std::vector<Reads> const reads = reads_of(block);
    for (std::size_t i = 0; i < reads.size(); ++i) {
      std::vector<SpecValue> read;
      for (std::size_t const value : reads[i]) {
        read.push_back(values[value]);
      }
      values.push_back(passed(block.at("layers")[i], read));
    }
    return values.back();
  }

private:
  SpecValue passed(json const& layer, std::vector<SpecValue> const& read) {
    LayerClass const kind = class_of(layer);
    std::vector<MapTerm> arguments;
    std::vector<ValueShape> shapes;
    for (SpecValue const& value : read) {
      arguments.push_back(value.term);
      shapes.push_back(value.shape);
    }
    Window const window = has_windows(kind) ? window_of(layer, kind, shapes.front()) : Window{};
    ValueShape const shape = output_of(layer, kind, window, shapes);
    bool const is_nothing =
        kind == LayerClass::reshape || (!trains_ && layer.at("type") == "dropout");
    std::string const name = term_name(layer, kind, shapes.front().channels);
    return {is_nothing ? arguments.front() : terms_.applied(name, kind, arguments), shape};
  }

  bool trains_;
  MapTerms& terms_;
};

} // namespace

std::map<std::string, json const*> layers_of(json const& spec) {
  std::map<std::string, json const*> layers;
  for (json const& block : spec.at("network")) {
    for (json const& layer : block.at("layers")) {
      auto const name = layer.at("name").get<std::string>();
      demand(layers.emplace(name, &layer).second,
             "two layers of the spec are called " + in_quotes(name) +
                 ", and headers have one struct for each name");
    }
  }
  return layers;
}

std::string term_name(json const& layer, LayerClass kind, std::size_t channels) {
  auto const type = layer.at("type").get<std::string>();
  if (type == "relu") {
    return type;
  }
  bool const is_norm = kind == LayerClass::affine_in_channels || kind == LayerClass::normalised;
  return type + " " + layer.at("name").get<std::string>() +
         (is_norm ? " of " + std::to_string(channels) : "");
}

MapTerm term_of_spec(json const& spec, std::size_t copies, bool trains, MapTerms& terms) {
  Extents const input = extents_of_shape(spec.at("input").at("shape"));
  SpecValue value{terms.input(), {input.channels, input.rows, input.columns, input.slices}};
  for (json const& block : spec.at("network")) {
    auto const kind = block.at("equivarify").get<std::string>();
    demand(kind != "none", "a block that is used as it is: no header has it");
    if (kind == "concat") {
      value = {terms.concatenated(value.term), value.shape.of(value.shape.channels * copies)};
    }
    value = BlockTerm{trains, terms}.run(block, value);
  }
  bool const is_combined = construction_of(spec) != "g_product";
  MapTerm const term = is_combined ? terms.ended("coinduction", value.term) : value.term;
  return spec.contains("output") ? terms.ended("heads", term) : term;
}

} // namespace equivarify::audit
