#include "equivarify/codegen/layers/json.hpp"

#include "equivarify/codegen/layers/registry.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace equivarify::codegen {
namespace {

using nlohmann::json;

Form const& extent_form() {
  static Form const form = forms::either({size_form, forms::list(size_form, {2, 2})})
                               .called("extent", "One number for both, or [rows, columns].");
  return form;
}

Form const& padding_form() {
  static Form const form = [] {
    Form const margin = forms::integer(0, 65536);
    Form margins = forms::list(margin, {.least = 2, .most = 4, .step = 2})
                       .titled("[rows, columns] or [top, left, bottom, right], each an integer "
                               "from 0 to 65536");
    return forms::either({forms::words({"valid", "same"}), margin, std::move(margins)})
        .called("padding",
                "What windows see around a plane: nothing (valid), as much as keeps its size "
                "(same), or margins: of all sides, [rows, columns] or [top, left, bottom, "
                "right].")
        .titled("\"same\", \"valid\", an integer from 0 to 65536 for all sides, [rows, columns] "
                "or [top, left, bottom, right]");
  }();
  return form;
}

Form const& inputs_form() {
  static Form const form =
      forms::list(forms::name, {1, 256})
          .called("inputs",
                  "The values that the layer reads; the layer before where it is left out.")
          .titled("a list of names of earlier layers of the block, or \"input\" for what the "
                  "block reads");
  return form;
}

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

/// What a value of the kind may be.
struct KindForm {
  NumberRange const& range;

  FormRef operator()(bool /*kind*/) const { return forms::truth(); }

  FormRef operator()(std::size_t /*kind*/) const { return size_form; }

  FormRef operator()(double /*kind*/) const { return forms::number(range.least, range.greatest); }

  FormRef operator()(Extent const& /*kind*/) const { return extent_form; }

  FormRef operator()(Padding const& /*kind*/) const { return padding_form; }
};

/// A default as a user would write it: one size for an extent of two equal ones.
json default_of(FieldValue const& value) {
  auto const* const extent = std::get_if<Extent>(&value);
  if (extent != nullptr && extent->rows == extent->columns) {
    return extent->rows;
  }
  return std::visit(Writer{}, value);
}

Form form_of(LayerType const& type) {
  std::vector<FormField> fields{{.name = "name", .form = forms::name},
                                {.name = "inputs", .form = inputs_form}};
  Operation const standard = type.standard();
  for (Field const& field : type.fields()) {
    fields.push_back({.name = field.name,
                      .form = std::visit(KindForm{field.range}, field.get(standard)),
                      .help = field.help,
                      .is_required = field.is_required(),
                      .otherwise = field.otherwise ? default_of(*field.otherwise) : json{},
                      .refused = field.refused_when});
  }
  return forms::record(std::move(fields)).called(type.name(), type.help());
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

Form const& size_form() {
  static Form const form = forms::integer(1, 65536).called("size");
  return form;
}

Form const& layer_form() {
  static Form const form = [] {
    std::vector<std::pair<std::string, Form>> kinds;
    for (LayerType const* const type : layer_types()) {
      kinds.emplace_back(type->name(), form_of(*type));
    }
    return forms::kinds("type", std::move(kinds))
        .called("layer")
        .titled("a layer, an object with a \"type\"");
  }();
  return form;
}

} // namespace equivarify::codegen
