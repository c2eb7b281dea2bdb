/// \file
/// The specs with outputs that are shipped.
#ifndef EQUIVARIFY_TESTS_OUTPUTS_SHIPPED_SPEC_HPP
#define EQUIVARIFY_TESTS_OUTPUTS_SHIPPED_SPEC_HPP

#include "equivarify/codegen/json/document.hpp"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>

namespace equivarify::codegen {

/// A spec of tests/codegen/specs as JSON.
inline nlohmann::json shipped_spec(std::string const& name) {
  std::filesystem::path const path = std::filesystem::path(OUTPUT_SPECS_FOLDER) / (name + ".json");
  return nlohmann::json::parse(read_text(path, "a spec"));
}

} // namespace equivarify::codegen

#endif
