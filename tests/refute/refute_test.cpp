/// \file
/// Every NAME.json of this folder is a network that is not equivariant, NAME.expected what
/// `equivarify verify` says of its layers: the first that breaks the symmetry, the largest subgroup
/// that still holds there, why, and a small input that shows it. The target update-refute rewrites
/// them.
#include "equivarify/codegen/layers/convolution.hpp"
#include "equivarify/codegen/layers/incidence.hpp"
#include "equivarify/codegen/layers/pointwise.hpp"
#include "equivarify/codegen/reference/evaluator.hpp"
#include "equivarify/codegen/refute/stack_check.hpp"
#include "equivarify/codegen/refute/stack_witness.hpp"
#include "equivarify/codegen/verify/verification.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "runtime/temporary_folder.hpp"
#include "support/case_folder.hpp"
#include "support/run_equivarify.hpp"
#include "support/spec_text.hpp"

namespace equivarify::codegen {
namespace {

using support::Outcome;
using support::run_equivarify;
using ::testing::HasSubstr;

std::filesystem::path const folder{REFUTE_FOLDER};

/// What verify prints of the layers of the network \p name.
std::string about_layers(std::string const& name) {
  std::string const path = folder / (name + ".json");
  Outcome const outcome = run_equivarify({"verify", path, "--tests", "1"});
  EXPECT_EQ(outcome.code, ExitCode::refuted);
  std::size_t const begin = std::min(outcome.out.find("  network: "), outcome.out.size());
  std::string text = outcome.out.substr(begin, outcome.out.find("\n\n", begin) + 1 - begin);
  if (std::size_t const at = text.find(path); at != std::string::npos) {
    text.replace(at, path.size(), name + ".json");
  }
  return text;
}

class Refute : public ::testing::TestWithParam<std::string> {};

TEST_P(Refute, NamesTheLayerTheSubgroupAndAnInput) {
  support::expect_text(folder / (GetParam() + ".expected"), about_layers(GetParam()));
}

INSTANTIATE_TEST_SUITE_P(Specs,
                         Refute,
                         ::testing::ValuesIn(support::case_names(folder)),
                         [](auto const& name) { return name.param; });

SpecText plain_pool_then_lift() {
  return {.network = R"([
    {"name": "first", "equivarify": "none", "layers": [
      {"type": "relu"}, {"name": "pool", "type": "max_pool2d", "size": 2}]},
    {"name": "second", "equivarify": "lift", "layers": [
      {"type": "flatten"}, {"name": "dense1", "type": "dense", "units": 3}]},
    {"name": "third", "equivarify": "none", "layers": [{"name": "last", "type": "relu"}]}])"};
}

TEST(StackCheck, AcceptsLayersThatCommuteWithTheAction) {
  StackCheck const found = check_stack(plain_pool_then_lift().network_of(), 1);
  EXPECT_TRUE(found.holds());
  ASSERT_EQ(found.layers.size(), 3U);
  EXPECT_EQ(found.layers[1].subgroup, "C4");
  EXPECT_TRUE(found.layers[2].output.is_copies());
}

TEST(StackCheck, AcceptsEveryLayerUnderTheTrivialAction) {
  SpecText spec = plain_pool_then_lift();
  spec.action = R"({"r": "identity"})";
  spec.network = R"([{"name": "f", "equivarify": "none", "layers": [
    {"type": "conv2d", "filters": 2, "kernel": 2, "stride": 2, "padding": "valid"},
    {"type": "flatten"}, {"type": "dense", "units": 3}, {"type": "softmax"}]}])";
  EXPECT_TRUE(check_stack(spec.network_of(), 1).holds());
}

TEST(EvaluateStack, AgreesWithTheReferenceOnLiftedBlocks) {
  Network const network = SpecText{}.network_of();
  auto const weights = random_weights<float>(network, 3);
  auto const x = random_input<float>(network, 4);
  auto const layers = evaluate(network, weights, x);
  for (std::size_t i = 0; i < layers.size(); ++i) {
    std::vector<float> together;
    for (auto const& copy : layers[i].copies) {
      together.insert(together.end(), copy.begin(), copy.end());
    }
    EXPECT_EQ(evaluate_stack(network, weights, x, i).entries, together) << layers[i].layer;
  }
}

TEST(Incidence, OfAWindowLeavesOutThePadding) {
  Layer const layer{.name = "c",
                    .operation = Conv2d{.filters = 1, .kernel = {3, 3}, .stride = {1, 1}},
                    .inputs = {{1, 4, 4}},
                    .output = {1, 4, 4}};
  std::vector<IncidenceTerm> const corner{{4, 0}, {5, 1}, {7, 4}, {8, 5}, {9, no_entry}};
  EXPECT_EQ(terms_of(layer, 0), corner);
  EXPECT_EQ(terms_of(layer, 5).size(), 10U);
}

/// A layer whose class is a lie: it says that it acts on each number by itself, and adds the first
/// entry to all.
class Liar final : public PointwiseType<Liar, NoFields> {
public:
  Liar() : PointwiseType{"liar", "Says that it acts on each number by itself.", {}} {}

  template <typename Real>
  [[nodiscard]] std::vector<Real> compute(NoFields const& /*fields*/,
                                          Layer const& /*layer*/,
                                          Tensors<Real> const& /*tensors*/,
                                          std::vector<Real> const& x) const {
    std::vector<Real> y = x;
    std::transform(y.begin(), y.end(), y.begin(), [&](Real value) { return value + x[0]; });
    return y;
  }

