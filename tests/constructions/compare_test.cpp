/// \file
/// Constructions side by side: what is measured is what the theory says.
#include "equivarify/codegen/commands/cli.hpp"
#include "equivarify/codegen/compare/alternative.hpp"
#include "equivarify/codegen/compare/compare_text.hpp"
#include "equivarify/codegen/report/compare_section.hpp"
#include "equivarify/codegen/report/read_run_record.hpp"
#include "equivarify/codegen/spec/load.hpp"
#include "equivarify/codegen/spec/resolve.hpp"
#include "equivarify/codegen/spec/writer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <limits>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "runtime/temporary_folder.hpp"
#include "support/output_specs.hpp"
#include "support/spec_text.hpp"

namespace equivarify::codegen {
namespace {

using ::testing::HasSubstr;

SpecText d4() {
  return {.group = R"({"dihedral": 4})",
          .shape = "[1, 6, 6]",
          .action = R"({"r": "quarter_turn", "s": "flip_columns"})"};
}

std::map<std::string, Alternative> compared(SpecText const& text,
                                            CompareOptions const& options = {.trials = 1}) {
  std::map<std::string, Alternative> result;
  for (Alternative& alternative : compare(parse_spec(text.text(), "small.json"), options)) {
    std::string const name = alternative.method.name;
    result.emplace(name, std::move(alternative));
  }
  return result;
}

TEST(Compare, MeasuresEveryConstructionToBeEquivariantToTheBit) {
  for (auto const& [name, alternative] : compared(d4())) {
    if (name != "kernel_quotient") {
      ASSERT_TRUE(alternative.found) << name << ": " << alternative.note;
      EXPECT_GT(alternative.found->equivariance.values, 0U);
      EXPECT_EQ(alternative.found->equivariance.differing_bits, 0U) << name;
    }
  }
}

TEST(Compare, FindsWhichKeepTheMap) {
  auto const all = compared(d4());
  EXPECT_EQ(all.at("g_product").found->kept->differing_bits, 0U);
  EXPECT_EQ(all.at("layer_by_layer").found->kept->differing_bits, 0U);
  EXPECT_TRUE(all.at("coinduction").found->kept->holds());
  EXPECT_FALSE(all.at("reynolds").found->kept->holds());
  EXPECT_FALSE(all.at("canonical").found->kept->holds());
  EXPECT_FALSE(all.at("concat").found->kept.has_value());
}

TEST(Compare, ClaimsWhatItMeasures) {
  for (auto const& [name, alternative] : compared(d4())) {
    if (alternative.found && alternative.found->kept) {
      EXPECT_EQ(alternative.found->kept->holds(), alternative.method.projection == Projection::kept)
          << name;
    }
  }
}

TEST(Compare, MeasuresTheFirstTwoClauses) {
  for (SpecText const& spec : {d4(), SpecText{.group = R"({"cyclic": 8})"}}) {
    for (auto const& [name, alternative] : compared(spec)) {
      if (alternative.found) {
        EXPECT_GT(alternative.found->codomain.action.values, 0U) << name;
        EXPECT_EQ(alternative.found->codomain.action.differing_bits, 0U) << name;
        EXPECT_EQ(alternative.found->codomain.onto.values, 9U) << name;
        EXPECT_EQ(alternative.found->codomain.onto.differing_bits, 0U) << name;
      }
    }
  }
}

TEST(Codomain, IsNoGSetByAWrongShift) {
  Network const network = d4().network_of();
  for (char const* name : {"inverse_dropped", "right_for_left"}) {
    Arrangement const wrong =
        arrangement_of(algebra::lemmas::convention_named(name), network.group);
    EXPECT_FALSE(measure_codomain(network, wrong, 1).action.holds()) << name;
  }
}

TEST(Codomain, OfACoinductionIsLeftByAShiftFromTheRight) {
  Alternative const coinduced = compared(d4(), {.trials = 1, .subgroup = "s"}).at("coinduction");
  Network const network = resolve(coinduced.found->spec);
  Arrangement shifted = formula_arrangement(network.group);
  for (algebra::Element const g :
       network.group.elements()) { // (g s)(h) = s(h g), an action as well
    for (algebra::Element const h : network.group.elements()) {
      shifted.shifted_from[g.index()][h.index()] = network.group.multiply(h, g).index();
    }
  }
  EXPECT_FALSE(measure_codomain(network, shifted, 1).action.holds());
}

TEST(Compare, CountsCopiesAndParameters) {
  auto const all = compared(d4());
  EXPECT_EQ(all.at("g_product").found->copies, 8U);
  EXPECT_EQ(all.at("coinduction").found->copies, 4U);
  EXPECT_EQ(all.at("canonical").found->copies, 1U);
  EXPECT_EQ(all.at("reynolds").found->copies, 8U);
  // Conv 2 (9 + 1), dense 3 (18 + 1); for reynolds 8 x 3 units.
  EXPECT_EQ(all.at("g_product").found->parameters, 20U + 57U);
  EXPECT_EQ(all.at("reynolds").found->parameters, 20U + 8U * 57U);
  EXPECT_LT(all.at("coinduction").found->free_parameters, all.at("coinduction").found->parameters);
  EXPECT_EQ(all.at("g_product").found->multiply_adds, 8U * (2U * 36U * 9U + 18U * 3U));
}

TEST(Compare, SaysWhereAQuotientIsNone) {
  auto const all = compared(d4());
  EXPECT_FALSE(all.at("kernel_quotient").found);
  EXPECT_THAT(all.at("kernel_quotient").note, HasSubstr("faithful"));
}

TEST(Compare, TakesTheQuotientByTheKernel) {
  auto const all = compared({.group = R"({"cyclic": 8})"});
  EXPECT_EQ(all.at("kernel_quotient").found->copies, 4U);
  EXPECT_EQ(all.at("kernel_quotient").found->kept->differing_bits, 0U);
}

TEST(Compare, TakesTheSubgroupThatIsAskedFor) {
  EXPECT_THAT(compared(d4(), {.trials = 1, .subgroup = "s"}).at("coinduction").note,
              HasSubstr("H = <s>"));
}

TEST(Compare, SaysOfEachOutputWhatItsHeadKeeps) {
  nlohmann::json const spec = slots(every_head(), 12);
  std::map<std::string, Alternative> all;
  for (Alternative& alternative : compare(parse_spec(spec.dump(), "slots.json"), {.trials = 1})) {
    std::string const name = alternative.method.name;
    all.emplace(name, std::move(alternative));
  }
  for (char const* const name : {"g_product", "layer_by_layer", "concat"}) {
    ASSERT_TRUE(all.at(name).found) << name << ": " << all.at(name).note;
    Findings const& found = *all.at(name).found;
    EXPECT_EQ(found.copies, 6U) << name;
    EXPECT_EQ(found.equivariance.differing_bits, 0U) << name;
    EXPECT_GT(found.equivariance.values, 0U) << name;
    EXPECT_EQ(found.codomain.action.differing_bits, 0U) << name;
    ASSERT_EQ(found.outputs.size(), 5U);
    EXPECT_EQ(found.outputs[0].keeps, "p F^ = F if and only if F(g x) = F(x) for all g");
    EXPECT_EQ(found.outputs[3].head, "induced");
  }
  Findings const& product = *all.at("g_product").found;
  EXPECT_EQ(product.kept->differing_bits, 0U);
  for (OutputFinding const& output : product.outputs) {
    EXPECT_FALSE(output.kept->holds()) << output.name; // a random F does not commute
  }
  EXPECT_FALSE(all.at("concat").found->outputs[0].kept);
  EXPECT_THAT(all.at("kernel_quotient").note, HasSubstr("one for each of G/N"));
  EXPECT_THAT(all.at("coinduction").note, HasSubstr("the output sides is induced"));
  EXPECT_THAT(all.at("reynolds").note, HasSubstr("a head is that mean already"));
  EXPECT_THAT(all.at("canonical").note, HasSubstr("one for each least pose"));
}

/// A head keeps an F that commutes with its subgroup: by coinduction one that is tied.
TEST(Compare, KeepsOfOutputsWhatCommutesAlready) {
  nlohmann::json spec =
      slots({{"alone", every_head()["alone"]}, {"forces", every_head()["forces"]}}, 4);
  spec["network"][1]["equivarify"] = "lift";
  for (Alternative const& alternative :
       compare(parse_spec(spec.dump(), "slots.json"), {.trials = 1, .subgroup = "s"})) {
    if (alternative.method.name == "coinduction") {
      ASSERT_TRUE(alternative.found) << alternative.note;
      EXPECT_EQ(alternative.found->copies, 3U);
      EXPECT_EQ(alternative.found->equivariance.differing_bits, 0U);
      EXPECT_TRUE(alternative.found->kept->holds());
    }
  }
}

TEST(Compare, MakesSpecsThatReadBack) {
  for (Alternative const& alternative : compare(parse_spec(d4().text(), "s"), {.trials = 1})) {
    if (alternative.found) {
      Network const network = parse_network(canonical_form(alternative.found->spec), "again.json");
      EXPECT_EQ(network.spec_sha256, resolve(alternative.found->spec).spec_sha256);
      EXPECT_EQ(network.copies(), alternative.found->copies);
    }
  }
}

TEST(Measurement, TakesNoInfinityForRounding) {
  float const infinite = std::numeric_limits<float>::infinity();
  Measurement measurement;
  measurement.add({1.0F, infinite}, {1.0F, infinite});
  EXPECT_EQ(measurement.words(), "to the bit");
  measurement.add({infinite, 1e30F}, {-infinite, 1e30F});
  EXPECT_FALSE(measurement.holds());
  EXPECT_EQ(measurement.words(), "fails: one of two values is no finite number");
}

TEST(Measurement, TellsRoundingFromFailure) {
  Measurement measurement;
  measurement.add({1.0F, 2.0F}, {1.0F, 2.0F});
  EXPECT_EQ(measurement.words(), "to the bit");
  measurement.add({1.0F}, {1.0000001F});
  EXPECT_THAT(measurement.words(), HasSubstr("to rounding"));
  measurement.add({1.0F}, {1.5F});
  EXPECT_THAT(measurement.words(), HasSubstr("fails by 0.25"));
}

std::string run_compare(std::vector<std::string> arguments, ExitCode expected) {
  std::ostringstream out;
  std::ostringstream err;
  Console console{.out = out, .err = err};
  arguments.insert(arguments.begin(), {"explore", "compare"});
  EXPECT_EQ(run(arguments, console), expected) << err.str();
  return out.str() + err.str();
}

std::string const flip = std::string{SPECS_FOLDER} + "/mnist_d4_flip.json";

TEST(CompareCommand, PrintsATableAndWhatIsGivenUp) {
  std::string const text = run_compare({flip, "--trials", "1"}, ExitCode::done);
  EXPECT_THAT(text, HasSubstr("p F^ = F: the mean is another map"));
  EXPECT_THAT(text, HasSubstr("H = <s>, as the spec says"));
  EXPECT_THAT(text, HasSubstr("canonical        relative       1 "));
}

TEST(CompareCommand, WritesWhatTheReportShows) {
  ::TemporaryFolder const folder;
  auto const json = nlohmann::json::parse(run_compare(
      {flip, "--trials", "1", "--json", "--directory", folder.path().string()}, ExitCode::done));
  ASSERT_EQ(json["constructions"].size(), 7U);
  EXPECT_EQ(json["constructions"][0]["equivariance"]["words"], "to the bit");
  Network const reynolds = load_network(folder / "mnist_d4_flip_reynolds.json");
  EXPECT_EQ(reynolds.construction->kind, ConstructionKind::reynolds);
  RunRecord const record = read_run_record(folder.path(), describe(load_network(flip)));
  ASSERT_EQ(record.constructions->constructions.size(), 7U);
  std::string const html = compare_section(record);
  EXPECT_THAT(html, HasSubstr("<b>coinduction</b>"));
  EXPECT_THAT(html, HasSubstr("<span class=\"bad\">fails by"));
  EXPECT_EQ(compare_section(RunRecord{}), "");
}

TEST(CompareCommand, RefusesASubgroupThatIsNone) {
  EXPECT_THAT(run_compare({flip, "--subgroup", "t"}, ExitCode::bad_input), HasSubstr("t"));
}

TEST(GenerateCommand, EndsWithOneWhereTheClaimIsFalse) {
  std::string text = d4().text();
  text.insert(text.size() - 1, R"(, "already": {"subgroup": ["s"]})");
  text.replace(text.find("\"concat\""), 8, "\"lift\"");
  ::TemporaryFolder const folder;
  auto const path = folder / "false_claim.json";
  std::ofstream{path} << text;
  for (std::vector<std::string> const& arguments :
       {std::vector<std::string>{"verify", path.string(), "--tests", "5", "--inputs", "1"},
        {"generate", path.string(), "--output", "nowhere"}}) {
    std::ostringstream out;
    std::ostringstream err;
    Console console{.out = out, .err = err};
    EXPECT_EQ(run(arguments, console), ExitCode::refuted) << err.str();
    EXPECT_THAT(out.str(), HasSubstr("refutes: F(h x) = h F(x)"));
  }
  std::string const certificate = (folder / "certificate.json").string();
  std::ostringstream out;
  std::ostringstream err;
  Console console{.out = out, .err = err};
  EXPECT_EQ(run({"verify", path.string(), "--tests", "1", "--certificate", certificate}, console),
            ExitCode::refuted);
  EXPECT_THAT(err.str(), HasSubstr(certificate + ": not written, for nothing is proved\n"));
  EXPECT_FALSE(std::filesystem::exists(certificate));
}

} // namespace
} // namespace equivarify::codegen
