#include "equivarify/codegen/commands/lift_spec.hpp"

#include "equivarify/codegen/commands/lift_frame.hpp"
#include "equivarify/codegen/groups/group_form.hpp"
#include "equivarify/codegen/spec/fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <utility>
#include <vector>

namespace equivarify::codegen {
namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

/// The keys of specs, of which a lifted one needs some.
Keys keys_of_specs() {
  Keys keys{.required = {"name", "group", "input", "network"}};
  for (Member<Spec> const& member : TableOf<Spec>::table()) {
    std::string const& name = member.field.name;
    if (std::find(keys.required.begin(), keys.required.end(), name) == keys.required.end()) {
      keys.optional.push_back(name);
    }
  }
  return keys;
}

/// The path of the ONNX file that \p spec, in the file \p path, names.
std::string model_in(JsonNode const& spec, std::string const& path) {
  spec.require_keys(keys_of_specs());
  JsonNode const network = spec["network"];
  if (!network.value.is_string()) {
    network.fail("the path of an ONNX file, such as \"digits.onnx\"; a spec with layers of its own "
                 "needs no lift");
  }
  return (fs::path{path}.parent_path() / network.text()).string();
}

/// The action on the input, and of parts the sources, into \p frame.
void add_input(SpecFrame& frame, JsonNode const& input, LiftedNetwork const& lifted) {
  if (lifted.inputs.size() == 1) {
    input.require_keys({.required = {"action"}});
    frame.action = input["action"].value;
    return;
  }
  input.require_keys({.required = {"parts"}});
  Keys parts;
  for (LiftedInput const& each : lifted.inputs) {
    parts.required.push_back(each.part);
  }
  input["parts"].require_keys(parts);
  for (auto const& [name, part] : input["parts"].members()) {
    part.require_keys({.required = {"action"}, .optional = {"from"}});
    frame.action[name] = part["action"].value;
    if (part.has("from")) {
      frame.from[name] = part["from"].value;
    }
  }
}

/// The names of classes in \p spec, one for each of \p count; their numbers where it has none.
std::vector<std::string> classes_in(JsonNode const& spec, std::size_t count) {
  if (!spec.has("labels") || !spec["labels"].has("classes")) {
    return class_numbers(count);
  }
  JsonNode const classes = spec["labels"]["classes"];
  std::vector<std::string> names = classes.texts();
  if (names.size() != count) {
    classes.refuse("not the outputs of the file",
                   fmt::format("{} names for {} outputs", names.size(), count));
  }
  return names;
}

/// What comes out, into \p frame: heads, or labels with the classes in the order of the file.
void add_output(SpecFrame& frame,
                JsonNode const& spec,
                LiftedNetwork const& lifted,
                algebra::Group const& group) {
  if (spec.has("output")) {
    require_order("output", lifted);
    frame.output = spec["output"].value;
    if (spec.has("labels")) {
      frame.more["labels"] = spec["labels"].value;
    }
    return;
  }
  frame.classes = classes_in(spec, count_classes(frame.construction, lifted.output_order, group));
  frame.labels = spec.has("labels") ? ordered_json(spec["labels"].value) : ordered_json::object();
  frame.labels.erase("classes");
}

} // namespace

ModelSpec::ModelSpec(std::string const& path)
    : document_{load_document(path, "a spec whose network is an ONNX file")},
      model_{document_.read([&](JsonNode const& spec) { return model_in(spec, path); })} {}

bool ModelSpec::has_grid() const {
  nlohmann::json const outputs = document_.value.value("output", nlohmann::json::object());
  return std::any_of(outputs.begin(), outputs.end(), [](nlohmann::json const& output) {
    return output.is_object() && output.value("head", nlohmann::json{}) == "grid";
  });
}

SpecFrame ModelSpec::frame(LiftedNetwork const& lifted) const {
  return document_.read([&](JsonNode const& spec) {
    algebra::Group const group = read_listed_group(spec["group"]);
    SpecFrame frame{.name = spec["name"].text(),
                    .description = spec.has("description")
                                       ? spec["description"].text()
                                       : "Lifted from " + fs::path{model_}.filename().string(),
                    .group = spec["group"].value,
                    .action = ordered_json::object(),
                    .construction =
                        spec.has("construction") ? spec["construction"].text() : "g_product"};
    add_input(frame, spec["input"], lifted);
    add_output(frame, spec, lifted, group);
    if (spec.has("already")) {
      frame.already = spec["already"].value;
    }
    for (char const* const key : {"seed", "training", "arithmetic", "$schema"}) {
      if (spec.has(key)) {
        frame.more[key] = spec[key].value;
      }
    }
    return frame;
  });
}

} // namespace equivarify::codegen
