/// \file
/// Random records, by the list of their fields.
#ifndef EQUIVARIFY_TESTS_CODEGEN_RECORD_DRAWING_HPP
#define EQUIVARIFY_TESTS_CODEGEN_RECORD_DRAWING_HPP

#include "equivarify/runtime/records/fields.hpp"

#include <rapidcheck.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <limits>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace equivarify::codegen {

inline std::vector<std::string> const element_names{"e", "r", "r^2"};
inline std::vector<std::string> const element_labels{"0°", "90°", "180°"};
inline std::vector<std::string> const class_names{"a", "b"};
inline runtime::RecordNames const record_names{.elements = element_names,
                                               .element_labels = element_labels,
                                               .classes = class_names,
                                               .pixels = 4};

/// The fields of a record that draw their own values.
template <typename Record>
class Draw {
public:
  explicit Draw(Record& record) : record_(record) {}

  void field(char const* /*name*/, auto member, auto... form) {
    draw(std::invoke(member, record_), form...);
  }

  void page(char const* name, auto member, auto... form) { field(name, member, form...); }

  /// What is for the file alone is not read back; a default stays one.
  void file(auto const&... /*unused*/) {}

  void derived(auto const&... /*unused*/) {}

  void follows(auto const&... /*unused*/) {}

  void inlined(auto member, auto... /*key*/) { draw(std::invoke(member, record_)); }

  void members(auto member, char const* /*other*/) {
    for (char const* const name : {"one", "two"}) {
      if (below(2) == 1) {
        auto& [key, value] = std::invoke(member, record_).emplace_back();
        key = name;
        draw(value);
      }
    }
  }

  void group(char const* /*name*/, auto list, auto... /*form*/) { list(*this); }

private:
  /// A number below \p end, each equally likely in small cases too.
  static std::size_t below(std::size_t end) {
    return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange<std::size_t>(0, end));
  }

  static double share() { return static_cast<double>(below(1025)) / 1024; }

  template <typename Value, typename... Form>
  static void draw(Value& value, Form... /*form*/) {
    if constexpr (runtime::Described<Value>) {
      Draw<Value> fields(value);
      Value::describe(fields);
    } else if constexpr (std::is_same_v<Value, double>) {
      value = share();
    } else if constexpr (std::is_same_v<Value, std::string>) {
      value = std::vector<std::string>{"", "x", "\"°\n"}[below(3)];
    } else {
      value = static_cast<Value>(below(std::is_same_v<Value, bool> ? 2 : 1000));
    }
  }

  template <typename Value, typename... Form>
  static void draw(std::optional<Value>& value, Form... form) {
    if (below(2) == 1) {
      draw(value.emplace(), form...);
    }
  }

  template <typename Value>
  static void draw(std::optional<Value>& /*value*/, runtime::Refused /*form*/) {}

  template <typename Value, typename... Form>
  static void draw(std::vector<Value>& values, Form... /*form*/) {
    bool const is_one_at_least = (std::is_same_v<Form, runtime::NotEmpty> || ...);
    values.resize((is_one_at_least ? 1 : 0) + below(3));
    for (Value& value : values) {
      draw(value);
    }
  }

  static void draw(std::size_t& number, runtime::NotEmpty /*form*/) { number = 1 + below(999); }

  static void draw(double& value, runtime::OrInfinite /*form*/) {
    value = below(4) == 0 ? std::numeric_limits<double>::infinity() : share();
  }

  template <typename Value>
  static void draw(Value& value, runtime::InWords words) {
    auto const count = std::count_if(
        std::begin(words.of), std::end(words.of), [](char const* word) { return word != nullptr; });
    value = static_cast<Value>(below(static_cast<std::size_t>(count)));
  }

  static void draw(std::size_t& element, runtime::ElementName /*form*/) { element = below(3); }

  static void draw(std::size_t& kind, runtime::ClassName /*form*/) { kind = below(2); }

  static void draw(std::vector<double>& values, runtime::InputNumbers /*form*/) {
    values.assign(below(2) * 4, 0);
    std::generate(values.begin(), values.end(), share);
  }

  static void draw(std::vector<std::uint32_t>& pixels, runtime::Pixels /*form*/) {
    pixels.assign(4, 0);
    for (std::uint32_t& pixel : pixels) {
      pixel = static_cast<std::uint32_t>(below(256));
    }
  }

  static void draw(std::vector<std::vector<double>>& table, runtime::NumberTable form) {
    auto const size = [](runtime::Axis axis) { return axis == runtime::Axis::classes ? 2U : 3U; };
    table.assign(size(form.rows), std::vector<double>(size(form.columns)));
    for (std::vector<double>& row : table) {
      for (double& cell : row) {
        cell = share() * (form.cells == runtime::Cells::pictures ? 100 : 1);
      }
    }
  }

  Record& record_;
};

/// A random record.
template <typename Record>
Record drawn() {
  Record record;
  Draw<Record> fields(record);
  Record::describe(fields);
  return record;
}

} // namespace equivarify::codegen

#endif
