/// \file
/// specs/spec.schema.json and the tables of specs/README.md are what the fields of a spec say. The
/// target update-schema writes them.
#include "equivarify/codegen/forms/schema.hpp"
#include "equivarify/codegen/forms/table.hpp"
#include "equivarify/codegen/layers/json.hpp"
#include "equivarify/codegen/layers/registry.hpp"
#include "equivarify/codegen/spec/fields.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <regex>
#include <string>

#include "support/case_folder.hpp"

namespace equivarify::codegen {
namespace {

using nlohmann::json;

std::filesystem::path const folder{SPECS_FOLDER};

TEST(SpecDocuments, SchemaIsWhatTheFieldsSay) {
  support::expect_text(folder / "spec.schema.json", schema_text(spec_form()));
}

TEST(SpecDocuments, TablesAreWhatTheFieldsSay) {
  std::filesystem::path const readme = folder / "README.md";
  support::expect_text(readme, with_tables(support::read_text(readme), spec_form()));
}

TEST(SpecDocuments, LinksOfTheTablesLeadSomewhere) {
  std::string const text = support::read_text(folder / "README.md");
  std::regex const link{R"(\]\(#([a-z_]+)\))"};
  for (std::sregex_iterator found{text.begin(), text.end(), link}; found != std::sregex_iterator{};
       ++found) {
    std::string const name = found->str(1);
    std::regex const target{"<a id=\"" + name + "\">|\n#+ " + name + "\n", std::regex::icase};
    EXPECT_TRUE(std::regex_search(text, target)) << name;
  }
}

TEST(SpecDocuments, AFieldWithoutFormIsAMistake) {
  EXPECT_THROW(static_cast<void>(with_tables("<!-- fields of fruit -->\n", spec_form())),
               algebra::AlgebraError);
  EXPECT_THROW(static_cast<void>(with_tables("<!-- fields of size -->\n", spec_form())),
               algebra::AlgebraError);
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
