#include "equivarify/codegen/forms/judge.hpp"

#include "equivarify/codegen/forms/wording.hpp"
#include "equivarify/codegen/json/wording.hpp"

#include <algorithm>

namespace equivarify::codegen {
namespace {

using nlohmann::json;

bool is_name(std::string const& text) {
  auto const is_small = [](char c) { return c >= 'a' && c <= 'z'; };
  auto const is_allowed = [&](char c) { return is_small(c) || (c >= '0' && c <= '9') || c == '_'; };
  return !text.empty() && text.size() <= longest_name && is_small(text.front()) &&
         text.back() != '_' && text.find("__") == std::string::npos &&
         std::all_of(text.begin(), text.end(), is_allowed);
}

bool is_in(SizeRange const& range, std::size_t size) {
  return size >= range.least && size <= range.most && (size - range.least) % range.step == 0;
}

bool is_in(NumberForm const& range, double number) {
  return (range.without_least ? number > range.least : number >= range.least) &&
         (range.without_most ? number < range.most : number <= range.most);
}

bool has_type(json const& value, Form const& form) {
  return std::visit(Overloaded{[&](TextForm const&) { return value.is_string(); },
                               [&](NameForm const&) { return value.is_string(); },
                               [&](WordForm const&) { return value.is_string(); },
                               [&](TruthForm const&) { return value.is_boolean(); },
                               [&](NumberForm const& number) {
                                 return number.is_whole ? value.is_number_integer()
                                                        : value.is_number();
                               },
                               [&](ListForm const&) { return value.is_array(); },
                               [&](RecordForm const&) { return value.is_object(); },
                               [&](MapForm const&) { return value.is_object(); },
                               [&](EitherForm const& either) {
                                 return std::any_of(either.choices.begin(),
                                                    either.choices.end(),
                                                    [&](FormRef const& choice) {
                                                      return has_type(value, *choice);
                                                    });
                               },
                               [&](KindsForm const&) { return value.is_object(); },
                               [&](SplitForm const&) { return value.is_object(); }},
                    form.kind);
}

/// A value, what it should be, and where it stands.
struct Spot {
  json const& value;
  Form const& form;
  std::string const& pointer;
};

/// Walks a value and the form of it together.
class Judge {
public:
  explicit Judge(Problems& problems) : problems_{problems} {}

  void judge(json const& value, Form const& form, std::string const& pointer) {
    Spot const at{value, form, pointer};
    if (!has_type(value, form)) {
      return wrong("wrong type", at);
    }
    std::visit([&](auto const& kind) { check(kind, at); }, form.kind);
  }

private:
  void wrong(char const* summary, Spot const& at) {
    problems_.add({.pointer = at.pointer,
                   .summary = summary,
                   .found = found_text(at.value),
                   .expected = expected_text(at.form)});
  }

  void missing(FormField const& field, std::string const& pointer) {
    problems_.add({.pointer = child(pointer, field.name),
                   .summary = "missing key",
                   .found = "no " + in_quotes(field.name),
                   .expected = expected_text(*field.form)});
  }

  void check(TextForm const& kind, Spot const& at) {
    if (!is_in(kind.size, at.value.get_ref<std::string const&>().size())) {
      wrong("not allowed here", at);
    }
  }

  void check(NameForm const& /*kind*/, Spot const& at) {
    if (!is_name(at.value.get_ref<std::string const&>())) {
      wrong("not allowed here", at);
    }
  }

  void check(WordForm const& kind, Spot const& at) {
    auto const& word = at.value.get_ref<std::string const&>();
    if (std::find(kind.words.begin(), kind.words.end(), word) == kind.words.end()) {
      problems_.add({.pointer = at.pointer,
                     .summary = "unknown name",
                     .found = in_quotes(word),
                     .expected = expected_text(at.form),
                     .nearest = suggestion(word, kind.words)});
    }
  }

  void check(TruthForm const& kind, Spot const& at) {
    if (kind.must_hold && at.value != true) {
      wrong("not allowed here", at);
    }
  }

