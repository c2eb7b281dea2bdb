#include "equivarify/codegen/audit/spec/output_form.hpp"

#include "equivarify/codegen/audit/spec/bounds.hpp"
#include "equivarify/codegen/audit/spec/group_form.hpp"
#include "equivarify/codegen/audit/spec/layer_form.hpp"
#include "equivarify/codegen/audit/spec/names.hpp"
#include "equivarify/codegen/audit/spec/refuse.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace equivarify::audit {
namespace {

using nlohmann::json;

using Keys = std::vector<std::string>;

/// The keys that an output must have besides `head`, and those that it may have.
struct HeadForm {
  Keys needed;
  Keys allowed;
  bool names_or_number; ///< whether `classes` or `units` gives its size
  Keys losses;
};

std::map<std::string, HeadForm> const& forms() {
  static Keys const any_loss{
      "cross_entropy", "mean_squared_error", "huber", "binary_cross_entropy"};
  static std::map<std::string, HeadForm> const all{
      {"joint", {{"classes"}, {"class_weights"}, false, {}}},
      {"invariant", {{}, {"classes", "units", "loss", "class_weights", "weight"}, true, any_loss}},
      {"permuted",
       {{"action"}, {"classes", "units", "loss", "class_weights", "weight"}, true, any_loss}},
      {"vector", {{"units", "action"}, {"loss", "weight"}, false, {"mean_squared_error", "huber"}}},
      {"grid",
       {{"shape", "action"},
        {"classes", "components", "loss", "class_weights", "weight"},
        false,
        {"cross_entropy_per_cell", "mean_squared_error", "huber", "binary_cross_entropy"}}},
      {"induced",
       {{"subgroup", "action"},
        {"classes", "units", "loss", "class_weights", "weight"},
        true,
        any_loss}}};
  return all;
}

json names(Node const& node, std::size_t least, std::size_t most, std::size_t shortest) {
  json result = json::array();
  for (std::size_t i = 0; i < node.length(least, most); ++i) {
    result.push_back(node.at(i).text(shortest, bounds::file_bytes));
  }
  return result;
}

json motions(Node const& action) {
  json result = json::object();
  for (auto const& [name, motion] : action.members(0, bounds::generators)) {
    check_motion_form(motion);
    result[name] = motion.value.is_string() ? json::array({motion.value}) : motion.value;
  }
  return result;
}

double weight_at(Node const& node) {
  double const weight = node.number();
  if (!(weight > 0 && weight <= 1e6)) {
    node.fail("a number above 0, at most 1000000");
  }
  return weight;
}

/// The classes, the units and the shape of \p output, of which it has some.
void add_size(Node const& output, HeadForm const& form, json& result) {
  if (form.names_or_number && output.has("classes") == output.has("units")) {
    output.fail("either \"classes\" or \"units\"");
  }
  if (output.has("classes")) {
    result["classes"] = names(output.at("classes"), 1, 65536, 1);
  }
  if (output.has("units")) {
    result["units"] = output.at("units").integer(1, 65536);
  }
  if (output.has("shape")) {
    result["shape"] = canonical_shape(output.at("shape"));
  }
}

json canonical_output(Node const& output) {
  Keys kinds;
  for (auto const& [kind, form] : forms()) {
    kinds.push_back(kind);
  }
  if (!output.value.is_object() || !output.has("head")) {
    output.fail("an object with \"head\"");
  }
  std::string const head = output.at("head").choice(kinds);
  HeadForm const& form = forms().at(head);
  Keys needed = form.needed;
  needed.emplace_back("head");
  output.expect_keys(needed, form.allowed);
  json result{{"head", head}};
  add_size(output, form, result);
  if (output.has("class_weights")) {
    result["class_weights"] = class_weights_at(output.at("class_weights"));
  }
  if (head == "joint") {
    return result;
  }
  if (output.has("action")) {
    Node const action = output.at("action");
    bool const as_input = head == "grid" && action.value.is_string();
    result["action"] = as_input ? json(action.choice({"input"})) : motions(action);
  }
  if (output.has("components") && !motions(output.at("components")).empty()) {
    result["components"] = motions(output.at("components"));
  }
  if (output.has("subgroup")) {
    result["subgroup"] = names(output.at("subgroup"), 1, 16, 0);
  }
  char const* const of_classes = head == "grid" ? "cross_entropy_per_cell" : "cross_entropy";
  result["loss"] = output.has("loss")      ? output.at("loss").choice(form.losses)
                   : output.has("classes") ? of_classes
                                           : "mean_squared_error";
  result["weight"] = output.has("weight") ? weight_at(output.at("weight")) : 1.0;
  return result;
}

} // namespace

json class_weights_at(Node const& node) {
  json result = json::array();
  for (std::size_t i = 0; i < node.length(1, 65536); ++i) {
    result.push_back(weight_at(node.at(i)));
  }
  return result;
}

json canonical_outputs(Node const& output) {
  json result = json::object();
  for (auto const& [name, each] : output.members(1, 64)) {
    json const name_itself = name;
    static_cast<void>(program_name({name_itself, each.pointer}));
    result[name] = canonical_output(each);
  }
  bool const has_joint = std::any_of(
      result.begin(), result.end(), [](json const& each) { return each.at("head") == "joint"; });
  if (has_joint && result.size() != 1) {
    output.fail("\"joint\" alone or among no others");
  }
  return result;
}

json joint_output(Node const& output) {
  json outputs = canonical_outputs(output);
  json& first = *outputs.begin();
  return first.at("head") == "joint" ? std::move(first) : json{};
}

} // namespace equivarify::audit
