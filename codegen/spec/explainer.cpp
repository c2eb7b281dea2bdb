#include "equivarify/codegen/spec/explainer.hpp"

#include "equivarify/codegen/spec/wording.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>
#include <regex>
#include <vector>

namespace equivarify::codegen {
namespace {

using nlohmann::json;

bool is_out_of_range(json const& value, json const& schema) {
  double const number = value.get<double>();
  auto const limit = [&schema](char const* keyword, double otherwise) {
    return schema.value(keyword, otherwise);
  };
  double const infinity = std::numeric_limits<double>::infinity();
  return number < limit("minimum", -infinity) || number > limit("maximum", infinity) ||
         number <= limit("exclusiveMinimum", -infinity) ||
         number >= limit("exclusiveMaximum", infinity);
}

bool is_wrong_string(json const& value, json const& schema) {
  auto const& text = value.get_ref<std::string const&>();
  return text.size() < schema.value("minLength", std::size_t{0}) ||
         text.size() > schema.value("maxLength", text.size()) ||
         (schema.contains("pattern") &&
          !std::regex_search(text, std::regex{schema["pattern"].get<std::string>()}));
}

bool has_wrong_length(json const& value, json const& schema, char const* least, char const* most) {
  return value.size() < schema.value(least, std::size_t{0}) ||
         value.size() > schema.value(most, value.size());
}

/// Walks a value and the schema for it together.
class Explainer {
public:
  Explainer(json const& root, Problems& problems) : root_{root}, problems_{problems} {}

  void explain(json const& value, json const& unresolved, std::string const& pointer) {
    json const& schema = resolved(unresolved, root_);
    if (schema.contains("oneOf")) {
      explain_alternatives(value, schema, pointer);
    } else if (!has_type(value, schema)) {
      wrong("wrong type", value, schema, pointer);
    } else if (schema.contains("const")) {
      explain_constant(value, schema, pointer);
    } else if (schema.contains("enum")) {
      explain_choice(value, schema["enum"], pointer);
    } else if (value.is_object()) {
      explain_object(value, schema, pointer);
    } else if (value.is_array()) {
      explain_list(value, schema, pointer);
    } else {
      explain_scalar(value, schema, pointer);
    }
  }

private:
  void
  wrong(char const* summary, json const& value, json const& schema, std::string const& pointer) {
    problems_.add({.pointer = pointer,
                   .summary = summary,
                   .found = found_text(value),
                   .expected = expected_text(schema, root_)});
  }

  void explain_scalar(json const& value, json const& schema, std::string const& pointer) {
    if (value.is_string() && is_wrong_string(value, schema)) {
      wrong("not allowed here", value, schema, pointer);
    } else if (value.is_number() && is_out_of_range(value, schema)) {
      wrong("out of range", value, schema, pointer);
    }
  }

  void explain_constant(json const& value, json const& schema, std::string const& pointer) {
    if (value != schema["const"]) {
      wrong("not allowed here", value, schema, pointer);
    }
  }

  void explain_choice(json const& value, json const& choices, std::string const& pointer) {
    if (std::find(choices.begin(), choices.end(), value) == choices.end()) {
      auto const names = choices.get<std::vector<std::string>>();
      problems_.add({.pointer = pointer,
                     .summary = "unknown name",
                     .found = value.dump(),
                     .expected = one_of(names),
                     .nearest = suggestion(value.get<std::string>(), names)});
    }
  }

  void explain_list(json const& value, json const& schema, std::string const& pointer) {
    if (has_wrong_length(value, schema, "minItems", "maxItems")) {
      wrong("wrong length", value, schema, pointer);
    }
    for (std::size_t i = 0; i < value.size() && schema.contains("items"); ++i) {
      explain(value[i], schema["items"], child(pointer, i));
    }
  }

  void explain_object(json const& value, json const& schema, std::string const& pointer) {
    if (has_wrong_length(value, schema, "minProperties", "maxProperties")) {
      wrong("wrong number of keys", value, schema, pointer);
    }
    for (json const& key : schema.value("required", json::array())) {
      if (!value.contains(key.get<std::string>())) {
        missing(key.get<std::string>(), schema, pointer);
      }
    }
    explain_choice_of_keys(value, schema, pointer);
    for (auto const& [key, member] : value.items()) {
      explain_member(key, member, schema, child(pointer, key));
    }
  }

