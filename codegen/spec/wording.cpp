#include "equivarify/codegen/spec/wording.hpp"

#include "equivarify/codegen/json/wording.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <vector>

namespace equivarify::codegen {
namespace {

using nlohmann::json;

/// ` from 1 to 9`, ` greater than 0 and at most 1` or nothing.
std::string range_text(json const& schema) {
  if (schema.contains("minimum") && schema.contains("maximum")) {
    return fmt::format(" from {} to {}", schema["minimum"].dump(), schema["maximum"].dump());
  }
  std::string text;
  auto const bound = [&](char const* keyword, char const* words) {
    if (schema.contains(keyword)) {
      text += fmt::format("{}{} {}", text.empty() ? " " : " and ", words, schema[keyword].dump());
    }
  };
  bound("minimum", "at least");
  bound("exclusiveMinimum", "greater than");
  bound("maximum", "at most");
  bound("exclusiveMaximum", "less than");
  return text;
}

std::string list_text(json const& schema, json const& root) {
  std::string text = "a list";
  std::string const least = schema.value("minItems", json{}).dump();
  std::string const most = schema.value("maxItems", json{}).dump();
  if (least != "null") {
    text += least == most ? " of " + least : " of at least " + least;
  }
  return schema.contains("items")
             ? fmt::format("{}, each {}", text, expected_text(schema["items"], root))
             : text;
}

std::string object_text(json const& schema) {
  if (schema.contains("required")) {
    return "an object with " + in_a_row(schema["required"].get<std::vector<std::string>>());
  }
  return schema.contains("maxProperties") && schema.contains("properties")
             ? "an object with exactly " + one_of(keys_of(schema["properties"]))
             : "an object";
}

std::string alternatives_text(json const& alternatives, json const& root) {
  std::string text;
  for (json const& alternative : alternatives) {
    text += (text.empty() ? "" : ", or ") + expected_text(alternative, root);
  }
  return text;
}

std::string text_of_type(std::string const& type, json const& schema, json const& root) {
  if (type == "integer" || type == "number") {
    return (type == "integer" ? "an integer" : "a number") + range_text(schema);
  }
  if (type == "array") {
    return list_text(schema, root);
  }
  return type == "object" ? object_text(schema) : "a " + type;
}

std::string expected_of_resolved(json const& schema, json const& root) {
  if (schema.contains("title")) {
    return schema["title"].get<std::string>();
  }
  if (schema.contains("oneOf")) {
    return alternatives_text(schema["oneOf"], root);
  }
  if (schema.contains("const")) {
    return schema["const"].dump();
  }
  if (schema.contains("enum")) {
    return one_of(schema["enum"].get<std::vector<std::string>>());
  }
  return text_of_type(schema.value("type", "value"), schema, root);
}

} // namespace

json const& resolved(json const& schema, json const& root) {
  auto const reference = schema.find("$ref");
  if (reference == schema.end()) {
    return schema;
  }
  std::string const pointer = reference->get<std::string>().substr(1); // after the #
  return resolved(root.at(json::json_pointer{pointer}), root);
}

std::string expected_text(json const& schema, json const& root) {
  return expected_of_resolved(resolved(schema, root), root);
}

bool has_type(json const& value, json const& schema) {
  std::string const type = schema.value("type", "");
  return type.empty() || (type == "object" && value.is_object()) ||
         (type == "array" && value.is_array()) || (type == "string" && value.is_string()) ||
         (type == "integer" && value.is_number_integer()) ||
         (type == "number" && value.is_number()) || (type == "boolean" && value.is_boolean());
}

} // namespace equivarify::codegen