  void check(NumberForm const& kind, Spot const& at) {
    if (!is_in(kind, at.value.get<double>())) {
      wrong("out of range", at);
    }
  }

  void check(ListForm const& kind, Spot const& at) {
    if (!is_in(kind.size, at.value.size())) {
      wrong("wrong length", at);
    }
    for (std::size_t i = 0; i < at.value.size(); ++i) {
      judge(at.value[i], *kind.entry, child(at.pointer, i));
    }
  }

  void check(RecordForm const& kind, Spot const& at) {
    if (kind.is_choice && at.value.size() != 1) {
      wrong("wrong number of keys", at);
    }
    for (FormField const& field : kind.fields) {
      if (field.is_required && !at.value.contains(field.name)) {
        missing(field, at.pointer);
      }
    }
    if (!kind.any_of.empty() &&
        std::none_of(kind.any_of.begin(), kind.any_of.end(), [&](std::string const& key) {
          return at.value.contains(key);
        })) {
      missing(*field_called(kind, kind.any_of.front()), at.pointer);
    }
    for (auto const& [key, member] : at.value.items()) {
      check_member(kind, key, member, child(at.pointer, key));
    }
  }

  void check_member(RecordForm const& record,
                    std::string const& key,
                    json const& member,
                    std::string const& pointer) {
    auto const field = field_called(record, key);
    if (field != record.fields.end()) {
      return judge(member, *field->form, pointer);
    }
    std::vector<std::string> const keys = keys_of(record);
    problems_.add_at_key({.pointer = pointer,
                          .summary = "unknown key",
                          .found = in_quotes(key),
                          .expected = one_of(keys),
                          .nearest = suggestion(key, keys),
                          // Where one key chooses, an unknown one leaves the choice open.
                          .blocking = record.is_choice});
  }

  void check(MapForm const& kind, Spot const& at) {
    if (!is_in(kind.size, at.value.size())) {
      wrong("wrong number of keys", at);
    }
    for (auto const& [key, member] : at.value.items()) {
      judge_key(key, *kind.key, child(at.pointer, key));
      judge(member, *kind.value, child(at.pointer, key));
    }
  }

  void judge_key(std::string const& key, Form const& form, std::string const& pointer) {
    Problems problems;
    Judge{problems}.judge(key, form, pointer);
    for (Problem const& problem : problems.list()) {
      problems_.add_at_key(problem);
    }
  }

  /// By the choice whose type the value has.
  void check(EitherForm const& kind, Spot const& at) {
    auto const choice =
        std::find_if(kind.choices.begin(), kind.choices.end(), [&](FormRef const& form) {
          return has_type(at.value, *form);
        });
    judge(at.value, **choice, at.pointer);
  }

  void check(KindsForm const& kind, Spot const& at) {
    WordForm words;
    for (auto const& [word, form] : kind.kinds) {
      if (at.value.value(kind.key, json{}) == word) {
        return judge(at.value, *form, at.pointer);
      }
      words.words.push_back(word);
    }
    Form const chooser = Form{words}.titled(kind.title);
    if (!at.value.contains(kind.key)) {
      missing({.name = kind.key, .form = chooser}, at.pointer);
    } else {
      judge(at.value[kind.key], chooser, child(at.pointer, kind.key));
    }
  }

  void check(SplitForm const& kind, Spot const& at) {
    judge(at.value, at.value.contains(kind.key) ? *kind.with : *kind.without, at.pointer);
  }

  static std::vector<FormField>::const_iterator field_called(RecordForm const& record,
                                                             std::string const& name) {
    return std::find_if(record.fields.begin(), record.fields.end(), [&](FormField const& field) {
      return field.name == name;
    });
  }

  Problems& problems_;
};

} // namespace

void judge(json const& value, Form const& form, Problems& problems) {
  Judge{problems}.judge(value, form, "");
}

} // namespace equivarify::codegen
