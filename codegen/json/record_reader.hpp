/// \file
/// Records read from JSON, by the list of fields that also writes them.
#ifndef EQUIVARIFY_CODEGEN_JSON_RECORD_READER_HPP
#define EQUIVARIFY_CODEGEN_JSON_RECORD_READER_HPP

#include "equivarify/codegen/json/node.hpp"
#include "equivarify/runtime/records/fields.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace equivarify::codegen {

using runtime::RecordNames;

/// The record at \p node, whose elements and classes are among \p names. What is for the file alone
/// is not read.
///
/// \throws InputError at the first value that is not as its field asks for, or that contradicts
/// what follows from the rest.
template <runtime::Described Record>
[[nodiscard]] Record read_record(JsonNode const& node, RecordNames const& names = {});

/// The share at \p node, from 0 to 1. \throws InputError for another value, as all readers here.
[[nodiscard]] double read_share(JsonNode const& node);

/// The place in \p names of the name at \p node.
[[nodiscard]] std::size_t read_place(JsonNode const& node, std::span<std::string const> names);

/// The number in \p words of the word at \p node.
[[nodiscard]] std::size_t read_word(JsonNode const& node, runtime::InWords const& words);

/// The numbers at \p node, no number where there is null.
[[nodiscard]] std::vector<double> read_numbers(JsonNode const& node);

/// The numbers at \p node, one for each pixel of an input.
[[nodiscard]] std::vector<double> read_input(JsonNode const& node, RecordNames const& names);

/// The bytes at \p node, one for each pixel of an input.
[[nodiscard]] std::vector<std::uint32_t> read_pixels(JsonNode const& node,
                                                     RecordNames const& names);

/// The table at \p node, with a row and a column for each of what \p form says.
[[nodiscard]] std::vector<std::vector<double>>
read_table(JsonNode const& node, runtime::NumberTable const& form, RecordNames const& names);

/// Throws that \p node is not \p expected, in JSON.
[[noreturn]] void fail_contradiction(JsonNode const& node, nlohmann::json const& expected);

/// The fields of a record that read themselves from an object.
template <typename Record>
class RecordReader {
public:
  /// What is to be asked of records once they are read.
  using Checks = std::vector<std::function<void()>>;

  /// Reads \p record from \p node; adds to \p checks. All but \p node must outlive this.
  RecordReader(JsonNode node, Record& record, RecordNames const& names, Checks& checks)
      : node_(std::move(node)), record_(record), names_(names), checks_(checks) {}

  void field(char const* name, auto member, auto... form) {
    take(name, std::invoke(member, record_), form...);
  }

  void page(char const* name, auto member, auto... form) { field(name, member, form...); }

  void file(auto const&... /*unused*/) {}

  void derived(auto const&... /*unused*/) {}

  void follows(char const* name, auto function, auto... form) {
    std::decay_t<std::invoke_result_t<decltype(function), Record const&>> value{};
    take(name, value, form...);
    checks_.push_back([=, node = node_[name], &record = record_] {
      auto const expected = std::invoke(function, std::as_const(record));
      if (value != expected) {
        fail_contradiction(node, in_json(expected, form...));
      }
    });
  }

  void inlined(auto member) { inline_record(std::invoke(member, record_)); }

  void inlined(auto member, char const* key) {
    if (node_.has(key)) {
      inline_record(std::invoke(member, record_).emplace());
    }
  }

  void members(auto member, std::string const& other) {
    for (auto const& [name, node] : node_.members()) {
      if (name != other) {
        auto& [key, value] = std::invoke(member, record_).emplace_back();
        key = name;
        read(node, value);
      }
    }
  }

  template <typename... Form>
  void group(char const* name, auto list, Form... /*form*/) {
    if (node_.has(name) || !(std::is_same_v<Form, runtime::OrNothing> || ...)) {
      RecordReader fields(node_[name], record_, names_, checks_);
      list(fields);
    }
  }

private:
  static nlohmann::json in_json(auto const& value) { return value; }

  static nlohmann::json in_json(auto const& value, runtime::InWords const& form) {
    return form.of[static_cast<std::size_t>(value)];
  }

  template <typename Value>
  void inline_record(Value& value) {
    RecordReader<Value> fields(node_, value, names_, checks_);
    Value::describe(fields);
  }

  void take(char const* name, auto& value) { read(node_[name], value); }

  template <typename Value>
  void take(char const* name, std::optional<Value>& value) {
    if (node_.has(name)) {
      read(node_[name], value.emplace());
    }
  }

  template <typename Value>
  void take(char const* name, std::optional<Value>& value, runtime::OrNull /*form*/) {
    if (JsonNode const node = node_[name]; !node.value.is_null()) {
      read(node, value.emplace());
    }
  }

  void take(char const* name, std::optional<double>& value, runtime::Proportion form) {
    if (node_.has(name)) {
      take(name, value.emplace(), form);
    }
  }

  void take(char const* name, auto& value, runtime::Late /*form*/) {
    if (node_.has(name)) {
      read(node_[name], value);
    }
  }

  void take(char const* name, auto& value, runtime::OrNothing /*form*/) {
    take(name, value, runtime::Late{});
  }

  void take(char const* name, auto& value, runtime::NullWhereEmpty /*form*/) {
    if (JsonNode const node = node_[name]; !node.value.is_null()) {
      read(node, value);
    }
  }

  void take(char const* name, double& value, runtime::OrInfinite /*form*/) {
    JsonNode const node = node_[name];
    value = node.value.is_null() ? std::numeric_limits<double>::infinity() : node.real();
  }

  template <typename Value>
  void take(char const* name, Value& value, runtime::InWords const& form) {
    value = static_cast<Value>(read_word(node_[name], form));
  }

  void take(char const* name, std::size_t& number, runtime::NotEmpty const& form) {
    number = node_[name].count();
    if (number == 0) {
      node_[name].fail(form.summary, form.expected);
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

  void take(char const* name, std::vector<double>& values, runtime::Numbers /*form*/) {
    values = read_numbers(node_[name]);
  }

  void take(char const* name, std::vector<double>& values, runtime::InputNumbers /*form*/) {
    if (node_.has(name)) {
      values = read_input(node_[name], names_);
    }
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

  void take(char const* name, auto const& /*unused*/, runtime::Refused const& form) {
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

  JsonNode node_;
  Record& record_;
  RecordNames const& names_;
  Checks& checks_;
};

template <runtime::Described Record>
Record read_record(JsonNode const& node, RecordNames const& names) {
  Record record;
  typename RecordReader<Record>::Checks checks;
  RecordReader<Record> fields(node, record, names, checks);
  Record::describe(fields);
  Problems problems;
  for (auto const& check : checks) {
    problems.attempt(check);
  }
  problems.require_none();
  return record;
}

} // namespace equivarify::codegen

#endif
