/// \file
/// A field of a spec: what it may say, and the member of a struct that keeps it. Reader, canonical
/// writer, form, schema and tables follow from lists of these.
#ifndef EQUIVARIFY_CODEGEN_SPEC_MEMBER_HPP
#define EQUIVARIFY_CODEGEN_SPEC_MEMBER_HPP

#include "equivarify/codegen/forms/form.hpp"
#include "equivarify/codegen/json/problems.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <concepts>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::codegen {

/// Where a value stands, and what is known to be wrong there.
struct ReadingPlace {
  std::string pointer;
  Problems const& problems;
};

/// One field of an \p Object. Made by the functions below.
template <typename Object>
struct Member {
  FormField field;
  /// A part that has problems stays as it is.
  std::function<void(Object&, nlohmann::json const&, ReadingPlace const&)> read;
  std::function<nlohmann::json(Object const&)> write; ///< null: not in the canonical form

  [[nodiscard]] Member required() && {
    field.is_required = true;
    return std::move(*this).without_default();
  }

  /// Canonical forms leave it out where it has its default, so that specs from before there was
  /// this field keep their digests.
  [[nodiscard]] Member late() && {
    write = [get = std::move(write), otherwise = field.otherwise](Object const& object) {
      nlohmann::json value = get(object);
      return value == otherwise ? nlohmann::json{} : value;
    };
    return std::move(*this);
  }

  /// What it is where it is left out depends on other fields.
  [[nodiscard]] Member without_default() && {
    field.otherwise = nullptr;
    return std::move(*this);
  }

  /// Canonical forms never have it.
  [[nodiscard]] Member without_effect() && {
    write = [](Object const&) { return nlohmann::json{}; };
    return std::move(*this);
  }

  /// What documents say of when it is refused though it has its form.
  [[nodiscard]] Member refused(std::string when) && {
    field.refused = std::move(when);
    return std::move(*this);
  }
};

/// The fields of an object, in the order of the schema and the documents.
template <typename Object>
using Table = std::vector<Member<Object>>;

/// The fields of an \p Object that has one list of them. Specialized in fields.hpp.
template <typename Object>
struct TableOf;

template <typename Object>
concept Tabled = requires {
  { TableOf<Object>::table() } -> std::same_as<Table<Object> const&>;
};

/// The object with the fields of \p table.
template <typename Object>
[[nodiscard]] Form record_of(Table<Object> const& table) {
  std::vector<FormField> fields;
  for (Member<Object> const& member : table) {
    fields.push_back(member.field);
  }
  return forms::record(std::move(fields));
}

/// Reads into \p object what \p value has of the fields in \p table.
template <typename Object>
void read_members(Table<Object> const& table,
                  Object& object,
                  nlohmann::json const& value,
                  ReadingPlace const& at) {
  for (Member<Object> const& member : table) {
    if (value.contains(member.field.name)) {
      member.read(
          object, value[member.field.name], {child(at.pointer, member.field.name), at.problems});
    }
  }
}

/// The canonical form of \p object.
template <typename Object>
[[nodiscard]] nlohmann::json write_members(Table<Object> const& table, Object const& object) {
  nlohmann::json result = nlohmann::json::object();
  for (Member<Object> const& member : table) {
    nlohmann::json value = member.write(object);
    if (!value.is_null()) {
      result[member.field.name] = std::move(value);
    }
  }
  return result;
}

// How nlohmann/json converts what has a table.
template <Tabled Object>
void from_json(nlohmann::json const& value, Object& object) {
  Problems const none;
  read_members(TableOf<Object>::table(), object, value, {"", none});
}

template <Tabled Object>
void to_json(nlohmann::json& value, Object const& object) {
  value = write_members(TableOf<Object>::table(), object);
}

/// A field that is read and written as \p read and \p write do.
template <typename Object, typename Read, typename Write>
[[nodiscard]] Member<Object> custom_member(FormField field, Read read, Write write) {
  return {.field = std::move(field),
          .read =
              [read](Object& object, nlohmann::json const& value, ReadingPlace const& at) {
                if (!at.problems.blocked(at.pointer)) {
                  read(object, value);
                }
              },
          .write = write};
}

/// A field kept in \p kept; its default is that of a fresh object.
template <typename Object, typename Value>
[[nodiscard]] Member<Object>
member(std::string name, Value Object::*kept, FormRef form, std::string help = {}) {
  Member<Object> result = custom_member<Object>(
      {.name = std::move(name), .form = std::move(form), .help = std::move(help)},
      [kept](Object& object, nlohmann::json const& value) { value.get_to(object.*kept); },
      [kept](Object const& object) { return nlohmann::json(object.*kept); });
  if constexpr (Tabled<Value>) {
    result.read = [kept](Object& object, nlohmann::json const& value, ReadingPlace const& at) {
      read_members(TableOf<Value>::table(), object.*kept, value, at);
    };
  } else {
    result.field.otherwise = result.write(Object{});
  }
  return result;
}

/// The same for a choice among \p words.
template <typename Object, typename Value>
[[nodiscard]] Member<Object> word_member(std::string name,
                                         Value Object::*kept,
                                         std::vector<std::pair<std::string, Value>> words,
                                         std::string help) {
  std::vector<std::string> choices;
  for (auto const& [word, value] : words) {
    choices.push_back(word);
  }
  Member<Object> result = custom_member<Object>(
      {.name = std::move(name), .form = forms::words(choices), .help = std::move(help)},
      [=](Object& object, nlohmann::json const& text) {
        object.*kept = std::find_if(words.begin(), words.end(), [&](auto const& entry) {
                         return entry.first == text;
                       })->second;
      },
      [=](Object const& object) {
        return nlohmann::json(std::find_if(words.begin(), words.end(), [&](auto const& entry) {
                                return entry.second == object.*kept;
                              })->first);
      });
  result.field.otherwise = result.write(Object{});
  return result;
}

/// Words and what they mean, as to_string() has them.
template <typename Value>
[[nodiscard]] std::vector<std::pair<std::string, Value>>
words_of(std::vector<Value> const& values) {
  std::vector<std::pair<std::string, Value>> words;
  for (Value const value : values) {
    words.emplace_back(to_string(value), value);
  }
  return words;
}

} // namespace equivarify::codegen

#endif
