/// \file
/// Modules of PyTorch as text; tests/engines/pytorch_engine runs them where there is a PyTorch.
#include "equivarify/codegen/c/generate_c.hpp"
#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/pytorch/emit_module.hpp"
#include "equivarify/codegen/pytorch/generate_pytorch.hpp"
#include "equivarify/codegen/pytorch/python_text.hpp"
#include "equivarify/codegen/reference/weights.hpp"
#include "equivarify/codegen/spec/load.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "support/expect_error.hpp"
#include "support/run_equivarify.hpp"
#include "support/spec_text.hpp"

namespace equivarify::codegen {
namespace {

using ::testing::HasSubstr;

std::string module_for(std::string const& layers) {
  return emit_module(lower_directly(parse_network(
      R"({"name": "small", "group": {"cyclic": 2}, "input": {"shape": [1, 4, 4], "action": {"r": "flip_columns"}},
          "network": [{"name": "f", "equivarify": "lift", "layers": [)" +
          layers +
          R"(]}, {"name": "y", "equivarify": "concat", "layers": [{"name": "last", "type": "dense", "units": 3}]}],
          "labels": {"classes": ["a", "b", "c"]}})",
      "small.json")));
}

TEST(Pytorch, GoesThroughTheCopiesWithOneModule) {
  std::string const text = module_for(
      R"({"name": "first", "type": "conv2d", "filters": 2, "kernel": 3}, {"type": "relu"}, {"type": "flatten"})");
  EXPECT_THAT(text,
              HasSubstr("        self.first = nn.Conv2d(1, 2, (3, 3), padding=(1, 1))\n"
                        "        self.last = nn.Linear(64, 3)\n"));
  EXPECT_THAT(
      text,
      HasSubstr(
          "        copies = [self.act(h, images) for h in [0, 1]]\n"
          "        seen = [[0, 1], [1, 0]]\n"
          "        first = [self.first(s) for s in copies]\n"
          "        relu1 = [torch.relu(s) for s in first]\n"
          "        relu1_flat = [s.flatten(1) for s in relu1]\n"
          "        last = [self.last(torch.cat([relu1_flat[k] for k in row], 1)) for row in seen]\n"
          "        return torch.cat(last, 1)\n"));
}

TEST(Pytorch, AndCodeInCHaveNoVectorsWithoutFiniteAnswers) {
  Network const network = SpecText{.network = R"([{"name": "a", "equivarify": "lift", "layers": [
      {"type": "flatten"}, {"name": "dense", "type": "dense", "units": 3}, {"type": "log"}]}])"}
                              .network_of();
  auto const weights = random_weights<float>(network, 1);
  for (auto const generate : {generate_c, generate_pytorch}) {
    EXPECT_THAT([&] { static_cast<void>(generate(network, weights)); },
                ::testing::ThrowsMessage<InputError>(HasSubstr("no test vectors for the ")));
  }
}

TEST(Pytorch, PadsByCirclesAndUnequalMargins) {
  std::string const circle = module_for(
      R"({"name": "first", "type": "conv2d", "filters": 2, "kernel": 3, "circular": true}, {"type": "flatten"})");
  EXPECT_THAT(circle, HasSubstr("self.first(F.pad(s, (1, 1, 1, 1), mode=\"circular\"))"));
  std::string const margins = module_for(
      R"({"name": "first", "type": "conv2d", "filters": 2, "kernel": 2, "padding": [1, 0, 0, 1]}, {"type": "flatten"})");
  EXPECT_THAT(margins, HasSubstr("self.first(F.pad(s, (0, 1, 1, 0)))"));
}

TEST(Pytorch, NormalisesAllEntriesOrTheChannelsOfEachPlace) {
  std::string const text = module_for(
      R"({"name": "whole", "type": "layer_norm"}, {"name": "each", "type": "layer_norm", "each_place": true, "epsilon": 0.01},
         {"type": "flatten"}, {"name": "flat", "type": "layer_norm", "each_place": true})");
  EXPECT_THAT(text, HasSubstr("self.whole = nn.GroupNorm(1, 1, eps=1e-05)\n"));
  EXPECT_THAT(text, HasSubstr("self.each = nn.LayerNorm(1, eps=0.01)\n"));
  EXPECT_THAT(text, HasSubstr("[self.each(s.movedim(1, -1)).movedim(-1, 1) for s in whole]"));
  EXPECT_THAT(text, HasSubstr("self.flat = nn.GroupNorm(1, 16, eps=1e-05)\n"));
}

TEST(Pytorch, LeavesNamesThatAreTakenAlone) {
  EXPECT_EQ(python_name("conv1"), "conv1");
  EXPECT_EQ(python_name("lambda"), "lambda_layer");
  EXPECT_EQ(python_name("train"), "train_layer");
}

TEST(Pytorch, WritesEvenlySpacedNumbersAsRanges) {
  std::vector<std::uint32_t> const numbers{5, 0, 2, 4, 6, 3, 2, 1, 0, 7, 7, 7, 7, 9};
  EXPECT_EQ(python_list(numbers, 4), "[5, *range(0, 8, 2), *range(3, -1, -1), *[7] * 4, 9]");
}

TEST(Pytorch, RefusesOptionsOfOtherTargets) {
  auto const result = support::run_equivarify({"generate",
                                               "specs/tiny_c4.json",
                                               "--target",
                                               "pytorch",
                                               "--output",
                                               "x",
                                               "--inference-only"});
  EXPECT_EQ(result.code, ExitCode::bad_input);
  EXPECT_THAT(result.err, HasSubstr("are for --target cpp"));
}

/// Expects the targets to refuse \p spec with the messages \p c and \p pytorch.
void expect_refused(SpecText const& spec, std::string const& c, std::string const& pytorch) {
  Network const network = spec.network_of();
  auto const weights = random_weights<float>(network, 1);
  support::expect_error<InputError>([&] { return generate_c(network, weights); }, c);
  support::expect_error<InputError>([&] { return generate_pytorch(network, weights); }, pytorch);
}

/// Both have a form of relu, which is not to blame; of max_pool3d they have none.
TEST(Targets, NameWhatMakesVolumes) {
  SpecText spec{
      .group = R"({"cyclic": 2})", .shape = "[1, 2, 4, 4]", .action = R"({"r": "flip_rows"})"};
  spec.network = R"([{"name": "all", "equivarify": "lift", "layers": [
      {"type": "relu"}, {"type": "flatten"}, {"type": "dense", "units": 3}]}])";
  expect_refused(spec,
                 R"(no C can be generated
  at           /input/shape
  found        volumes of 1x2x4x4
  expected     planes or vectors (--target cpp takes all)
1 problem)",
                 R"(no PyTorch module can be generated
  at           /input/shape
  found        volumes of 1x2x4x4
  expected     planes or vectors (--target cpp takes all)
1 problem)");
  spec.shape = "[1, 4, 4]";
  spec.network = R"([{"name": "all", "equivarify": "lift", "layers": [
      {"type": "relu"}, {"type": "max_pool3d", "size": [1, 2, 2]}, {"type": "flatten"}, {"type": "dense", "units": 3}]}])";
  expect_refused(spec,
                 R"(no C can be generated
  at           /network
  found        layer "max_pool3d1" of type "max_pool3d"
  expected     a layer with a form in C99 (--target cpp takes all)
1 problem)",
                 R"(no PyTorch module can be generated
  at           /network
  found        layer "max_pool3d1" of type "max_pool3d", which is not for planes
  expected     a layer with a form in PyTorch (--target cpp takes all)
1 problem)");
}

} // namespace
} // namespace equivarify::codegen
