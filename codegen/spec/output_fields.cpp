#include "equivarify/codegen/spec/output_form.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace equivarify::codegen {
namespace {

using algebra::HeadKind;
using nlohmann::json;

HeadKind read_head(json const& word) {
  for (HeadKind const kind : {HeadKind::joint,
                              HeadKind::invariant,
                              HeadKind::permuted,
                              HeadKind::vector,
                              HeadKind::grid}) {
    if (word == algebra::name_of(kind)) {
      return kind;
    }
  }
  return HeadKind::induced;
}

Loss standard_loss(OutputSpec const& output) {
  if (output.classes.empty()) {
    return Loss::mean_squared_error;
  }
  return output.head == HeadKind::grid ? Loss::cross_entropy_per_cell : Loss::cross_entropy;
}

Loss read_loss(json const& value, Loss standard) {
  for (Loss const loss : all_losses()) {
    if (value.value("loss", "") == to_string(loss)) {
      return loss;
    }
  }
  return standard;
}

Shape read_size(json const& value, std::vector<std::string> const& classes) {
  if (value.contains("shape")) {
    return {value["shape"][0].get<std::size_t>(),
            value["shape"][1].get<std::size_t>(),
            value["shape"][2].get<std::size_t>()};
  }
  return {.channels = value.value("units", classes.size())};
}

std::map<std::string, MotionSpec> read_motion_forms(json const& value) {
  std::map<std::string, MotionSpec> action;
  for (auto const& [name, motion] : value.items()) {
    action.emplace(name, MotionSpec{motion.dump()});
  }
  return action;
}

OutputSpec read_output(std::string const& name, json const& value) {
  OutputSpec output{.name = name,
                    .head = read_head(value["head"]),
                    .classes = value.value("classes", std::vector<std::string>{}),
                    .subgroup = value.value("subgroup", std::vector<std::string>{}),
                    .weight = value.value("weight", 1.0)};
  output.shape = read_size(value, output.classes);
  json const action = value.value("action", json::object());
  output.as_input = action.is_string();
  if (!output.as_input) {
    output.action = read_motion_forms(action);
  }
  output.components = read_motion_forms(value.value("components", json::object()));
  output.loss = read_loss(value, standard_loss(output));
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
                    .expected = "a list of at least 1, each a string"});
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

std::vector<std::string> joint_classes(json const& value) {
  json const& first = *value.begin();
  return first["head"] == "joint" ? first["classes"].get<std::vector<std::string>>()
                                  : std::vector<std::string>{};
}

json to_json(std::map<std::string, MotionSpec> const& action) {
  json result = json::object();
  for (auto const& [generator, motion] : action) {
    json const form = json::parse(motion.form);
    result[generator] = form.is_string() ? json::array({form}) : form;
  }
  return result;
}

json meaning_of(OutputSpec const& output) {
  json result{{"head", algebra::name_of(output.head)},
              {"shape", {output.shape.channels, output.shape.rows, output.shape.columns}}};
  if (output.as_input) {
    result["action"] = "input";
  } else if (output.head != HeadKind::invariant) {
    result["action"] = to_json(output.action);
  }
  if (!output.components.empty()) {
    result["components"] = to_json(output.components);
  }
  if (!output.subgroup.empty()) {
    result["subgroup"] = output.subgroup;
  }
  return result;
}

json to_json(OutputSpec const& output) {
  json result = meaning_of(output);
  if (output.head != HeadKind::grid) {
    result.erase("shape");
    if (output.classes.empty()) {
      result["units"] = output.shape.channels;
    }
  }
  if (!output.classes.empty()) {
    result["classes"] = output.classes;
  }
  result["loss"] = to_string(output.loss);
  result["weight"] = output.weight;
  return result;
}

} // namespace equivarify::codegen
