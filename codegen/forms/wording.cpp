#include "equivarify/codegen/forms/wording.hpp"

#include "equivarify/codegen/json/wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace equivarify::codegen {
namespace {

constexpr std::size_t unbounded = SizeRange{}.most;

/// ` of 3`, ` of 1 to 9`, ` of at least 1` or nothing.
std::string size_text(SizeRange const& size) {
  if (size.least == size.most) {
    return fmt::format(" of {}", size.least);
  }
  if (size.most == unbounded) {
    return size.least == 0 ? "" : fmt::format(" of at least {}", size.least);
  }
  return size.least == 0 ? fmt::format(" of at most {}", size.most)
                         : fmt::format(" of {} to {}", size.least, size.most);
}

std::string text_of(TextForm const& form) {
  if (form.size.most != unbounded) {
    return fmt::format("a string of at most {} bytes", form.size.most);
  }
  return form.size.least == 0 ? "a string" : "a string that is not empty";
}

std::string text_of(RecordForm const& form) {
  if (form.is_choice) {
    return "an object with exactly " + one_of(keys_of(form));
  }
  std::vector<std::string> required;
  for (FormField const& field : form.fields) {
    if (field.is_required) {
      required.push_back(field.name);
    }
  }
  return required.empty() ? "an object" : "an object with " + in_a_row(required);
}

std::string text_of(EitherForm const& form) {
  std::string text;
  for (FormRef const& choice : form.choices) {
    text += (text.empty() ? "" : ", or ") + expected_text(*choice);
  }
  return text;
}

} // namespace

std::string expected_text(Form const& form) {
  if (!form.title.empty()) {
    return form.title;
  }
  return std::visit(
      Overloaded{[](TextForm const& text) { return text_of(text); },
                 [](NameForm const&) -> std::string { return "a name"; },
                 [](WordForm const& words) { return one_of(words.words); },
                 [](TruthForm const& truth) -> std::string {
                   return truth.must_hold ? "true" : "true or false";
                 },
                 [](NumberForm const& number) {
                   return (number.is_whole ? "an integer" : "a number") + range_text(number);
                 },
                 [](ListForm const& list) {
                   return fmt::format(
                       "a list{}, each {}", size_text(list.size), expected_text(*list.entry));
                 },
                 [](RecordForm const& record) { return text_of(record); },
                 [](MapForm const& map) { return "an object" + size_text(map.size); },
                 [](EitherForm const& either) { return text_of(either); },
                 [](KindsForm const& kinds) { return "an object with " + in_quotes(kinds.key); },
                 [](SplitForm const& split) {
                   return fmt::format(
                       "{}, or {}", expected_text(*split.without), expected_text(*split.with));
                 }},
      form.kind);
}

std::string range_text(NumberForm const& form) {
  std::string const least = plain_number(form.least).dump();
  std::string const most = plain_number(form.most).dump();
  if (!form.without_least && !form.without_most) {
    return fmt::format(" from {} to {}", least, most);
  }
  return fmt::format(" {} {} and {} {}",
                     form.without_least ? "greater than" : "at least",
                     least,
                     form.without_most ? "less than" : "at most",
                     most);
}

nlohmann::json plain_number(double number) {
  constexpr double largest = 9007199254740992.0; // 2^53
  if (std::trunc(number) == number && std::abs(number) < largest) {
    return static_cast<std::int64_t>(number);
  }
  return number;
}

nlohmann::json shown_default(FormField const& field) {
  return field.otherwise.is_number() ? plain_number(field.otherwise.get<double>())
                                     : field.otherwise;
}

std::vector<std::string> keys_of(RecordForm const& form) {
  std::vector<std::string> keys;
  for (FormField const& field : form.fields) {
    keys.push_back(field.name);
  }
  std::sort(keys.begin(), keys.end());
  return keys;
}

} // namespace equivarify::codegen
