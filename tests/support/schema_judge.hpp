/// \file
/// Whether a JSON value meets a JSON Schema: the keywords of draft 7 that specs/spec.schema.json
/// uses, by their definitions, to compare the schema with the reader of specs.
#ifndef EQUIVARIFY_TESTS_SUPPORT_SCHEMA_JUDGE_HPP
#define EQUIVARIFY_TESTS_SUPPORT_SCHEMA_JUDGE_HPP

#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>
#include <map>
#include <regex>
#include <stdexcept>
#include <string>

namespace equivarify::support {

/// Judges values by the schema \p root.
class SchemaJudge {
public:
  using json = nlohmann::json;

  explicit SchemaJudge(json root) : root_(std::move(root)) {}

  [[nodiscard]] bool accepts(json const& value) const { return meets(value, root_); }

private:
  /// Whether a value meets the keyword whose argument is given, of the schema given last.
  using Keyword = std::function<bool(json const& value, json const& argument, json const& schema)>;

  /// \throws std::out_of_range for a keyword that is not listed here
  [[nodiscard]] bool meets(json const& value, json const& schema) const {
    if (schema.is_boolean()) {
      return schema.get<bool>();
    }
    if (schema.contains("$ref")) { // its neighbours count for nothing
      return meets(value,
                   root_.at(json::json_pointer{schema["$ref"].get<std::string>().substr(1)}));
    }
    return std::all_of(schema.items().begin(), schema.items().end(), [&](auto const& item) {
      return keywords_.at(item.key())(value, item.value(), schema);
    });
  }

  [[nodiscard]] bool meets_any(json const& value, json const& schemas) const {
    return std::any_of(
        schemas.begin(), schemas.end(), [&](json const& schema) { return meets(value, schema); });
  }

  [[nodiscard]] bool
  meets_members(json const& value, json const& schema, json const& of_others) const {
    json const properties = schema.value("properties", json::object());
    return !value.is_object() ||
           std::all_of(value.items().begin(), value.items().end(), [&](auto const& member) {
             return properties.contains(member.key())
                        ? meets(member.value(), properties[member.key()])
                        : meets(member.value(), of_others);
           });
  }

  static bool has_type(json const& value, std::string const& type) {
    return (type == "object" && value.is_object()) || (type == "array" && value.is_array()) ||
           (type == "string" && value.is_string()) || (type == "boolean" && value.is_boolean()) ||
           (type == "integer" && value.is_number_integer()) ||
           (type == "number" && value.is_number());
  }

  json root_;
  std::map<std::string, Keyword> const keywords_ = make_keywords();

  std::map<std::string, Keyword> make_keywords() {
    Keyword const nothing = [](auto const&...) { return true; };
    auto const size = [](bool (json::*is_kind)() const noexcept, auto compare) -> Keyword {
      return [=](json const& value, json const& bound, json const&) {
        std::size_t const found =
            value.is_string() ? value.template get_ref<std::string const&>().size() : value.size();
        return !(value.*is_kind)() || compare(found, bound.template get<std::size_t>());
      };
    };
    auto const number = [](auto compare) -> Keyword {
      return [=](json const& value, json const& bound, json const&) {
        return !value.is_number() ||
               compare(value.template get<double>(), bound.template get<double>());
      };
    };
    return {
        {"$schema", nothing},
        {"title", nothing},
        {"description", nothing},
        {"default", nothing},
        {"definitions", nothing},
        {"type", [](auto const& v, auto const& type, auto const&) { return has_type(v, type); }},
        {"const", [](auto const& v, auto const& only, auto const&) { return v == only; }},
        {"enum",
         [](auto const& v, auto const& choices, auto const&) {
           return std::find(choices.begin(), choices.end(), v) != choices.end();
         }},
        {"minLength", size(&json::is_string, std::greater_equal<>{})},
        {"maxLength", size(&json::is_string, std::less_equal<>{})},
        {"minItems", size(&json::is_array, std::greater_equal<>{})},
        {"maxItems", size(&json::is_array, std::less_equal<>{})},
        {"minProperties", size(&json::is_object, std::greater_equal<>{})},
        {"maxProperties", size(&json::is_object, std::less_equal<>{})},
        {"minimum", number(std::greater_equal<>{})},
        {"maximum", number(std::less_equal<>{})},
        {"exclusiveMinimum", number(std::greater<>{})},
        {"exclusiveMaximum", number(std::less<>{})},
        {"pattern",
         [](auto const& v, auto const& pattern, auto const&) {
           return !v.is_string() ||
                  std::regex_search(v.template get<std::string>(),
                                    std::regex{pattern.template get<std::string>()});
         }},
        {"items",
         [this](auto const& v, auto const& schema, auto const&) {
           return !v.is_array() || std::all_of(v.begin(), v.end(), [&](json const& entry) {
             return meets(entry, schema);
           });
         }},
        {"required",
         [](auto const& v, auto const& keys, auto const&) {
           return !v.is_object() || std::all_of(keys.begin(), keys.end(), [&](auto const& key) {
             return v.contains(key.template get<std::string>());
           });
         }},
        {"properties",
         [this](auto const& v, auto const&, auto const& schema) {
           return meets_members(v, schema, true);
         }},
        {"additionalProperties",
         [this](auto const& v, auto const& others, auto const& schema) {
           return meets_members(v, schema, others);
         }},
        {"propertyNames",
         [this](auto const& v, auto const& names, auto const&) {
           return !v.is_object() ||
                  std::all_of(v.items().begin(), v.items().end(), [&](auto const& member) {
                    return meets(member.key(), names);
                  });
         }},
        {"not", [this](auto const& v, auto const& s, auto const&) { return !meets(v, s); }},
        {"anyOf", [this](auto const& v, auto const& s, auto const&) { return meets_any(v, s); }},
        {"oneOf",
         [this](auto const& v, auto const& s, auto const&) {
           return std::count_if(
                      s.begin(), s.end(), [&](json const& one) { return meets(v, one); }) == 1;
         }},
        {"allOf",
         [this](auto const& v, auto const& s, auto const&) {
           return std::all_of(s.begin(), s.end(), [&](json const& one) { return meets(v, one); });
         }},
        {"if",
         [this](auto const& v, auto const& condition, auto const& schema) {
           return meets(v,
                        meets(v, condition) ? schema.at("then") : schema.value("else", json(true)));
         }},
        {"then", nothing},
        {"else", nothing}};
  }
};

} // namespace equivarify::support

#endif
