#include "equivarify/codegen/spec/schema.hpp"

#include "equivarify/codegen/spec/explainer.hpp"

#include <nlohmann/json.hpp>

#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

namespace equivarify::codegen {
namespace {

using Adapter = valijson::adapters::NlohmannJsonAdapter;

valijson::Schema const& compiled_schema() {
  static valijson::Schema const& compiled = []() -> valijson::Schema const& {
    static valijson::Schema result;
    valijson::SchemaParser{}.populateSchema(Adapter{schema()}, result);
    return result;
  }();
  return compiled;
}

} // namespace

nlohmann::json const& schema() {
  static nlohmann::json const parsed = nlohmann::json::parse(schema_text());
  return parsed;
}

bool meets_schema(nlohmann::json const& value) {
  return valijson::Validator{}.validate(compiled_schema(), Adapter{value}, nullptr);
}

void check_against_schema(JsonDocument& document) {
  // valijson judges; its own texts do not name what was meant, so the explainer words the verdict.
  if (!meets_schema(document.value)) {
    explain(document.value, schema(), document.problems);
  }
}

} // namespace equivarify::codegen
