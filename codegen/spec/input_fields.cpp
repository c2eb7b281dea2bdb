#include "equivarify/codegen/spec/input_fields.hpp"

#include "equivarify/codegen/groups/motion_form.hpp"
#include "equivarify/codegen/spec/fields.hpp"
#include "equivarify/codegen/spec/output_fields.hpp"

#include <utility>

namespace equivarify::codegen {
namespace {

using nlohmann::json;

constexpr char const* action_refused =
    "a generator is missing or unknown; a relation of the group is broken";

/// A part that is a vector has one extent.
Form part_shape_form() {
  return forms::list(forms::integer(1, 1024), {.least = 1, .most = 3, .step = 2})
      .called("part_shape", "[channels, rows, columns], or [n] for a vector of n numbers.")
      .titled(
          "a list of 3, [channels, rows, columns], or of 1, [n], each an integer from 1 to 1024");
}

Member<PartSpec> shape_of_part() {
  return custom_member<PartSpec>(
      {.name = "shape",
       .form = part_shape_form(),
       .is_required = true,
       .refused = "all parts together have more than 2^24 entries"},
      [](PartSpec& part, json const& value) {
        part.shape =
            value.size() == 1 ? Shape{.channels = value[0].get<std::size_t>()} : value.get<Shape>();
      },
      [](PartSpec const& part) {
        return part.shape.is_flat() ? json{part.shape.channels} : json(part.shape);
      });
}

/// A field of an input that is one array.
Member<InputSpec> of_array(Member<InputSpec> field) {
  field.write = [write = std::move(field.write)](InputSpec const& input) {
    return input.parts.empty() ? write(input) : json{};
  };
  return field;
}

void read_parts(InputSpec& input, json const& value) {
  input.shape = {.channels = 0};
  for (auto const& [name, fields] : value.items()) {
    PartSpec part{.name = name, .shape = {}, .action = {}};
    Problems const none;
    read_members(TableOf<PartSpec>::table(), part, fields, {"", none});
    input.shape.channels += part.shape.size();
    input.parts.push_back(std::move(part));
  }
}

json write_parts(InputSpec const& input) {
  json result;
  for (PartSpec const& part : input.parts) {
    result[part.name] = part;
  }
  return result;
}

Form const& part_form() {
  static Form const form =
      record_of(TableOf<PartSpec>::table()).called("part", "One of several arrays.");
  return form;
}

Member<InputSpec> parts() {
  return custom_member<InputSpec>(
      {.name = "parts",
       .form = forms::named(part_form, {1, 16}),
       .help = "The arrays by name; layers of the first block read them by their names.",
       .is_required = true},
      read_parts,
      write_parts);
}

/// The record with the fields of \p table from \p first to before \p end.
Form record_of_some(Table<InputSpec> const& table, std::size_t first, std::size_t end) {
  std::vector<FormField> fields;
  for (std::size_t i = first; i < end; ++i) {
    fields.push_back(table[i].field);
  }
  return forms::record(std::move(fields));
}

Form const& array_form() {
  static Form const form = record_of_some(TableOf<InputSpec>::table(), 0, 2)
                               .called("input", "What comes in, and how the group moves it.");
  return form;
}

Form const& parts_form() {
  static Form const form =
      record_of_some(TableOf<InputSpec>::table(), 2, 3)
          .called("input_of_parts", "Several arrays that come in together, each moved by itself.");
  return form;
}

} // namespace

Table<PartSpec> const& TableOf<PartSpec>::table() {
  static Table<PartSpec> const fields{
      shape_of_part(),
      member("action", &PartSpec::action, motions_form).required().refused(action_refused),
      member("from",
             &PartSpec::from,
             forms::map(forms::name),
             "For a generator, the part whose entries it brings here, by the motion under "
             "\"action\"; else this part's own.")
          .late()
          .refused("no such generator or part; two parts take the entries of one; a motion that "
                   "does not lead from one shape to the other")};
  return fields;
}

Table<InputSpec> const& TableOf<InputSpec>::table() {
  static Table<InputSpec> const fields{
      of_array(member("shape", &InputSpec::shape, shape_form)
                   .required()
                   .refused("the array has more than 2^24 entries")),
      of_array(
          member("action", &InputSpec::action, motions_form).required().refused(action_refused)),
      parts()};
  return fields;
}

Form const& input_form() {
  static Form const form = forms::split("parts", parts_form, array_form);
  return form;
}

} // namespace equivarify::codegen
