/// \file
/// What a JSON value may be. The judge, its messages, the JSON Schema and the tables of the
/// documents all follow from a form.
#ifndef EQUIVARIFY_CODEGEN_FORMS_FORM_HPP
#define EQUIVARIFY_CODEGEN_FORMS_FORM_HPP

#include <nlohmann/json.hpp>

#include <cstddef>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace equivarify::codegen {

struct Form;

/// A form, or the function that has it: so a form may contain itself.
class FormRef {
public:
  FormRef(Form form);

  FormRef(Form const& (*function)()) : function_{function} {}

  [[nodiscard]] Form const& operator*() const { return function_ ? function_() : *form_; }

  [[nodiscard]] Form const* operator->() const { return &**this; }

private:
  std::shared_ptr<Form const> form_;
  Form const& (*function_)() = nullptr;
};

/// How many entries, members or bytes there may be.
struct SizeRange {
  std::size_t least = 0;
  std::size_t most = std::numeric_limits<std::size_t>::max();
  std::size_t step = 1; ///< from one size that is allowed to the next
};

/// A member of an object.
struct FormField {
  std::string name;
  FormRef form;
  std::string help{}; ///< one sentence; empty where the form has said it
  bool is_required = false;
  nlohmann::json otherwise{}; ///< its value where it is left out; null where that depends
  std::string refused{};      ///< when a value of its form is refused nevertheless
};

struct TextForm {
  SizeRange size{};
};

inline constexpr std::size_t longest_name = 64;

/// Lower-case letters, digits and single underscores, at most \ref longest_name, a letter first.
struct NameForm {};

struct WordForm {
  std::vector<std::string> words;
};

struct TruthForm {
  bool must_hold = false;
};

struct NumberForm {
  double least;
  double most;
  bool is_whole = false;
  bool without_least = false; ///< whether `least` itself is too small
  bool without_most = false;
};

struct ListForm {
  FormRef entry;
  SizeRange size{};
};

/// An object whose keys are listed.
struct RecordForm {
  std::vector<FormField> fields;
  bool is_choice = false;               ///< whether it has exactly one of them
  std::vector<std::string> any_of = {}; ///< it has at least one of these
};

/// An object whose keys the user chooses.
struct MapForm {
  FormRef value;
  FormRef key;
  SizeRange size{};
};

/// One of several forms, which differ in their JSON types.
struct EitherForm {
  std::vector<FormRef> choices;
};

/// An object that says by the word under a key which of several records it is.
struct KindsForm {
  std::string key;
  std::vector<std::pair<std::string, FormRef>> kinds;
  std::string title{}; ///< of the kinds, in messages; empty where they are few enough to be listed
};

/// An object that is one of two records, as it has a key or not.
struct SplitForm {
  std::string key;
  FormRef with;
  FormRef without;
};

struct Form {
  std::variant<TextForm,
               NameForm,
               WordForm,
               TruthForm,
               NumberForm,
               ListForm,
               RecordForm,
               MapForm,
               EitherForm,
               KindsForm,
               SplitForm>
      kind;
  std::string name{};  ///< by which schema and tables refer to it; empty where it is written out
  std::string title{}; ///< in messages, where the kind alone says too little
  std::string help{};  ///< one sentence

  /// The same form under a name.
  [[nodiscard]] Form called(std::string its_name, std::string its_help = {}) &&;

  /// The same form, which messages call \p its_title.
  [[nodiscard]] Form titled(std::string its_title) &&;
};

/// The forms that tables of fields are made of.
namespace forms {

[[nodiscard]] Form text(SizeRange size = {});
[[nodiscard]] Form words(std::vector<std::string> words);
[[nodiscard]] Form truth();
[[nodiscard]] Form integer(double least, double most);
[[nodiscard]] Form number(double least, double most);
/// A number greater than \p least.
[[nodiscard]] Form number_above(double least, double most);
/// A number from \p least on, but less than \p most.
[[nodiscard]] Form number_below(double least, double most);
[[nodiscard]] Form list(FormRef entry, SizeRange size = {});
[[nodiscard]] Form record(std::vector<FormField> fields);
/// An object with exactly one of \p fields.
[[nodiscard]] Form choice(std::vector<FormField> fields);
[[nodiscard]] Form map(FormRef value, SizeRange size = {});
/// A map whose keys are names.
[[nodiscard]] Form named(FormRef value, SizeRange size);
[[nodiscard]] Form either(std::vector<FormRef> choices);
/// The records \p kinds, each with the further key \p key that says which. Messages list the kinds,
/// or say \p title in place of that.
[[nodiscard]] Form kinds(std::string const& key,
                         std::vector<std::pair<std::string, Form>> kinds,
                         std::string title = {});

/// An object that has the form \p with where it has \p key, and \p without where it has not.
[[nodiscard]] Form split(std::string key, FormRef with, FormRef without);

/// A field that must be there.
[[nodiscard]] FormField required(std::string name, FormRef form, std::string help = {});

/// A name that programs can use, such as `conv_1`.
[[nodiscard]] Form const& name();

} // namespace forms

/// Lets a set of lambdas be one visitor.
template <typename... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};

template <typename... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

} // namespace equivarify::codegen

#endif
