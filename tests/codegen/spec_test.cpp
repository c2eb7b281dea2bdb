#include "equivarify/codegen/groups/group_form.hpp"
#include "equivarify/codegen/spec/digest.hpp"
#include "equivarify/codegen/spec/fields.hpp"
#include "equivarify/codegen/spec/load.hpp"
#include "equivarify/codegen/spec/resolve.hpp"
#include "equivarify/codegen/spec/writer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "support/spec_text.hpp"

namespace equivarify::codegen {
namespace {

using ::testing::ElementsAre;

std::string shipped(std::string const& name) {
  return std::filesystem::path{SPECS_FOLDER} / (name + ".json");
}

std::string canonical(std::string const& text) {
  return canonical_form(parse_spec(text, "small.json"));
}

struct Counts {
  std::string name;
  std::size_t parameters;
  std::size_t multiply_adds;
};

class ShippedSpec : public ::testing::TestWithParam<Counts> {};

TEST_P(ShippedSpec, HasTheCountsThatItIsKnownFor) {
  Network const network = load_network(shipped(GetParam().name));
  EXPECT_EQ(network.name, GetParam().name);
  EXPECT_EQ(network.parameters(), GetParam().parameters);
  EXPECT_EQ(network.multiply_adds(), GetParam().multiply_adds);
}

INSTANTIATE_TEST_SUITE_P(Specs,
                         ShippedSpec,
                         ::testing::Values(Counts{"mnist_c2", 216'146, 22'305'792},
                                           Counts{"mnist_c4", 430'674, 88'766'464},
                                           Counts{"mnist_c4_paper", 6'757'274, 1'039'537'152},
                                           Counts{"mnist_c4_residual", 51'834, 1'368'576},
                                           Counts{"mnist_c4_layers", 79'618, 3'464'704},
                                           Counts{"mnist_c4_whole", 79'618, 3'464'704},
                                           Counts{"mnist_d4", 215'342, 88'766'464},
                                           Counts{"mnist_d4_flip", 52'138, 1'332'224},
                                           Counts{"mnist_d4_paper", 2'262'938, 4'063'635'456},
                                           Counts{"basin_d4", 17'544, 176'256},
                                           Counts{"camera_c4", 1'307, 14'208},
                                           Counts{"gait_c2", 995, 944},
                                           Counts{"spins_p4", 691, 41'568},
                                           Counts{"tiny_c4", 26'474, 1'117'056}),
                         [](auto const& counts) { return counts.param.name; });

TEST(ShippedSpecs, AreAllTested) {
  std::size_t count = 0;
  for (auto const& entry : std::filesystem::directory_iterator{SPECS_FOLDER}) {
    count += entry.path().extension() == ".json" ? 1U : 0U;
  }
  EXPECT_EQ(count, 14U + 1U) << "fourteen specs and the schema";
}

TEST(ShippedSpecs, TurnDigitsCounterclockwise) {
  Network const network = load_network(shipped("mnist_c4"));
  // new[0][0] = old[0][27], new[1][2] = old[2][26]
  EXPECT_EQ(network.input_permutations[1][0], 27U);
  EXPECT_EQ(network.input_permutations[1][28 + 2], 2U * 28U + 26U);
  EXPECT_EQ(network.action_description, "r by quarter_turn");
}

TEST(ShippedSpecs, KnowTheSymmetriesOfDigits) {
  Network const network = load_network(shipped("mnist_c4"));
  EXPECT_THAT(network.labels.element_labels, ElementsAre("0°", "90°", "180°", "270°"));
  EXPECT_THAT(network.labels.symmetries[8],
              ElementsAre(network.group.element(0), network.group.element(2)));
  EXPECT_THAT(network.labels.symmetries[2], ElementsAre(network.group.identity()));
}

TEST(Network, HasTheShapesOfEveryLayer) {
  Network const network = SpecText{}.network_of();
  ASSERT_EQ(network.blocks.size(), 2U);
  EXPECT_EQ(network.blocks[0].layers[2].output, (Shape{2, 3, 3}));
  EXPECT_EQ(network.blocks[1].layers[0].input(), (Shape{8, 3, 3}));
  EXPECT_EQ(network.blocks[1].layers[1].output, Shape{3});
}

TEST(Network, CallsUnnamedLayersByTypeAndNumber) {
  Network const network = SpecText{}.network_of();
  EXPECT_EQ(network.blocks[0].layers[1].name, "relu1");
  EXPECT_EQ(network.blocks[0].layers[2].name, "max_pool2d1");
  EXPECT_EQ(network.blocks[1].layers[0].name, "flatten1");
}

TEST(Network, CallsElementsByTheirNamesUnlessTold) {
  EXPECT_THAT(SpecText{}.network_of().labels.element_labels, ElementsAre("e", "r", "r^2", "r^3"));
}

TEST(Network, OfTheTrivialGroupNeedsNoAction) {
  EXPECT_EQ((SpecText{.group = R"({"cyclic": 1})", .action = "{}"}).network_of().group.order(), 1U);
}

TEST(Network, AppliesAListOfMotionsFromTheRight) {
  Network const both =
      SpecText{.group = R"({"cyclic": 2})", .action = R"({"r": ["transpose", "quarter_turn"]})"}
          .network_of();
  // transpose(quarter_turn(x)): new[i][j] = turned[j][i] = x[i][5 - j], so it exchanges left and
  // right.
  Network const flip =
      SpecText{.group = R"({"cyclic": 2})", .action = R"({"r": "flip_columns"})"}.network_of();
  EXPECT_EQ(both.input_permutations, flip.input_permutations);
}

TEST(Network, TakesAnyActionByPermutation) {
  SpecText spec{.shape = "[1, 1, 3]"};
  spec.group =
      R"json({"permutations": {"degree": 3, "generators": {"a": "(0 1 2)", "b": [1, 0, 2]}}})json";
  spec.action = R"({"a": {"permutation": [2, 0, 1]}, "b": {"permutation": [1, 0, 2]}})";
  spec.network = R"([{"name": "all", "equivarify": "lift", "layers": [
    {"type": "flatten"}, {"name": "out", "type": "dense", "units": 3}]}])";
  Network const network = spec.network_of();
  EXPECT_EQ(network.group.order(), 6U);
  EXPECT_EQ(network.action_description,
            "a by a permutation of the entries, b by a permutation of the entries");
}

/// A group in every form that a spec takes, and its order.
struct GroupForm {
  char const* name;
  char const* form;
  std::uint32_t order;
};

class SpecGroup : public ::testing::TestWithParam<GroupForm> {};

TEST_P(SpecGroup, IsReadAndActs) {
  // All generators act trivially: every form has its own names for them.
  SpecText spec{.group = GetParam().form, .shape = "[1, 2, 2]"};
  spec.network = R"([{"name": "all", "equivarify": "lift", "layers": [
    {"type": "flatten"}, {"name": "out", "type": "dense", "units": 3}]}])";
  nlohmann::json action = nlohmann::json::object();
  nlohmann::json const form = nlohmann::json::parse(GetParam().form);
  for (std::string const& name : read_listed_group({form, ""}).generator_names()) {
    action[name] = "identity";
  }
  spec.action = action.dump();
  Network const network = spec.network_of();
  EXPECT_EQ(network.group.order(), GetParam().order);
  EXPECT_EQ(network.input_permutations.size(), GetParam().order);
}

INSTANTIATE_TEST_SUITE_P(
    Forms,
    SpecGroup,
    ::testing::Values(
        GroupForm{"cyclic", R"({"cyclic": 5})", 5},
        GroupForm{"dihedral", R"({"dihedral": 4})", 8},
        GroupForm{"symmetric", R"({"symmetric": 4})", 24},
        GroupForm{"alternating", R"({"alternating": 5})", 60},
        GroupForm{"dicyclic", R"({"dicyclic": 2})", 8},
        GroupForm{"elementary_abelian", R"({"elementary_abelian": [3, 2]})", 9},
        GroupForm{"octahedral", R"({"octahedral": true})", 24},
        GroupForm{"small_group", R"({"small_group": [120, 5]})", 120},
        GroupForm{"space_group", R"({"space_group": {"name": "p6m", "side": 3}})", 108},
        GroupForm{"product", R"({"product": [{"cyclic": 2}, {"dihedral": 3}]})", 12},
        GroupForm{"semidirect",
                  R"({"semidirect": {"normal": {"cyclic": 7}, "quotient": {"cyclic": 3},
                      "action": {"r": {"r": "r^2"}}}})",
                  21},
        GroupForm{"wreath", R"({"wreath": [{"cyclic": 2}, {"symmetric": 3}]})", 48},
        GroupForm{
            "permutations",
            R"json({"permutations": {"degree": 4, "generators": {"a": "(0 1 2)", "b": [1, 0, 3, 2]}}})json",
            12},
        GroupForm{"table", R"({"table": [[2, 0, 1], [0, 1, 2], [1, 2, 0]]})", 3},
        GroupForm{
            "presentation",
            R"json({"presentation": {"generators": ["a", "b"], "relations": ["a^2", "b^3", "(a b)^4"]}})json",
            24},
        GroupForm{
            "matrices",
            R"({"matrices": {"modulus": 3, "generators": {"a": [[1, 1], [0, 1]], "b": [[1, 0], [1, 1]]}}})",
            24}),
    [](auto const& form) { return form.param.name; });

/// The places from which the entries come under the only generator of a cyclic group.
std::vector<std::uint32_t>
sources(std::uint32_t order, std::string const& shape, std::string const& motion) {
  SpecText spec{.group = fmt::format(R"({{"cyclic": {}}})", order),
                .shape = shape,
                .action = R"({"r": )" + motion + "}"};
  spec.network = R"([{"name": "all", "equivarify": "lift", "layers": [
    {"type": "flatten"}, {"name": "out", "type": "dense", "units": 3}]}])";
  return spec.network_of().input_permutations[1];
}

