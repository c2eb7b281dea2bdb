#include "equivarify/codegen/spec/writer.hpp"

#include "equivarify/codegen/spec/fields.hpp"
#include "equivarify/codegen/spec/output_fields.hpp"

namespace equivarify::codegen {
namespace {

using nlohmann::json; // sorts its keys

/// Where there are outputs, labels say nothing but what elements are called.
json canonical_json(Spec const& spec) {
  json result = write_members(TableOf<Spec>::table(), spec);
  if (!spec.output.empty()) {
    result["labels"] = {{"elements", spec.labels.elements}};
  }
  return result;
}

} // namespace

std::string canonical_form(Spec const& spec) {
  return canonical_json(spec).dump();
}

std::string network_form(Spec const& spec) {
  json form = canonical_json(spec);
  for (char const* const key : {"name", "seed", "training", "arithmetic", "labels", "output"}) {
    form.erase(key);
  }
  if (spec.output.empty()) {
    form["classes"] = spec.labels.classes.size();
  }
  for (OutputSpec const& output : spec.output) {
    form["output"].push_back(meaning_of(output));
  }
  return form.dump();
}

} // namespace equivarify::codegen
