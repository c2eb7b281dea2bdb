#include "equivarify/codegen/audit/spec/spec_form.hpp"

#include "equivarify/codegen/audit/spec/bounds.hpp"
#include "equivarify/codegen/audit/spec/group_form.hpp"
#include "equivarify/codegen/audit/spec/input_parts.hpp"
#include "equivarify/codegen/audit/spec/layer_form.hpp"
#include "equivarify/codegen/audit/spec/names.hpp"
#include "equivarify/codegen/audit/spec/output_form.hpp"
#include "equivarify/codegen/audit/spec/refuse.hpp"
#include "equivarify/codegen/audit/spec/training_form.hpp"

#include <nlohmann/json.hpp>

#include <array>

#include <openssl/evp.h>

namespace equivarify::audit {
namespace {

using nlohmann::json;

json canonical_input(Node const& input) {
  if (input.value.is_object() && input.has("parts")) {
    input.expect_keys({"parts"}, {});
    return {{"parts", canonical_parts(input.at("parts"))}};
  }
  input.expect_keys({"shape", "action"}, {});
  json const shape = canonical_shape(input.at("shape"));
  json action = json::object();
  for (auto const& [generator, motion] : input.at("action").members(0, bounds::generators)) {
    check_motion_form(motion);
    action[generator] = motion.value.is_string() ? json::array({motion.value}) : motion.value;
  }
  return {{"shape", shape}, {"action", action}};
}

json texts(Node const& node, std::size_t least, std::size_t most, std::size_t shortest) {
  json result = json::array();
  std::size_t const size = node.length(least, most);
  for (std::size_t i = 0; i < size; ++i) {
    result.push_back(node.at(i).text(shortest, bounds::file_bytes));
  }
  return result;
}

json canonical_elements(Node const& labels) {
  json elements = json::object();
  if (labels.has("elements")) {
    for (auto const& [element, name] : labels.at("elements").members(0, bounds::order)) {
      elements[element] = name.text(1, bounds::file_bytes);
    }
  }
  return elements;
}

json canonical_labels(Node const& labels) {
  labels.expect_keys({"classes"}, {"elements", "symmetries", "pose", "class_weights"});
  json symmetries = json::object();
  if (labels.has("symmetries")) {
    for (auto const& [of_class, names] : labels.at("symmetries").members(0, 65536)) {
      symmetries[of_class] = texts(names, 0, bounds::values, 0);
    }
  }
  json result{{"classes", texts(labels.at("classes"), 1, 65536, 1)},
              {"elements", canonical_elements(labels)},
              {"symmetries", symmetries}};
  if (labels.has("pose") &&
      labels.at("pose").choice({"upright", "given", "unknown"}) != "upright") {
    result["pose"] = labels.at("pose").value;
  }
  if (labels.has("class_weights")) {
    result["class_weights"] = class_weights_at(labels.at("class_weights"));
  }
  return result;
}

/// What comes out, in \p result: labels, or outputs and what elements are called.
void add_outputs(Node const& spec, json& result) {
  if (!spec.has("output")) {
    result["labels"] = canonical_labels(spec.at("labels"));
    return;
  }
  json const nothing = json::object();
  Node const labels = spec.has("labels") ? spec.at("labels") : Node{nothing, ""};
  labels.expect_keys({}, {"elements"});
  result["labels"] = {{"elements", canonical_elements(labels)}};
  json joint = joint_output(spec.at("output"));
  if (joint.is_null()) {
    result["output"] = canonical_outputs(spec.at("output"));
  } else {
    joint.erase("head");
    result["labels"].update(joint);
    result["labels"]["symmetries"] = json::object();
  }
}

json canonical_already(Node const& already) {
  already.expect_keys({"subgroup"}, {"labels"});
  json labels = "trivial";
  if (already.has("labels") && already.at("labels").value.is_object()) {
    for (auto const& [element, permutation] : already.at("labels").members(0, 16)) {
      check_permutation_form(permutation);
      labels = labels.is_string() ? json::object() : labels;
      labels[element] = permutation.value;
    }
  } else if (already.has("labels")) {
    static_cast<void>(already.at("labels").choice({"trivial"}));
  }
  return {{"subgroup", texts(already.at("subgroup"), 1, 16, 0)}, {"labels", labels}};
}

} // namespace

json canonical_form(Node const& spec) {
  bool const has_outputs = spec.value.is_object() && spec.has("output");
  std::vector<std::string> needed{"name", "group", "input", "network"};
  needed.emplace_back(has_outputs ? "output" : "labels");
  spec.expect_keys(needed,
                   {"$schema",
                    "description",
                    "labels",
                    "construction",
                    "already",
                    "seed",
                    "training",
                    "arithmetic"});
  for (char const* ignored : {"$schema", "description"}) {
    if (spec.has(ignored)) {
      static_cast<void>(spec.at(ignored).text(0, bounds::file_bytes));
    }
  }
  check_group_form(spec.at("group"));
  json const nothing = json::object();
  json result{
      {"name", program_name(spec.at("name"))},
      {"group", spec.value.at("group")},
      {"input", canonical_input(spec.at("input"))},
      {"network", canonical_network(spec.at("network"))},
      {"seed", spec.has("seed") ? spec.at("seed").integer(0, 9'007'199'254'740'991) : 1U},
      {"training",
       canonical_training(spec.has("training") ? spec.at("training") : Node{nothing, ""})},
      {"arithmetic",
       spec.has("arithmetic") ? spec.at("arithmetic").choice({"exact", "fast", "bf16"}) : "exact"}};
  add_outputs(spec, result);
  std::string const construction =
      spec.has("construction")
          ? spec.at("construction")
                .choice({"g_product", "kernel_quotient", "reynolds", "canonical"})
          : "g_product";
  if (construction != "g_product") {
    result["construction"] = construction;
  }
  if (spec.has("already")) {
    result["already"] = canonical_already(spec.at("already"));
  }
  check_distinct_names(result);
  check_training(result);
  return result;
}

std::string sha256(std::string const& text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  if (EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1) {
    throw Refusal{"SHA-256 cannot be computed"};
  }
  std::string result;
  for (unsigned int i = 0; i < size; ++i) {
    constexpr char const* digits = "0123456789abcdef";
    result += digits[digest[i] / 16];
    result += digits[digest[i] % 16];
  }
  return result;
}

} // namespace equivarify::audit
