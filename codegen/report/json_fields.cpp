#include "equivarify/codegen/report/json_fields.hpp"

#include "equivarify/codegen/report/report_error.hpp"

#include <fmt/format.h>

#include <fstream>
#include <utility>

namespace equivarify::codegen {

std::optional<JsonFields> JsonFields::read(std::filesystem::path const& file) {
  std::ifstream stream(file);
  if (!stream) {
    return std::nullopt;
  }
  nlohmann::json value = nlohmann::json::parse(stream, nullptr, false);
  if (!value.is_object()) {
    throw ReportError(fmt::format("{}: expected a JSON object", file.string()));
  }
  return JsonFields(std::move(value), file.string(), "");
}

JsonFields::JsonFields(nlohmann::json value, std::string file, std::string pointer)
    : value_(std::move(value)), file_(std::move(file)), pointer_(std::move(pointer)) {}

bool JsonFields::has(std::string const& key) const {
  auto const found = value_.find(key);
  return found != value_.end() && !found->is_null();
}

JsonFields JsonFields::object(std::string const& key) const {
  nlohmann::json const& value = find(key);
  if (!value.is_object()) {
    fail(key, std::string("expected an object, found ") + value.type_name());
  }
  return {value, file_, pointer_ + "/" + key};
}

std::vector<JsonFields> JsonFields::list(std::string const& key) const {
  std::vector<JsonFields> fields;
  if (!has(key)) {
    return fields;
  }
  for (nlohmann::json const& entry : find(key)) {
    std::string const place = fmt::format("{}/{}/{}", pointer_, key, fields.size());
    if (!entry.is_object()) {
      throw ReportError(
          fmt::format("{}: {}: expected an object, found {}", file_, place, entry.type_name()));
    }
    fields.push_back(JsonFields(entry, file_, place));
  }
  return fields;
}

nlohmann::json const& JsonFields::find(std::string const& key) const {
  auto const found = value_.find(key);
  if (found == value_.end()) {
    fail(key, "missing");
  }
  return *found;
}

void JsonFields::fail(std::string const& key, std::string const& what) const {
  throw ReportError(fmt::format("{}: {}/{}: {}", file_, pointer_, key, what));
}

} // namespace equivarify::codegen
