#include "equivarify/codegen/audit/spec/canonical_form.hpp"

#include "equivarify/codegen/audit/proof/members.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace equivarify::audit {
namespace {

using nlohmann::json;

/// \p spec with the name TYPEn given to the n-th layer of a type that has none.
json with_names(json spec) {
  std::map<std::string, int> count;
  for (json& block : spec.at("network")) {
    for (json& layer : block.at("layers")) {
      std::string const type = text(layer, "type");
      ++count[type];
      if (!layer.contains("name")) {
        layer["name"] = type + std::to_string(count[type]);
      }
    }
  }
  return spec;
}

/// The value of a member that a spec may leave out.
json default_of(std::string const& key, json const& owner) {
  static json const defaults = json::parse(R"({"seed": 1, "training": {}, "elements": {},
    "symmetries": {}, "padding": "same", "epochs": 3, "batch": 64, "learning_rate": 0.001,
    "final_learning_rate": 0.0, "schedule": "cosine", "beta1": 0.9, "beta2": 0.999,
    "epsilon": 1e-8, "arithmetic": "exact"})");
  if (key == "stride") {
    return owner.value("size", json(1));
  }
  if (key == "labels") {
    return "trivial"; // of `already`
  }
  return defaults.value(key, json());
}

/// Whether \p value is written only where it says something: left out of the canonical form.
bool says_nothing(std::string const& key, json const& value) {
  return key == "$schema" || key == "description" || (key == "tied" && value == false) ||
         (key == "construction" && value == "g_product");
}

bool means(json const& written, json const& canonical);

bool object_means(json const& written, json const& canonical) {
  auto const entries = written.items();
  bool const known = std::all_of(entries.begin(), entries.end(), [&](auto const& entry) {
    return canonical.contains(entry.key()) || says_nothing(entry.key(), entry.value());
  });
  auto const needed = canonical.items();
  return known && std::all_of(needed.begin(), needed.end(), [&](auto const& entry) {
           return means(written.value(entry.key(), default_of(entry.key(), written)),
                        entry.value());
         });
}

/// Whether \p written, a value of a spec, means \p canonical, one of its canonical form.
bool means(json const& written, json const& canonical) {
  if (written.is_object() && canonical.is_object()) {
    return object_means(written, canonical);
  }
  if (written.is_array() && canonical.is_array()) {
    return written.size() == canonical.size() &&
           std::equal(written.begin(), written.end(), canonical.begin(), means);
  }
  bool const is_extent = written.is_number() && canonical == json::array({written, written});
  bool const is_motion = written.is_string() && canonical == json::array({written});
  return written == canonical || is_extent || is_motion;
}

} // namespace

bool is_canonical_form(json const& canonical, json written) {
  return means(with_names(std::move(written)), canonical);
}

} // namespace equivarify::audit
