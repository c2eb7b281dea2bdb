#include "equivarify/codegen/layers/json.hpp"

#include "equivarify/codegen/layers/registry.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <utility>

namespace equivarify::codegen {
namespace {

using nlohmann::json;

/// Extents along two or three axes; along one they are sizes.
Form const& extent_form() {
  static Form const form = forms::either({size_form, forms::list(size_form, {2, 2})})
                               .called("extent", "One number for both, or [rows, columns].");
  return form;
}

Form const& volume_extent_form() {
  static Form const form =
      forms::either({size_form, forms::list(size_form, {3, 3})})
          .called("volume_extent", "One number for all three, or [depth, rows, columns].");
  return form;
}

/// What is said of padding along some axes.
struct PaddingWords {
  std::size_t axes;
  char const* name;
  char const* around;
  char const* lists; ///< the two forms of a list
};

Form make_padding_form(PaddingWords const& words) {
  Form const margin = forms::integer(0, 65536);
  std::size_t const least = words.axes == 1 ? 2 : words.axes;
  Form margins = forms::list(margin, {.least = least, .most = 2 * words.axes, .step = words.axes})
                     .titled(fmt::format("{}, each an integer from 0 to 65536", words.lists));
  return forms::either({forms::words({"valid", "same"}), margin, std::move(margins)})
      .called(words.name,
              fmt::format("What windows see around a {}: nothing (valid), as much as keeps its "
                          "size (same), or margins: of all sides, {}.",
                          words.around,
                          words.lists))
      .titled(fmt::format("\"same\", \"valid\", an integer from 0 to 65536 for all sides, {}",
                          words.lists));
}

Form const& padding_form() {
  static Form const form =
      make_padding_form({2, "padding", "plane", "[rows, columns] or [top, left, bottom, right]"});
  return form;
}

Form const& line_padding_form() {
  static Form const form = make_padding_form({1, "line_padding", "line", "[left, right]"});
  return form;
}

Form const& volume_padding_form() {
  static Form const form =
      make_padding_form({3,
                         "volume_padding",
                         "volume",
                         "[depth, rows, columns] or [front, top, left, back, bottom, right]"});
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
  std::size_t axes;

  FieldValue operator()(bool /*kind*/) const { return value.get<bool>(); }

  FieldValue operator()(std::size_t /*kind*/) const { return value.get<std::size_t>(); }

  FieldValue operator()(double /*kind*/) const { return value.get<double>(); }

  FieldValue operator()(Extent const& /*kind*/) const {
    if (!value.is_array()) {
      return equal_extent(axes, value.get<std::size_t>());
    }
    auto const at = [this](std::size_t i) { return value[i].get<std::size_t>(); };
    return axes == 3 ? Extent{at(1), at(2), at(0)} : Extent{at(0), at(1)};
  }

  FieldValue operator()(Padding const& /*kind*/) const {
    if (value.is_string()) {
      return value == "same" ? Padding::same : Padding::valid;
    }
    auto const margin = [this](std::size_t i) {
      return value.is_array() ? value[i % value.size()].get<std::size_t>()
                              : value.get<std::size_t>();
    };
    return Padding{Padding::Kind::margins, margins(margin)};
  }

private:
  template <typename Margin>
  [[nodiscard]] Margins margins(Margin const& margin) const {
    if (axes == 1) {
      return {.left = margin(0), .right = margin(1)};
    }
    return axes == 2 ? Margins{margin(0), margin(1), margin(2), margin(3)}
                     : Margins{margin(1), margin(2), margin(4), margin(5), margin(0), margin(3)};
  }
};

struct Writer {
  std::size_t axes;

  json operator()(Extent const& extent) const {
    if (axes == 1) {
      return extent.columns;
    }
    return axes == 2 ? json::array({extent.rows, extent.columns})
                     : json::array({extent.depth, extent.rows, extent.columns});
  }

  json operator()(Padding const& padding) const {
    switch (padding.kind) {
    case Padding::Kind::valid:
      return "valid";
    case Padding::Kind::same:
      return "same";
    case Padding::Kind::margins:
      return of_margins(padding.margins);
    }
    throw algebra::InternalError{"padding of no known kind"};
  }

  template <typename Plain>
  json operator()(Plain const& value) const {
    return value;
  }

private:
  [[nodiscard]] json of_margins(Margins const& margins) const {
    auto const& [top, left, bottom, right, front, back] = margins;
    if (axes == 1) {
      return json::array({left, right});
    }
    return axes == 2 ? json::array({top, left, bottom, right})
                     : json::array({front, top, left, back, bottom, right});
  }
};

/// What a value of the kind may be.
struct KindForm {
  NumberRange const& range;
  std::size_t axes;

  FormRef operator()(bool /*kind*/) const { return forms::truth(); }

  FormRef operator()(std::size_t /*kind*/) const { return size_form; }

  FormRef operator()(double /*kind*/) const { return forms::number(range.least, range.greatest); }

  FormRef operator()(Extent const& /*kind*/) const {
    return axes == 1 ? size_form : axes == 2 ? extent_form : volume_extent_form;
  }

  FormRef operator()(Padding const& /*kind*/) const {
    return axes == 1 ? line_padding_form : axes == 2 ? padding_form : volume_padding_form;
  }
};

/// A default as a user would write it: one size for an extent of two equal ones.
json default_of(FieldValue const& value, std::size_t axes) {
  auto const* const extent = std::get_if<Extent>(&value);
  if (extent != nullptr && *extent == equal_extent(axes, extent->columns)) {
    return extent->columns;
  }
  return std::visit(Writer{axes}, value);
}

Form form_of(LayerType const& type) {
  std::vector<FormField> fields{{.name = "name", .form = forms::name},
                                {.name = "inputs", .form = inputs_form}};
  Operation const standard = type.standard();
  for (Field const& field : type.fields()) {
    fields.push_back(
        {.name = field.name,
         .form = std::visit(KindForm{field.range, field.axes}, field.get(standard)),
         .help = field.help,
         .is_required = field.is_required(),
         .otherwise = field.otherwise ? default_of(*field.otherwise, field.axes) : json{},
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
      field.set(operation, std::visit(Reader{value.at(key), field.axes}, field.get(operation)));
    }
  }
  return operation;
}

void write_operation(Operation const& operation, json& layer) {
  layer["type"] = type_name(operation);
  for (Field const& field : operation.type().fields()) {
    FieldValue const value = field.get(operation);
    if (!field.is_late || value != field.otherwise) {
      layer[field.name] = std::visit(Writer{field.axes}, value);
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
    std::string const title =
        fmt::format("one of {} types; equivarify check --help lists them", kinds.size());
    return forms::kinds("type", std::move(kinds), title)
        .called("layer")
        .titled("a layer, an object with a \"type\"");
  }();
  return form;
}

} // namespace equivarify::codegen
