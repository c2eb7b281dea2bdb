/// \file
/// What the JSON of all results is made of. Only for *_json.cpp.
#ifndef EQUIVARIFY_RUNTIME_COMMANDS_RESULTS_JSON_PARTS_HPP
#define EQUIVARIFY_RUNTIME_COMMANDS_RESULTS_JSON_PARTS_HPP

#include "equivarify/runtime/evaluation/equivariance_check.hpp"
#include "equivarify/runtime/network/network.hpp"
#include "equivarify/runtime/records/record_writer.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <string>

namespace equivarify::runtime {

using Json = nlohmann::ordered_json;

/// Which network a result is about.
inline Subject subject_of(Description const& description) {
  return {.spec = description.name, .spec_sha256 = description.spec_sha256};
}

/// What the numbers in a result are called.
inline RecordNames names_of(Description const& description) {
  return {.elements = description.element_names,
          .element_labels = description.element_labels,
          .classes = description.class_names,
          .pixels = description.input_size()};
}

/// What every result says first: which network it is about.
inline Json about(Description const& description) {
  return record_json<Json>(subject_of(description));
}

/// A list of \p items, each converted by \p convert.
template <typename Items, typename Convert>
Json list(Items const& items, Convert convert) {
  Json result = Json::array();
  for (auto const& item : items) {
    result.push_back(convert(item));
  }
  return result;
}

/// Appends \p json, indented by \p indent; a list without lists or objects stays on one line.
inline void append_text(Json const& json, std::size_t indent, std::string& text) {
  bool const flat =
      !json.is_structured() || json.empty() || (json.is_array() && !json.front().is_structured());
  if (flat) {
    text += json.dump();
    return;
  }
  std::string line = "\n";
  line.append(indent + 2, ' ');
  char separator = json.is_object() ? '{' : '[';
  for (auto const& [key, value] : json.items()) {
    text += separator + line;
    if (json.is_object()) {
      text += Json(key).dump() + ": ";
    }
    append_text(value, indent + 2, text);
    separator = ',';
  }
  text.append(line, 0, indent + 1);
  text += json.is_object() ? '}' : ']';
}

inline std::string to_text(Json const& json) {
  std::string text;
  append_text(json, 0, text);
  return text + "\n";
}

/// Where two answers differ.
inline Json difference_json(Description const& description, Difference const& difference) {
  Json json{{"kind", difference.kind},
            {"image", difference.image},
            {"element", description.element_names[difference.element]}};
  if (description.outputs.empty()) {
    json["copy"] = description.element_names[difference.copy];
    json["class"] = description.class_names[difference.class_index];
  } else {
    json["output"] = description.outputs[difference.output].name;
    json["entry"] = difference.entry;
  }
  json["expected"] = difference.expected;
  json["found"] = difference.found;
  return json;
}

} // namespace equivarify::runtime

#endif
