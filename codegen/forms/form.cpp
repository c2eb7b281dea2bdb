#include "equivarify/codegen/forms/form.hpp"

namespace equivarify::codegen {

FormRef::FormRef(Form form) : form_{std::make_shared<Form const>(std::move(form))} {}

Form Form::called(std::string its_name, std::string its_help) && {
  name = std::move(its_name);
  help = std::move(its_help);
  return std::move(*this);
}

Form Form::titled(std::string its_title) && {
  title = std::move(its_title);
  return std::move(*this);
}

namespace forms {

Form text(SizeRange size) {
  return {TextForm{size}};
}

Form words(std::vector<std::string> words) {
  return {WordForm{std::move(words)}};
}

Form truth() {
  return {TruthForm{}};
}

Form integer(double least, double most) {
  return {NumberForm{.least = least, .most = most, .is_whole = true}};
}

Form number(double least, double most) {
  return {NumberForm{.least = least, .most = most}};
}

Form number_above(double least, double most) {
  return {NumberForm{.least = least, .most = most, .without_least = true}};
}

Form number_below(double least, double most) {
  return {NumberForm{.least = least, .most = most, .without_most = true}};
}

Form list(FormRef entry, SizeRange size) {
  return {ListForm{std::move(entry), size}};
}

Form record(std::vector<FormField> fields) {
  return {RecordForm{.fields = std::move(fields)}};
}

Form choice(std::vector<FormField> fields) {
  return {RecordForm{.fields = std::move(fields), .is_choice = true}};
}

Form map(FormRef value, SizeRange size) {
  return {MapForm{std::move(value), text(), size}};
}

Form named(FormRef value, SizeRange size) {
  return {MapForm{std::move(value), name, size}};
}

Form either(std::vector<FormRef> choices) {
  return {EitherForm{std::move(choices)}};
}

Form kinds(std::string const& key,
           std::vector<std::pair<std::string, Form>> kinds,
           std::string title) {
  KindsForm result{.key = key, .kinds = {}, .title = std::move(title)};
  for (auto& [word, form] : kinds) {
    auto& fields = std::get<RecordForm>(form.kind).fields;
    fields.insert(fields.begin(), {.name = key, .form = words({word}), .is_required = true});
    result.kinds.emplace_back(word, std::move(form));
  }
  return {std::move(result)};
}

Form split(std::string key, FormRef with, FormRef without) {
  return {SplitForm{std::move(key), std::move(with), std::move(without)}};
}

FormField required(std::string name, FormRef form, std::string help) {
  return {.name = std::move(name),
          .form = std::move(form),
          .help = std::move(help),
          .is_required = true};
}

Form const& name() {
  static Form const form = Form{NameForm{}}.called("name").titled(
      "a name of at most 64 lower-case letters, digits and single underscores, such as "
      "conv_1");
  return form;
}

} // namespace forms
} // namespace equivarify::codegen