TEST(Motion, ShiftsTurnsCubesAndPermutesChannels) {
  EXPECT_THAT(sources(3, "[1, 3, 2]", R"({"shift_rows": 1})"), ElementsAre(4, 5, 0, 1, 2, 3));
  EXPECT_THAT(sources(3, "[1, 1, 3]", R"({"shift_columns": -1})"), ElementsAre(1, 2, 0));
  EXPECT_THAT(sources(3, "[3, 1, 2]", R"json({"permute_channels": "(0 1 2)"})json"),
              ElementsAre(4, 5, 0, 1, 2, 3));
  EXPECT_THAT(sources(2, "[3, 1, 1]", R"("flip_channels")"), ElementsAre(2, 1, 0));
  EXPECT_EQ(sources(4, "[2, 2, 2]", R"("cube_turn_x")"),
            sources(4, "[2, 2, 2]", R"("quarter_turn")"));
  EXPECT_THAT(sources(2, "[1, 2, 2]", R"([{"shift_rows": 1}, "flip_columns"])"),
              ElementsAre(3, 2, 1, 0));
  // Signs that cancel leave an action that a network can have.
  EXPECT_THAT(sources(2, "[1, 1, 2]", R"(["negate", {"signs": [-1, -1]}, "flip_columns"])"),
              ElementsAre(1, 0));
}

