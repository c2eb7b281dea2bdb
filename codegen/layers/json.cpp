#include "equivarify/codegen/layers/json.hpp"

#include "equivarify/codegen/layers/registry.hpp"

#include <nlohmann/json.hpp>

namespace equivarify::codegen {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

/// A value of the kind that the field has in a fresh operation, read from JSON.
struct Reader {
  json const& value;

  FieldValue operator()(bool /*kind*/) const { return value.get<bool>(); }

  FieldValue operator()(std::size_t /*kind*/) const { return value.get<std::size_t>(); }

  FieldValue operator()(double /*kind*/) const { return value.get<double>(); }

  FieldValue operator()(Extent const& /*kind*/) const {
    if (value.is_array()) {
      return Extent{value[0].get<std::size_t>(), value[1].get<std::size_t>()};
    }
    return Extent{value.get<std::size_t>(), value.get<std::size_t>()};
  }

  FieldValue operator()(Padding const& /*kind*/) const {
    if (value.is_string()) {
      return value == "same" ? Padding::same : Padding::valid;
    }
    auto const margin = [this](std::size_t i) {
      return value.is_array() ? value[i % value.size()].get<std::size_t>()
                              : value.get<std::size_t>();
    };
    return Padding{Padding::Kind::margins, {margin(0), margin(1), margin(2), margin(3)}};
  }
};

struct Writer {
  json operator()(Extent const& extent) const { return json::array({extent.rows, extent.columns}); }

  json operator()(Padding const& padding) const {
    auto const& [top, left, bottom, right] = padding.margins;
    switch (padding.kind) {
    case Padding::Kind::valid:
      return "valid";
    case Padding::Kind::same:
      return "same";
    case Padding::Kind::margins:
      return json::array({top, left, bottom, right});
    }
    throw algebra::InternalError{"padding of no known kind"};
  }

  template <typename Plain>
  json operator()(Plain const& value) const {
    return value;
  }
};

/// What the schema says of a value of the kind, but for its default and its description.
struct KindSchema {
  NumberRange const& range;

  ordered_json operator()(bool /*kind*/) const { return {{"type", "boolean"}}; }

  ordered_json operator()(std::size_t /*kind*/) const { return {{"$ref", "#/definitions/size"}}; }

  ordered_json operator()(double /*kind*/) const {
    return {{"type", "number"}, {"minimum", range.least}, {"maximum", range.greatest}};
  }

  ordered_json operator()(Extent const& /*kind*/) const {
    return {{"$ref", "#/definitions/extent"}};
  }

  ordered_json operator()(Padding const& /*kind*/) const {
    return {{"$ref", "#/definitions/padding"}};
  }
};

/// A default as a user would write it: one size for an extent of two equal ones.
ordered_json default_of(FieldValue const& value) {
  auto const* const extent = std::get_if<Extent>(&value);
  if (extent != nullptr && extent->rows == extent->columns) {
    return extent->rows;
  }
  return std::visit(Writer{}, value);
}

} // namespace

Operation read_operation(json const& value) {
  LayerType const* const type = find_layer_type(value.at("type").get<std::string>());
  EQUIVARIFY_ASSERT(type != nullptr, "a layer of a type that the schema lets through");
  Operation operation = type->standard();
  for (Field const& field : type->fields()) {
    std::string const& key =
        value.contains(field.name) || field.repeats.empty() ? field.name : field.repeats;
    if (value.contains(key)) {
      field.set(operation, std::visit(Reader{value.at(key)}, field.get(operation)));
    }
  }
  return operation;
}

void write_operation(Operation const& operation, json& layer) {
  layer["type"] = type_name(operation);
  for (Field const& field : operation.type().fields()) {
    FieldValue const value = field.get(operation);
    if (!field.is_late || value != field.otherwise) {
      layer[field.name] = std::visit(Writer{}, value);
    }
  }
}

ordered_json schema_of(LayerType const& type) {
  ordered_json required = ordered_json::array({"type"});
  ordered_json properties = {{"type", {{"const", type.name()}}},
                             {"name", {{"$ref", "#/definitions/identifier"}}},
                             {"inputs", {{"$ref", "#/definitions/inputs"}}}};
  Operation const standard = type.standard();
  for (Field const& field : type.fields()) {
    ordered_json& schema = properties[field.name];
    schema = std::visit(KindSchema{field.range}, field.get(standard));
    if (field.is_required()) {
      required.push_back(field.name);
    }
    if (field.otherwise) {
      schema["default"] = default_of(*field.otherwise);
    }
    if (!field.help.empty()) {
      schema["description"] = field.help;
    }
  }
  return {{"type", "object"},
          {"additionalProperties", false},
          {"required", required},
          {"properties", properties}};
}

} // namespace equivarify::codegen