  template <typename Real>
  [[nodiscard]] static Real value(NoFields const& /*fields*/, Real x) {
    return x;
  }

  [[nodiscard]] static std::string function(NoFields const& /*fields*/) { return "Liar"; }

  [[nodiscard]] std::string formula(Operation const& /*operation*/,
                                    std::string const& /*weight*/,
                                    std::string const& s) const override {
    return s;
  }

  [[nodiscard]] std::vector<OnnxOperator> onnx(Operation const& /*operation*/) const override {
    return {};
  }
};

TEST(Verify, TakesValuesThatContradictAProofForItsOwnMistake) {
  Liar const liar;
  Network network = plain_pool_then_lift().network_of();
  network.blocks.front().layers.front().operation = liar.standard();
  try {
    (void)verify(network, {.tests = 1});
    FAIL() << "no error";
  } catch (algebra::InternalError const& error) {
    EXPECT_THAT(error.what(), HasSubstr("the values of layer relu1 contradict it"));
  }
}

/// D4 on squares, whose flips change every sign too.
SpecText odd_squares(std::string const& first) {
  return {.group = R"({"dihedral": 4})",
          .shape = "[1, 4, 4]",
          .action = R"({"r": "quarter_turn", "s": ["flip_columns", "negate"]})",
          .network = fmt::format(R"([{{"name": "first", {}}},
    {{"name": "last", "equivarify": "concat", "layers": [{{"type": "flatten"}}, {{"name": "d", "type": "dense", "units": 3}}]}}])",
                                 first)};
}

TEST(ChangesOfSign, LiftToTheBit) {
  Network const network = odd_squares(R"("equivarify": "lift", "layers": [
    {"type": "conv2d", "filters": 2, "kernel": 3}, {"type": "relu"}])")
                              .network_of();
  auto const x = random_input<float>(network, 3);
  algebra::Element const s = network.group.element_named("s");
  auto const sx = act_on_input(network, s, x);
  EXPECT_EQ(sx[0], -x[3]);
  EXPECT_EQ(act_on_input(network, s, sx), x);
  EXPECT_EQ(check_network(network, {.seed = 1, .inputs = 2}).differing_bits(), 0U);
}

TEST(ChangesOfSign, GoThroughMeansAndOddFunctions) {
  for (auto const& [layer, subgroup] : std::vector<std::pair<std::string, std::string>>{
           {R"({"type": "average_pool2d", "size": 2})", "D4"},
           {R"({"type": "max_pool2d", "size": 2})", "<r>"},
           {R"({"type": "relu"})", "<r>"},
           {R"({"type": "sigmoid"})", "<r>"},
           {R"({"type": "tanh"})", "D4"},
           {R"({"type": "clip", "low": -1, "high": 1})", "D4"},
           {R"({"type": "clip", "low": -1, "high": 2})", "<r>"}}) {
    std::string const block = R"("equivarify": "none", "layers": [)" + layer + "]";
    SpecText spec = odd_squares(block);
    spec.network.replace(spec.network.find("concat"), 6, "lift");
    StackCheck const found = check_stack(spec.network_of(), 1);
    EXPECT_EQ(found.layers.back().subgroup, subgroup) << layer;
    EXPECT_EQ(found.counterexample.has_value(), subgroup != "D4") << layer;
  }
}

TEST(ChangesOfSign, AreVerifiedAndGenerated) {
  ::TemporaryFolder const temporary;
  auto const file = temporary / "spec.json";
  std::ofstream{file}
      << odd_squares(R"("equivarify": "lift", "layers": [{"type": "relu"}])").text();
  Outcome const verified = run_equivarify({"verify", file, "--tests", "1", "--inputs", "1"});
  auto const output = temporary / "code";
  Outcome const generated = run_equivarify({"generate", file, "--output", output, "--no-compare"});
  EXPECT_EQ(verified.code, ExitCode::done) << verified.out;
  EXPECT_EQ(generated.code, ExitCode::done) << generated.err;
}

TEST(VerifyCommand, VerifiesAStackThatHolds) {
  ::TemporaryFolder const temporary;
  auto const file = temporary / "spec.json";
  std::ofstream{file} << plain_pool_then_lift().text();
  Outcome const outcome = run_equivarify({"verify", file, "--tests", "1"});
  Outcome const json = run_equivarify({"verify", file, "--tests", "1", "--json"});
  auto const certificate = temporary / "certificate.json";
  Outcome const proofs =
      run_equivarify({"verify", file, "--tests", "1", "--certificate", certificate});
  auto const written = nlohmann::json::parse(support::read_text(certificate));
  Outcome const code = run_equivarify({"generate", file, "--output", "no_such_folder"});
  EXPECT_EQ(outcome.code, ExitCode::done);
  EXPECT_THAT(outcome.out, HasSubstr("whatever the other layers compute"));
  EXPECT_THAT(outcome.out, HasSubstr("  holds    pool             under C4\n"));
  EXPECT_EQ(nlohmann::json::parse(json.out)["network"]["stack"]["verdict"], "holds");
  EXPECT_EQ(proofs.code, ExitCode::done) << proofs.err;
  EXPECT_EQ(written["theorems"].back()["claims"][0]["hypotheses"][0]["name"],
            "layer_relu1-commutes");
  EXPECT_EQ(code.code, ExitCode::bad_input);
  EXPECT_THAT(code.err,
              HasSubstr("no code can be generated\n"
                        "  at           /network/0/equivarify\n"
                        "  found        \"none\": block \"first\" is used as it is\n"));
}

} // namespace
} // namespace equivarify::codegen
