/// \file
/// Records read from JSON, by the list of fields that also writes them.
#ifndef EQUIVARIFY_CODEGEN_REPORT_RECORD_READER_HPP
#define EQUIVARIFY_CODEGEN_REPORT_RECORD_READER_HPP

#include "equivarify/codegen/json/node.hpp"
#include "equivarify/runtime/records/fields.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

namespace equivarify::codegen {

using runtime::RecordNames;

/// The record at \p node, whose elements and classes are among \p names. What is for the file alone
/// is not read.
///
/// \throws InputError at the first value that is not as its field asks for.
template <runtime::Described Record>
[[nodiscard]] Record read_record(JsonNode const& node, RecordNames const& names = {});

/// The share at \p node, from 0 to 1. \throws InputError for another value, as all readers here.
[[nodiscard]] double read_share(JsonNode const& node);

/// The place in \p names of the name at \p node.
[[nodiscard]] std::size_t read_place(JsonNode const& node, std::span<std::string const> names);

/// The bytes at \p node, one for each pixel of an input.
[[nodiscard]] std::vector<std::uint32_t> read_pixels(JsonNode const& node,
                                                     RecordNames const& names);

/// The table at \p node, with a row and a column for each of what \p form says.
[[nodiscard]] std::vector<std::vector<double>>
read_table(JsonNode const& node, runtime::NumberTable const& form, RecordNames const& names);

/// The fields of a record that read themselves from an object.
template <typename Record>
class RecordReader {
public:
  /// Reads \p record from \p node. All must outlive this.
  RecordReader(JsonNode const& node, Record& record, RecordNames const& names)
      : node_(node), record_(record), names_(names) {}

  template <typename Value, typename Form = runtime::Plain>
  void field(char const* name, Value Record::*member, Form form = {}) {
    take(name, record_.*member, form);
  }

  template <typename Value, typename Form = runtime::Plain>
  void page(char const* name, Value Record::*member, Form form = {}) {
    take(name, record_.*member, form);
  }

  template <typename... Arguments>
  void file(Arguments const&... /*unused*/) {}

  template <typename... Arguments>
  void derived(Arguments const&... /*unused*/) {}

  template <typename Value>
  void inlined(Value Record::*member) {
    RecordReader<Value> fields(node_, record_.*member, names_);
    Value::describe(fields);
  }

private:
  template <typename Value>
  void take(char const* name, Value& value, runtime::Plain /*form*/) {
    read(node_[name], value);
  }

  template <typename Value>
  void take(char const* name, std::optional<Value>& value, runtime::Plain /*form*/) {
    if (node_.has(name)) {
      read(node_[name], value.emplace());
    }
  }

  template <typename Value>
  void take(char const* name, Value& value, runtime::Late /*form*/) {
    if (node_.has(name)) {
      read(node_[name], value);
    }
  }

  void take(char const* name, double& value, runtime::Unknown /*form*/) {
    value = node_.has(name) ? read_share(node_[name]) : std::numeric_limits<double>::quiet_NaN();
  }

  void take(char const* name, double& value, runtime::Proportion /*form*/) {
    value = read_share(node_[name]);
  }

  void take(char const* name, std::size_t& element, runtime::ElementName /*form*/) {
    element = read_place(node_[name], names_.elements);
  }

  void take(char const* name, std::size_t& class_index, runtime::ClassName /*form*/) {
    class_index = read_place(node_[name], names_.classes);
  }

  void take(char const* name, std::vector<std::uint32_t>& pixels, runtime::Pixels /*form*/) {
    pixels = read_pixels(node_[name], names_);
  }

  void take(char const* name,
            std::vector<std::vector<double>>& table,
            runtime::NumberTable const& form) {
    table = read_table(node_[name], form, names_);
  }

  template <typename Value>
  void take(char const* name, std::vector<Value>& values, runtime::NotEmpty const& form) {
    JsonNode const list = node_[name];
    Problems problems;
    for (JsonNode const& entry : list.list()) {
      problems.attempt([&] { values.push_back(read_record<Value>(entry, names_)); });
    }
    problems.require_none();
    if (values.empty()) {
      list.fail(form.summary, form.expected);
    }
  }

  template <typename Value>
  void take(char const* name, Value const& /*unused*/, runtime::Refused const& form) {
    if (node_.has(name)) {
      node_[name].fail(form.summary, form.expected);
    }
  }

  template <typename Value>
  void read(JsonNode const& node, Value& value) {
    if constexpr (runtime::Described<Value>) {
      value = read_record<Value>(node, names_);
    } else if constexpr (std::is_same_v<Value, bool>) {
      value = node.truth();
    } else if constexpr (std::is_unsigned_v<Value>) {
      value = node.count();
    } else if constexpr (std::is_same_v<Value, double>) {
      value = node.real();
    } else {
      value = node.text();
    }
  }

  template <typename Value>
  void read(JsonNode const& node, std::vector<Value>& values) {
    for (JsonNode const& entry : node.list()) {
      read(entry, values.emplace_back());
    }
  }

  JsonNode const& node_;
  Record& record_;
  RecordNames const& names_;
};

template <runtime::Described Record>
Record read_record(JsonNode const& node, RecordNames const& names) {
  Record record;
  RecordReader<Record> fields(node, record, names);
  Record::describe(fields);
  return record;
}

} // namespace equivarify::codegen

#endif
