/// \file
/// The layers of specs/spec.schema.json are those of the registry, field by field.
#include "equivarify/codegen/layers/json.hpp"
#include "equivarify/codegen/layers/registry.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>

namespace equivarify::codegen {
namespace {

using nlohmann::json;

json definitions() {
  std::ifstream file{std::filesystem::path{SPECS_FOLDER} / "spec.schema.json"};
  return json::parse(file)["definitions"];
}

TEST(LayerSchema, ListsEveryTypeInOrder) {
  json expected = json::array();
  for (LayerType const* const type : layer_types()) {
    expected.push_back({{"$ref", "#/definitions/" + type->name()}});
  }
  EXPECT_EQ(definitions()["layer"]["oneOf"], expected);
}

TEST(LayerSchema, StatesEveryField) {
  for (LayerType const* const type : layer_types()) {
    auto const expected = schema_of(*type);
    EXPECT_EQ(definitions().value(type->name(), json{}), json::parse(expected.dump()))
        << fmt::format(
               "specs/spec.schema.json should have\n\"{}\": {}", type->name(), expected.dump(2));
  }
}

TEST(LayerFields, AreReadAsTheyAreWritten) {
  for (LayerType const* const type : layer_types()) {
    json written;
    write_operation(type->standard(), written);
    EXPECT_EQ(read_operation(written), type->standard()) << written;
  }
}

} // namespace
} // namespace equivarify::codegen
