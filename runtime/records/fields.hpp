/// \file
/// How a record lists its fields: once, for all who write it or read it.
///
/// A record is a struct with a function `describe(fields)`, which calls for each field, in the
/// order of the file, one of
///
/// - `fields.field(name, member)`: what everybody has,
/// - `fields.page(name, member)`: what is for a page about the run, and not in its summary,
/// - `fields.file(name, member)`: what only the file itself has,
/// - `fields.derived(name, function)`: what only the summary has, which follows from the rest,
/// - `fields.follows(name, function)`: what everybody has and follows from the rest: a file that
///   says something else contradicts itself,
/// - `fields.inlined(member)`: the fields of a record within it, in the same object,
/// - `fields.inlined(member, key)`: the same of an optional one, which is there if the key is,
/// - `fields.members(member, other)`: a list of names and values, each a field, in an object that
///   has one field \p other besides,
/// - `fields.group(name, list)`: some of its fields, by a function \p list that calls these, in an
///   object of their own.
///
/// After a member may stand a form, which says what its type
/// does not; an optional value without one is left out where there is none.
#ifndef EQUIVARIFY_RUNTIME_RECORDS_FIELDS_HPP
#define EQUIVARIFY_RUNTIME_RECORDS_FIELDS_HPP

#include <cstddef>
#include <span>
#include <string>
#include <type_traits>
#include <utility>

namespace equivarify::runtime {

/// Files of older programs do not have it.
struct Late {};

/// Null where there is none.
struct OrNull {};

/// A text, a list or a group that is left out where it is empty.
struct OrNothing {};

/// A text or a list, null where it is empty.
struct NullWhereEmpty {};

/// A number, or null where it is infinite.
struct OrInfinite {};

/// A truth, or a value of an enumeration, by its word: one for each value, in their order.
struct InWords {
  char const* of[4];
};

/// A number from 0 to 1, or no number where it is missing.
struct Unknown {};

/// A number from 0 to 1.
struct Proportion {};

/// An element of the group by its name.
struct ElementName {};

/// An element of the group as it is called for people; only for files.
struct ElementLabel {};

/// A class by its name.
struct ClassName {};

/// A byte for each pixel of an input.
struct Pixels {};

/// A number for each pixel of an input; left out where there are none.
struct InputNumbers {};

/// A list of numbers, null where one is not finite.
struct Numbers {};

/// A list of numbers of classes, null where none is the only best one.
struct Undecided {
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
};

/// What the rows or the columns of a table stand for.
enum class Axis { elements, classes };

/// What stands in a table: numbers of pictures, of which some may count in part, or shares.
enum class Cells { pictures, shares };

/// A list of rows.
struct NumberTable {
  Axis rows;
  Axis columns;
  Cells cells;
};

/// A list of records that has one at least, or a number that is not 0.
struct NotEmpty {
  char const* summary; ///< of the message about an empty one
  char const* expected;
};

/// What a file that a page is made of may not have.
struct Refused {
  char const* summary;
  char const* expected;
};

/// What the numbers in a record are called.
struct RecordNames {
  std::span<std::string const> elements{};       ///< of the group
  std::span<std::string const> element_labels{}; ///< the same for people
  std::span<std::string const> classes{};
  std::size_t pixels = 0; ///< of an input
};

/// Fields that nobody has; see Described.
struct NoFields {
  void field(auto const&... /*unused*/) {}

  void page(auto const&... /*unused*/) {}

  void file(auto const&... /*unused*/) {}

  void derived(auto const&... /*unused*/) {}

  void follows(auto const&... /*unused*/) {}

  void inlined(auto const&... /*unused*/) {}

  void members(auto const&... /*unused*/) {}

  void group(auto const&... /*unused*/) {}
};

/// A record.
template <typename Record>
concept Described = std::is_void_v<decltype(Record::describe(std::declval<NoFields&>()))>;

/// Which network a record is about.
struct Subject {
  std::string spec;
  std::string spec_sha256;

  static void describe(auto& fields) {
    fields.file("spec", &Subject::spec);
    fields.page("spec_sha256", &Subject::spec_sha256, Late{});
  }
};

} // namespace equivarify::runtime

#endif
