/// \file
/// Records as JSON. The type of the JSON is a parameter, so that this needs the standard library
/// alone; it is nlohmann's that keeps the order of members.
#ifndef EQUIVARIFY_RUNTIME_RECORDS_RECORD_WRITER_HPP
#define EQUIVARIFY_RUNTIME_RECORDS_RECORD_WRITER_HPP

#include "equivarify/runtime/records/fields.hpp"

#include <optional>
#include <type_traits>
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

  template <typename Value, typename Form = Plain>
  void field(char const* name, Value Record::*member, Form form = {}) {
    put(name, record_.*member, form);
  }

  template <typename Value, typename Form = Plain>
  void page(char const* name, Value Record::*member, Form form = {}) {
    file(name, member, form);
  }

  template <typename Value, typename Form = Plain>
  void file(char const* name, Value Record::*member, Form form = {}) {
    if (purpose_ == Purpose::file) {
      put(name, record_.*member, form);
    }
  }

  template <typename Value>
  void derived(char const* name, Value (Record::*function)() const) {
    if (purpose_ == Purpose::summary) {
      put(name, (record_.*function)(), Plain{});
    }
  }

  template <typename Value>
  void inlined(Value Record::*member) {
    RecordWriter<Json, Value> fields(json_, record_.*member, names_, purpose_);
    Value::describe(fields);
  }

private:
  template <typename Value, typename Form>
  void put(char const* name, Value const& value, Form /*form*/) {
    json_[name] = json_of(value);
  }

  template <typename Value, typename Form>
  void put(char const* name, std::optional<Value> const& value, Form form) {
    if (value) {
      put(name, *value, form);
    } else if (std::is_same_v<Form, OrNull>) {
      json_[name] = nullptr;
    }
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
