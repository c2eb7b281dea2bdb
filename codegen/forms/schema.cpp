#include "equivarify/codegen/forms/schema.hpp"

#include "equivarify/codegen/forms/wording.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace equivarify::codegen {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t widest = 140;
ordered_json const any_string{{"type", "string"}};

/// Writes what is in a form and gathers the named forms that it meets.
class SchemaWriter {
public:
  ordered_json write(Form const& form) {
    ordered_json schema = body(form, form.help);
    ordered_json definitions;
    for (std::size_t i = 0; i < met_.size(); ++i) { // grows meanwhile
      definitions[met_[i]->name] = body(*met_[i], met_[i]->help);
    }
    schema["definitions"] = std::move(definitions);
    return schema;
  }

private:
  /// A reference where the form has a name.
  ordered_json schema_of(Form const& form) {
    if (form.name.empty()) {
      return body(form, form.help);
    }
    if (std::find(met_.begin(), met_.end(), &form) == met_.end()) {
      met_.push_back(&form);
    }
    return {{"$ref", "#/definitions/" + form.name}};
  }

  /// What stands next to a reference counts for nothing: a field that says more has no reference.
  ordered_json schema_of(FormField const& field) {
    ordered_json schema =
        field.help.empty() ? schema_of(*field.form) : body(*field.form, field.help);
    if (!field.otherwise.is_null()) {
      if (schema.contains("$ref")) {
        schema = ordered_json{{"allOf", ordered_json::array({schema})}};
      }
      schema["default"] = shown_default(field);
    }
    return schema;
  }

  ordered_json body(Form const& form, std::string const& help) {
    ordered_json schema = ordered_json::object();
    if (!form.title.empty()) {
      schema["title"] = form.title;
    }
    if (!help.empty()) {
      schema["description"] = help;
    }
    std::visit([&](auto const& kind) { add(kind, schema); }, form.kind);
    return schema;
  }

  static ordered_json requirement(std::string const& key) {
    ordered_json schema;
    schema["required"].push_back(key);
    return schema;
  }

  static void add_range(SizeRange const& size, std::string const& what, ordered_json& schema) {
    if (size.least != 0) {
      schema["min" + what] = size.least;
    }
    if (size.most != SizeRange{}.most) {
      schema["max" + what] = size.most;
    }
    for (std::size_t n = size.least + 1; size.step != 1 && n < size.most; ++n) {
      if ((n - size.least) % size.step != 0) {
        schema["not"]["anyOf"].push_back({{"min" + what, n}, {"max" + what, n}});
      }
    }
  }

  static void add(TextForm const& form, ordered_json& schema) {
    schema["type"] = "string";
    add_range(form.size, "Length", schema);
  }

  static void add(NameForm const& /*form*/, ordered_json& schema) {
    schema["type"] = "string";
    schema["pattern"] = "^[a-z][a-z0-9]*(_[a-z0-9]+)*$";
    schema["maxLength"] = longest_name;
  }

  static void add(WordForm const& form, ordered_json& schema) {
    if (form.words.size() == 1) {
      schema["const"] = form.words.front();
    } else {
      schema["type"] = "string";
      schema["enum"] = form.words;
    }
  }

  static void add(TruthForm const& form, ordered_json& schema) {
    if (form.must_hold) {
      schema["const"] = true;
    } else {
      schema["type"] = "boolean";
    }
  }

  static void add(NumberForm const& form, ordered_json& schema) {
    schema["type"] = form.is_whole ? "integer" : "number";
    schema[form.without_least ? "exclusiveMinimum" : "minimum"] = plain_number(form.least);
    schema[form.without_most ? "exclusiveMaximum" : "maximum"] = plain_number(form.most);
  }

  void add(ListForm const& form, ordered_json& schema) {
    schema["type"] = "array";
    schema["items"] = schema_of(*form.entry);
    add_range(form.size, "Items", schema);
  }

  void add(RecordForm const& form, ordered_json& schema) {
    schema["type"] = "object";
    schema["additionalProperties"] = false;
    if (form.is_choice) {
      add_range({1, 1}, "Properties", schema);
    }
    for (FormField const& field : form.fields) {
      if (field.is_required) {
        schema["required"].push_back(field.name);
      }
    }
    for (std::string const& key : form.any_of) {
      schema["anyOf"].push_back(requirement(key));
    }
    schema["properties"] = ordered_json::object();
    for (FormField const& field : form.fields) {
      schema["properties"][field.name] = schema_of(field);
    }
  }

  void add(MapForm const& form, ordered_json& schema) {
    schema["type"] = "object";
    add_range(form.size, "Properties", schema);
    if (ordered_json const key = schema_of(*form.key); key != any_string) {
      schema["propertyNames"] = key;
    }
    schema["additionalProperties"] = schema_of(*form.value);
  }

  void add(EitherForm const& form, ordered_json& schema) {
    for (FormRef const& choice : form.choices) {
      schema["oneOf"].push_back(schema_of(*choice));
    }
  }

  void add(KindsForm const& form, ordered_json& schema) {
    schema["type"] = "object";
    schema.update(requirement(form.key));
    ordered_json words;
    ordered_json cases;
    for (auto const& [word, kind] : form.kinds) {
      ordered_json is_it = requirement(form.key);
      is_it["properties"][form.key]["const"] = word;
      words.push_back(word);
      cases.push_back({{"if", is_it}, {"then", schema_of(*kind)}});
    }
    schema["properties"][form.key]["enum"] = words;
    schema["allOf"] = cases;
  }

  void add(SplitForm const& form, ordered_json& schema) {
    schema["type"] = "object";
    schema["if"] = requirement(form.key);
    schema["then"] = schema_of(*form.with);
    schema["else"] = schema_of(*form.without);
  }

  std::vector<Form const*> met_;
};

std::string on_one_line(ordered_json const& value) {
  if (!value.is_structured()) {
    return value.dump();
  }
  std::string text;
  for (auto const& [key, member] : value.items()) {
    text += fmt::format("{}{}{}",
                        text.empty() ? "" : ", ",
                        value.is_object() ? ordered_json(key).dump() + ": " : "",
                        on_one_line(member));
  }
  return value.is_object() ? '{' + text + '}' : '[' + text + ']';
}

/// Each value on one line where there is room; \p used is what stands on its line already.
std::string laid_out(ordered_json const& value, std::size_t indent, std::size_t used) {
  std::string const line = on_one_line(value);
  if (!value.is_structured() || used + line.size() < widest) {
    return line;
  }
  std::string text;
  for (auto const& [key, member] : value.items()) {
    std::string const start = fmt::format(
        "{:{}}{}", "", indent + 2, value.is_object() ? ordered_json(key).dump() + ": " : "");
    text += fmt::format(
        "{}\n{}{}", text.empty() ? "" : ",", start, laid_out(member, indent + 2, start.size()));
  }
  return fmt::format("{}{}\n{:{}}{}", line.front(), text, "", indent, line.back());
}

} // namespace

std::string schema_text(Form const& form) {
  ordered_json schema{{"$schema", "http://json-schema.org/draft-07/schema#"}};
  schema.update(SchemaWriter{}.write(form));
  return laid_out(schema, 0, widest) + '\n';
}

} // namespace equivarify::codegen
