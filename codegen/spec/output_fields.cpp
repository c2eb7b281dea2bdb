#include "equivarify/codegen/spec/output_fields.hpp"

#include "equivarify/codegen/forms/wording.hpp"
#include "equivarify/codegen/groups/motion_form.hpp"
#include "equivarify/codegen/layers/json.hpp"
#include "equivarify/codegen/spec/fields.hpp"
#include "equivarify/codegen/spec/loss_fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace equivarify::codegen {
namespace {

using algebra::HeadKind;
using nlohmann::json;

Member<OutputSpec> classes(std::string help) {
  return member("classes", &OutputSpec::classes, classes_form, std::move(help))
      .late()
      .without_default()
      .refused("two are equal");
}

Member<OutputSpec> units() {
  return custom_member<OutputSpec>(
      {.name = "units", .form = size_form, .help = "The number of plain numbers."},
      [](OutputSpec& output, json const& value) {
        output.shape = {.channels = value.get<std::size_t>()};
      },
      [](OutputSpec const& output) {
        return output.classes.empty() ? json(output.shape.channels) : json{};
      });
}

Member<OutputSpec> action(std::string help) {
  return member("action", &OutputSpec::action, motions_form, std::move(help))
      .required()
      .refused("a generator is missing or unknown; a relation of the group is broken");
}

Member<OutputSpec> action_of_cells() {
  return custom_member<OutputSpec>(
      {.name = "action",
       .form = forms::either({forms::words({"input"}), motions_form}),
       .help = "\"input\": the motions of the input, of arrays of this shape, or of all its parts, "
               "[n, 1, 1]. Otherwise how each generator moves them.",
       .is_required = true},
      [](OutputSpec& output, json const& value) {
        output.as_input = value.is_string();
        output.action =
            output.as_input ? decltype(output.action){} : value.get<decltype(output.action)>();
      },
      [](OutputSpec const& output) {
        return output.as_input ? json("input") : json(output.action);
      });
}

/// What can stand under a head.
struct HeadRow {
  HeadKind kind;
  std::string help;
  Table<OutputSpec> fields;
};

std::vector<HeadRow> const& head_rows() {
  std::string const entries = "Names of the entries, which units would count.";
  static std::vector<HeadRow> const rows{
      {HeadKind::joint,
       "One number for each (g, class), as without output; it stands alone.",
       {classes("").required(),
        class_weights_member().refused("not one for each class; two classes that `already` "
                                       "exchanges have different ones")}},
      {HeadKind::invariant,
       "Numbers that the group does not move: the mean of the copies.",
       {classes(entries),
        units(),
        loss_of_entries_member(),
        class_weights_member(),
        loss_weight_member()}},
      {HeadKind::permuted,
       "Classes, or numbers, that the group permutes.",
       {classes(entries),
        units(),
        action("How each generator moves an array [n, 1, 1], without signs."),
        loss_of_entries_member(),
        class_weights_member(),
        loss_weight_member()}},
      {HeadKind::vector,
       "Components that the group permutes and whose signs it changes.",
       {units().required(),
        action("How each generator moves an array [n, 1, 1]."),
        loss_member({Loss::mean_squared_error, Loss::huber}, "")
            .refused("it sees signs that change"),
        loss_weight_member()}},
      {HeadKind::grid,
       "Planes that move as the input does, or as is said here.",
       {member("shape", &OutputSpec::shape, shape_form, "").required(),
        classes("A name for each channel.").refused("two are equal; not one for each channel"),
        action_of_cells(),
        member("components",
               &OutputSpec::components,
               motions_form,
               "How each generator moves the channels besides, as an array [channels, 1, 1].")
            .late()
            .without_default(),
        loss_member(
            {Loss::cross_entropy_per_cell,
             Loss::mean_squared_error,
             Loss::huber,
             Loss::binary_cross_entropy},
            "cross_entropy_per_cell with classes, else mean_squared_error, where it is left out.")
            .without_default()
            .refused("in each cell where cells are moved apart; cross entropy without classes"),
        class_weights_member(),
        loss_weight_member()}},
      {HeadKind::induced,
       "What a subgroup moves, once for each of its cosets, which the group permutes.",
       {classes(entries),
        units(),
        member("subgroup", &OutputSpec::subgroup, subgroup_form, "")
            .required()
            .refused("no such element"),
        action("How each of these elements moves an array [n, 1, 1]."),
        loss_of_entries_member(),
        class_weights_member(),
        loss_weight_member()}}};
  return rows;
}

template <typename Is>
HeadRow const& head_row(Is const& is_it) {
  auto const row = std::find_if(head_rows().begin(), head_rows().end(), is_it);
  EQUIVARIFY_ASSERT(row != head_rows().end(), "a head that the form lets through");
  return *row;
}

Loss standard_loss(OutputSpec const& output) {
  if (output.classes.empty()) {
    return Loss::mean_squared_error;
  }
  return output.head == HeadKind::grid ? Loss::cross_entropy_per_cell : Loss::cross_entropy;
}

OutputSpec read_output(std::string const& name, json const& value) {
  HeadRow const& row =
      head_row([&](HeadRow const& each) { return algebra::name_of(each.kind) == value["head"]; });
  OutputSpec output{.name = name, .head = row.kind};
  Problems const none;
  read_members(row.fields, output, value, {"", none});
  if (!value.contains("units") && !value.contains("shape")) {
    output.shape.channels = output.classes.size();
  }
  if (!value.contains("loss")) {
    output.loss = standard_loss(output);
  }
  return output;
}

/// An invariant, permuted or induced head has names for its entries, or their number.
void check_size(json const& output, std::string const& pointer, Problems& problems) {
  bool const has_either =
      output["head"] == "invariant" || output["head"] == "permuted" || output["head"] == "induced";
  if (!has_either || output.contains("classes") != output.contains("units")) {
    return;
  }
  bool const has_both = output.contains("units");
  problems.add({.pointer = pointer,
                .summary = has_both ? "two sizes of an output" : "an output without size",
                .found = has_both ? R"("classes" and "units")" : R"(neither "classes" nor "units")",
                .expected = R"(one of the two: "classes", the names of its entries, or "units", )"
                            "the number of plain numbers"});
}

void check_joint(json const& outputs, Problems& problems) {
  for (auto const& [name, output] : outputs.items()) {
    if (output["head"] == "joint" && outputs.size() != 1) {
      problems.add({.pointer = child(child("/output", name), "head"),
                    .summary = "a joint output beside others",
                    .found = fmt::format("\"joint\" among {} outputs", outputs.size()),
                    .expected = "\"joint\" alone, where the copies are what comes out"});
    }
  }
}

/// What is said of labels has its place in the output.
void check_labels_of_outputs(json const& labels, Problems& problems) {
  for (auto const& [key, unused] : labels.items()) {
    if (key != "elements") {
      problems.add_at_key({.pointer = child("/labels", key),
                           .summary = "labels of a network with \"output\"",
                           .found = in_quotes(key),
                           .expected = "\"elements\" alone: classes stand in the output, whose "
                                       "head says how the group moves what is learnt"});
    }
  }
}

} // namespace

