#include "equivarify/codegen/audit/proof/members.hpp"

#include "equivarify/codegen/audit/proof/refusal.hpp"

#include <nlohmann/json.hpp>

namespace equivarify::audit {

using nlohmann::json;

json const& member(json const& object, char const* key) {
  demand(object.is_object() && object.contains(key), std::string{"no \""} + key + "\"");
  return object[key];
}

std::string text(json const& object, char const* key) {
  json const& value = member(object, key);
  demand(value.is_string(), std::string{"\""} + key + "\" is no text");
  return value.get<std::string>();
}

void demand_size(json const& object, std::size_t count, std::string const& what) {
  demand(object.is_object() && object.size() == count, what + ": members are missing or too many");
}

} // namespace equivarify::audit