  /// Of several lists of keys, of which an object needs one.
  void explain_choice_of_keys(json const& value, json const& schema, std::string const& pointer) {
    if (!schema.contains("anyOf")) {
      return;
    }
    auto const has_all = [&](json const& choice) {
      return std::all_of(choice["required"].begin(),
                         choice["required"].end(),
                         [&](json const& key) { return value.contains(key.get<std::string>()); });
    };
    json const& choices = schema["anyOf"];
    if (std::none_of(choices.begin(), choices.end(), has_all)) {
      missing(choices[0]["required"][0].get<std::string>(), schema, pointer);
    }
  }

  void missing(std::string const& key, json const& schema, std::string const& pointer) {
    problems_.add({.pointer = child(pointer, key),
                   .summary = "missing key",
                   .found = "no " + in_quotes(key),
                   .expected = expected_text(schema["properties"][key], root_)});
  }

  void explain_member(std::string const& key,
                      json const& member,
                      json const& schema,
                      std::string const& pointer) {
    json const properties = schema.value("properties", json::object());
    json const others = schema.value("additionalProperties", json(true));
    if (properties.contains(key)) {
      explain(member, properties[key], pointer);
    } else if (others.is_object()) {
      explain(key, schema.value("propertyNames", json::object()), pointer);
      explain(member, others, pointer);
    } else if (!others.get<bool>()) {
      problems_.add_at_key({.pointer = pointer,
                            .summary = "unknown key",
                            .found = in_quotes(key),
                            .expected = one_of(keys_of(properties)),
                            .nearest = suggestion(key, keys_of(properties)),
                            // Where one key chooses, an unknown one leaves the choice open.
                            .blocking = schema.contains("maxProperties")});
    }
  }

  /// Follows the alternative that the value was meant to be: by its type, and by a member that is
  /// constant in each.
  void explain_alternatives(json const& value, json const& schema, std::string const& pointer) {
    std::vector<std::string> kinds;
    std::string chooser;
    for (json const& unresolved : schema["oneOf"]) {
      json const& alternative = resolved(unresolved, root_);
      if (alternative.contains("oneOf") || !has_type(value, alternative)) {
        continue;
      }
      chooser = chooser_of(alternative);
      json const kind = chooser.empty() ? json{} : alternative["properties"][chooser]["const"];
      if (chooser.empty() || value.value(chooser, json{}) == kind) {
        return explain(value, alternative, pointer);
      }
      kinds.push_back(kind.get<std::string>());
    }
    if (kinds.empty()) {
      return wrong("wrong type", value, schema, pointer);
    }
    explain_kind(value, chooser, kinds, pointer);
  }

  void explain_kind(json const& value,
                    std::string const& chooser,
                    std::vector<std::string> const& kinds,
                    std::string const& pointer) {
    std::string const place = child(pointer, chooser);
    if (!value.contains(chooser)) {
      problems_.add({.pointer = place,
                     .summary = "missing key",
                     .found = "no " + in_quotes(chooser),
                     .expected = one_of(kinds)});
    } else if (!value[chooser].is_string()) {
      problems_.add({.pointer = place,
                     .summary = "wrong type",
                     .found = found_text(value[chooser]),
                     .expected = one_of(kinds)});
    } else {
      explain_choice(value[chooser], kinds, place);
    }
  }

  /// The member whose value says which of several alternatives an object is: that of a layer, or of
  /// an output.
  static std::string chooser_of(json const& alternative) {
    for (std::string const key : {"type", "head"}) {
      if (alternative.contains(json::json_pointer{fmt::format("/properties/{}/const", key)})) {
        return key;
      }
    }
    return {};
  }

  json const& root_;
  Problems& problems_;
};

} // namespace

void explain(json const& value, json const& schema, Problems& problems) {
  std::size_t const before = problems.list().size();
  Explainer{schema, problems}.explain(value, schema, "");
  if (problems.list().size() == before) {
    problems.add({.summary = "does not meet the schema",
                  .expected = "what specs/spec.schema.json describes"});
  }
}

} // namespace equivarify::codegen