Form const& classes_form() {
  static Form const form = forms::list(forms::text({.least = 1}), {1, 65536})
                               .called("classes", "Names, each unlike the others.");
  return form;
}

Form const& shape_form() {
  static Form const form = forms::list(forms::integer(1, 1024), {2, 4})
                               .called("shape", "[channels, (depth,) (rows,) columns]");
  return form;
}

Form const& subgroup_form() {
  static Form const form =
      forms::list(forms::text(), {1, 16}).called("subgroup", "Elements that generate it.");
  return form;
}

Form const& output_form() {
  static Form const form = [] {
    std::vector<std::pair<std::string, Form>> kinds;
    for (HeadRow const& row : head_rows()) {
      std::string const name = algebra::name_of(row.kind);
      kinds.emplace_back(name, record_of(row.fields).called(name + "_head", row.help));
    }
    return forms::kinds("head", std::move(kinds))
        .called("output")
        .titled("an output, an object with a \"head\"");
  }();
  return form;
}

void check_outputs(json const& spec, Problems& problems) {
  json const labels = spec.is_object() ? spec.value("labels", json{}) : json{};
  if (!spec.is_object() || problems.blocked("/output") || problems.blocked("/labels")) {
    return;
  }
  if (!spec.contains("output")) {
    if (labels.is_object() && !labels.contains("classes")) {
      problems.add({.pointer = "/labels/classes",
                    .summary = "missing key",
                    .found = "no \"classes\"",
                    .expected = expected_text(classes_form())});
    }
    return;
  }
  for (auto const& [name, output] : spec["output"].items()) {
    check_size(output, child("/output", name), problems);
  }
  check_joint(spec["output"], problems);
  if (labels.is_object()) {
    check_labels_of_outputs(labels, problems);
  }
}

std::vector<OutputSpec> read_outputs(json const& value) {
  std::vector<OutputSpec> outputs;
  for (auto const& [name, output] : value.items()) {
    if (output["head"] != "joint") {
      outputs.push_back(read_output(name, output));
    }
  }
  return outputs;
}

void read_joint(json const& value, LabelsSpec& labels) {
  json const& first = *value.begin();
  if (first["head"] != "joint") {
    return;
  }
  OutputSpec joint = read_output(value.begin().key(), first);
  labels.classes = std::move(joint.classes);
  labels.class_weights = std::move(joint.class_weights);
  labels.place = child("/output", joint.name);
}

json to_json(OutputSpec const& output) {
  HeadRow const& row = head_row([&](HeadRow const& each) { return each.kind == output.head; });
  json result = write_members(row.fields, output);
  result["head"] = algebra::name_of(output.head);
  return result;
}

json meaning_of(OutputSpec const& output) {
  json result = to_json(output);
  for (char const* const key : {"classes", "units", "loss", "class_weights", "weight"}) {
    result.erase(key);
  }
  result["shape"] = output.shape;
  return result;
}

} // namespace equivarify::codegen
