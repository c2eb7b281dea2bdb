/// \file
/// Records as JSON. The type of the JSON is a parameter, so that this needs the standard library
/// alone; it is nlohmann's that keeps the order of members.
#ifndef EQUIVARIFY_RUNTIME_RECORDS_RECORD_WRITER_HPP
#define EQUIVARIFY_RUNTIME_RECORDS_RECORD_WRITER_HPP

#include "equivarify/runtime/records/fields.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace equivarify::runtime {

/// What a record is written for: its own file, or the summary of all files of a run.
enum class Purpose { file, summary };

/// \p record as JSON. Its numbers of elements and classes have the names \p names.
template <typename Json, Described Record>
[[nodiscard]] Json
record_json(Record const& record, RecordNames const& names = {}, Purpose purpose = Purpose::file);

/// The fields of a record that write themselves into an object.
template <typename Json, typename Record>
class RecordWriter {
public:
  /// Writes \p record into \p json. All must outlive this.
  RecordWriter(Json& json, Record const& record, RecordNames const& names, Purpose purpose)
      : json_(json), record_(record), names_(names), purpose_(purpose) {}

  void field(char const* name, auto member, auto... form) {
    put(name, std::invoke(member, record_), form...);
  }

  void page(char const* name, auto member, auto... form) { file(name, member, form...); }

  void file(char const* name, auto member, auto... form) {
    if (purpose_ == Purpose::file) {
      field(name, member, form...);
    }
  }

  void derived(char const* name, auto function) {
    if (purpose_ == Purpose::summary) {
      field(name, function);
    }
  }

  void follows(char const* name, auto function, auto... form) { field(name, function, form...); }

  void inlined(auto member) { inline_record(std::invoke(member, record_)); }

  void inlined(auto member, char const* /*key*/) {
    if (auto const& part = std::invoke(member, record_)) {
      inline_record(*part);
    }
  }

  void members(auto member, char const* /*other*/) {
    for (auto const& [name, value] : std::invoke(member, record_)) {
      json_[name] = json_of(value);
    }
  }

  void group(char const* name, auto list, auto... form) {
    Json part = Json::object();
    RecordWriter fields(part, record_, names_, purpose_);
    list(fields);
    put(name, part, form...);
  }

private:
  template <typename Value>
  void inline_record(Value const& value) {
    RecordWriter<Json, Value> fields(json_, value, names_, purpose_);
    Value::describe(fields);
  }

  void put(char const* name, auto const& value, auto const&... /*form*/) {
    json_[name] = json_of(value);
  }

  void put(char const* name, auto const& value, InWords const& form) {
    json_[name] = form.of[static_cast<std::size_t>(value)];
  }

  void put(char const* name, auto const& value, NullWhereEmpty /*form*/) {
    json_[name] = value.empty() ? Json() : json_of(value);
  }

  void put(char const* name, auto const& value, OrNothing /*form*/) {
    if (!value.empty()) {
      json_[name] = json_of(value);
    }
  }

  template <typename Value, typename... Form>
  void put(char const* name, std::optional<Value> const& value, Form... form) {
    if (value) {
      put(name, *value, form...);
    } else if ((std::is_same_v<Form, OrNull> || ...)) {
      json_[name] = nullptr;
    }
  }

  void put(char const* name, std::vector<double> const& numbers, InputNumbers /*form*/) {
    put(name, numbers, OrNothing{});
  }

  void put(char const* name, std::vector<std::size_t> const& classes, Undecided /*form*/) {
    Json list = Json::array();
    for (std::size_t const place : classes) {
      list.push_back(place == Undecided::none ? Json() : Json(place));
    }
    json_[name] = std::move(list);
  }

  void put(char const* name, std::size_t element, ElementName /*form*/) {
    json_[name] = names_.elements[element];
  }

  void put(char const* name, std::size_t element, ElementLabel /*form*/) {
    json_[name] = names_.element_labels[element];
  }

  void put(char const* name, std::size_t class_index, ClassName /*form*/) {
    json_[name] = names_.classes[class_index];
  }

  template <typename Value>
  Json json_of(Value const& value) {
    if constexpr (Described<Value>) {
      return record_json<Json>(value, names_, purpose_);
    } else {
      return value;
    }
  }

  template <Described Value>
  Json json_of(std::vector<Value> const& values) {
    Json list = Json::array();
    for (Value const& value : values) {
      list.push_back(json_of(value));
    }
    return list;
  }

  /// An object with a member for each name.
  template <typename Value>
  Json json_of(std::vector<std::pair<std::string, Value>> const& members) {
    Json json = Json::object();
    for (auto const& [name, value] : members) {
      json[name] = json_of(value);
    }
    return json;
  }

  Json& json_;
  Record const& record_;
  RecordNames const& names_;
  Purpose purpose_;
};

template <typename Json, Described Record>
Json record_json(Record const& record, RecordNames const& names, Purpose purpose) {
  Json json = Json::object();
  RecordWriter<Json, Record> fields(json, record, names, purpose);
  Record::describe(fields);
  return json;
}

} // namespace equivarify::runtime

#endif