TEST(Motion, IsSaidInWords) {
  SpecText spec{.group = R"({"cyclic": 2})", .shape = "[2, 2, 2]"};
  spec.action = R"json({"r": [{"shift_rows": 1}, {"permute_channels": "(0 1)"}]})json";
  spec.network = R"([{"name": "all", "equivarify": "lift", "layers": [
    {"type": "flatten"}, {"name": "out", "type": "dense", "units": 3}]}])";
  EXPECT_EQ(spec.network_of().action_description, "r by shift_rows 1 permute_channels (0 1)");
}

TEST(CanonicalForm, DoesNotDependOnNotation) {
  SpecText const spec;
  SpecText other = spec;
  other.action = R"({"r": ["quarter_turn"]})";
  other.more =
      R"(, "description": "words", "$schema": "spec.schema.json", "seed": 1, "training": {"epochs": 3})";
  other.network.replace(
      other.network.find(R"("kernel": 3)"), 11, R"("kernel": [3, 3], "stride": 1)");
  other.network.replace(other.network.find(R"("size": 2)"), 9, R"("stride": 2, "size": 2)");
  EXPECT_EQ(canonical(spec.text()), canonical(other.text()));
  EXPECT_EQ(spec.network_of().spec_sha256, other.network_of().spec_sha256);
}

TEST(CanonicalForm, DependsOnEveryChoice) {
  SpecText const spec;
  SpecText seed = spec;
  seed.more = R"(, "seed": 2)";
  SpecText rate = spec;
  rate.more = R"(, "training": {"learning_rate": 0.002})";
  EXPECT_NE(canonical(spec.text()), canonical(seed.text()));
  EXPECT_NE(canonical(spec.text()), canonical(rate.text()));
}

TEST(CanonicalForm, IsASpecThatReadsBackAsItself) {
  for (char const* name : {"mnist_c4", "mnist_d4_paper", "tiny_c4"}) {
    std::string const form = canonical_form(
        parse_spec(nlohmann::json::parse(std::ifstream{shipped(name)}).dump(), name));
    EXPECT_EQ(canonical(form), form);
    EXPECT_EQ(parse_network(form, name).spec_sha256, load_network(shipped(name)).spec_sha256);
  }
}

TEST(SpecForm, StatesTheDefaultsThatTheReaderFillsIn) {
  auto const form = nlohmann::json::parse(canonical(SpecText{}.text()));
  EXPECT_EQ(form["training"], nlohmann::json(Training{}));
  for (FormField const& field : std::get<RecordForm>(spec_form().kind).fields) {
    nlohmann::json spec = nlohmann::json::parse(SpecText{}.text());
    if (!field.otherwise.is_null()) {
      spec[field.name] = field.otherwise;
      EXPECT_EQ(canonical(spec.dump()), form.dump()) << field.name;
    }
  }
}

TEST(Resolve, WorksOnASpecThatWasNeverJson) {
  Spec spec = parse_spec(SpecText{}.text(), "small.json");
  EXPECT_EQ(resolve(spec).parameters(), SpecText{}.network_of().parameters());
  spec.labels.classes.pop_back();
  EXPECT_THROW(static_cast<void>(resolve(spec)), InputError);
}

// FIPS 180-4 and the NIST example files.
TEST(Sha256, MatchesThePublishedVectors) {
  EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

} // namespace
} // namespace equivarify::codegen
