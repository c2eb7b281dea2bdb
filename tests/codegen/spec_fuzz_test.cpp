/// \file
/// Damaged specs: whatever is broken, the user gets a InputError that says where.
#include "equivarify/codegen/forms/judge.hpp"
#include "equivarify/codegen/forms/schema.hpp"
#include "equivarify/codegen/json/document.hpp"
#include "equivarify/codegen/spec/fields.hpp"
#include "equivarify/codegen/spec/load.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

#include "support/schema_judge.hpp"
#include "support/spec_text.hpp"

namespace equivarify::codegen {
namespace {

using nlohmann::json;

std::vector<json> const& replacements() {
  static std::vector<json> const values{nullptr,
                                        true,
                                        0,
                                        1,
                                        -1,
                                        5,
                                        3.5,
                                        1000000,
                                        "",
                                        "r",
                                        "conv2d",
                                        "flip_rows",
                                        json::array(),
                                        {1, 2},
                                        {1, 2, 3},
                                        json::object(),
                                        {{"r", "e"}}};
  return values;
}

/// \p value with one randomly chosen part of it removed, renamed or replaced.
void damage(json& value) {
  bool const goes_deeper = value.is_structured() && !value.empty() && *rc::gen::inRange(0, 4) != 0;
  if (!goes_deeper) {
    value = *rc::gen::elementOf(replacements());
    return;
  }
  auto const index =
      *rc::gen::inRange<std::ptrdiff_t>(0, static_cast<std::ptrdiff_t>(value.size()));
  auto const chosen = std::next(value.begin(), index);
  switch (*rc::gen::inRange(0, value.is_object() ? 6 : 5)) {
  case 0:
    value.erase(chosen);
    break;
  case 5:
    value[chosen.key() + "x"] = *chosen;
    break;
  default:
    damage(*chosen);
  }
}

json damaged_spec() {
  json spec = json::parse(SpecText{}.text());
  int const times = *rc::gen::inRange(1, 4);
  for (int i = 0; i < times; ++i) {
    damage(spec);
  }
  return spec;
}

RC_GTEST_PROP(DamagedSpec, IsReadOrRefusedWithAPlaceForEachProblem, ()) {
  std::string const text = damaged_spec().dump(2);
  try {
    static_cast<void>(parse_network(text, "damaged.json"));
  } catch (InputError const& error) {
    for (Problem const& problem : error.problems()) {
      RC_ASSERT(problem.place.line > 0U);
      RC_ASSERT(!problem.summary.empty());
    }
  }
}

// The schema is written from the form that the reader judges by; here it is read back.
RC_GTEST_PROP(DamagedSpec, HasAProblemJustWhenTheSchemaRefusesIt, ()) {
  static support::SchemaJudge const schema{json::parse(schema_text(spec_form()))};
  json const spec = damaged_spec();
  Problems problems;
  judge(spec, spec_form(), problems);
  RC_ASSERT(problems.empty() == schema.accepts(spec));
}

RC_GTEST_PROP(CutOffSpec, IsRefusedWithItsLine, ()) {
  std::string text = SpecText{}.text();
  text.resize(*rc::gen::inRange<std::size_t>(0, text.size()));
  RC_ASSERT_THROWS_AS(static_cast<void>(parse_network(text, "cut.json")), InputError);
}

} // namespace
} // namespace equivarify::codegen
