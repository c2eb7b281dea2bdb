#include "equivarify/codegen/generate/generate.hpp"

#include "equivarify/codegen/generate/amalgamate.hpp"
#include "equivarify/codegen/generate/emit_action.hpp"
#include "equivarify/codegen/generate/generate_error.hpp"
#include "equivarify/codegen/generate/layout.hpp"
#include "equivarify/codegen/generate/names.hpp"
#include "equivarify/codegen/generate/plan.hpp"
#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/layers/convolution.hpp"
#include "equivarify/codegen/spec/load.hpp"
#include "equivarify/codegen/spec/network.hpp"
#include "equivarify/runtime/network/model.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <tuple>

#include "runtime/temporary_folder.hpp"

namespace equivarify::codegen {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Network load_spec(std::string const& name) {
  return load_network(SPECS_FOLDER "/" + name + ".json");
}

/// The step called \p name.
Step const& step_named(Plan const& plan, std::string const& name) {
  for (auto const* steps : {&plan.image_steps, &plan.vector_steps}) {
    for (Step const& step : *steps) {
      if (step.name == name) {
        return step;
      }
    }
  }
  throw std::out_of_range(name);
}

TEST(Lower, TakesFourierAndWinogradWhereTheyFit) {
  Plan const plan = lower(load_spec("mnist_c4"));
  ASSERT_TRUE(plan.transform);
  EXPECT_EQ(plan.transform->type, "rt::FourierC4");
  EXPECT_EQ(step_named(plan, "conv1").pixels, PixelAlgorithm::direct);
  EXPECT_EQ(step_named(plan, "conv1").group, GroupAlgorithm::copy_by_copy);
  EXPECT_EQ(step_named(plan, "conv2").pixels, PixelAlgorithm::winograd);
  EXPECT_EQ(step_named(plan, "conv2").group, GroupAlgorithm::fourier);
  EXPECT_EQ(step_named(plan, "dense").mixing, CopyMixing::group_product);
  EXPECT_EQ(step_named(plan, "logits").mixing, CopyMixing::copy_by_copy);
}

TEST(Lower, CountsTheMultiplicationsOfTheTheory) {
  Step const conv = step_named(lower(load_spec("mnist_c4")), "conv2");
  EXPECT_EQ(conv.multiply_adds, 16U * 16U * 24U * 9U * 784U);
  EXPECT_EQ(conv.multiplications, 6U * 16U * 24U * 36U * 49U);
  Step const d4 = step_named(lower(load_spec("mnist_d4")), "conv2");
  EXPECT_EQ(d4.multiply_adds * 12U, d4.multiplications * 4U * 64U);
}

TEST(Lower, SumsUpTheNetworksMultiplyAdds) {
  for (char const* spec : {"mnist_c2",
                           "mnist_c4",
                           "mnist_d4",
                           "mnist_c4_paper",
                           "mnist_d4_paper",
                           "mnist_c4_whole",
                           "tiny_c4"}) {
    Network const network = load_spec(spec);
    Plan const plan = lower(network);
    std::size_t total = 0;
    for (auto const* steps : {&plan.image_steps, &plan.vector_steps}) {
      for (Step const& step : *steps) {
        total += step.multiply_adds;
      }
    }
    EXPECT_EQ(total, network.multiply_adds()) << spec;
  }
}

TEST(Lower, LeavesOutWhatIsSwitchedOffAndSaysSo) {
  Plan const plan = lower(load_spec("mnist_c4"), {.without = {"relu", "fourier", "winograd"}});
  Step const& conv = step_named(plan, "conv2");
  EXPECT_EQ(conv.group, GroupAlgorithm::regular);
  EXPECT_EQ(conv.pixels, PixelAlgorithm::direct);
  EXPECT_EQ(conv.multiplications, conv.multiply_adds);
  EXPECT_EQ(conv.group_reason, "fourier switched off");
  EXPECT_EQ(conv.pixel_reason, "winograd switched off");
  EXPECT_FALSE(conv.relu);
}

TEST(Lower, GivesTheSameStepsForAWholeNetworkAndForItsLayers) {
  Plan const whole = lower(load_spec("mnist_c4_whole"));
  Plan const layers = lower(load_spec("mnist_c4_layers"));
  ASSERT_EQ(whole.image_steps.size(), layers.image_steps.size());
  ASSERT_EQ(whole.vector_steps.size(), layers.vector_steps.size());
  for (std::size_t i = 0; i < whole.image_steps.size(); ++i) {
    EXPECT_EQ(*whole.image_steps[i].operation(), *layers.image_steps[i].operation());
    EXPECT_EQ(whole.image_steps[i].mixing, layers.image_steps[i].mixing);
  }
}

TEST(Generate, GivesTheSameBytesForTheSameSpec) {
  auto const first = generate(load_spec("mnist_d4"), {.compare = false});
  auto const second = generate(load_spec("mnist_d4"), {.compare = false});
  ASSERT_EQ(first.files.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(first.files[i].text, second.files[i].text);
  }
}

TEST(Generate, StatesTheFormulaAboveEachLayer) {
  std::string const header = generate(load_spec("mnist_c4"), {.compare = false}).files.front().text;
  EXPECT_THAT(header, HasSubstr("y(h) = h^-1 x for each h in C4"));
  EXPECT_THAT(header, HasSubstr("y(h) = relu(b + W * s(h)) for each h in C4"));
  EXPECT_THAT(header, HasSubstr("y(h) = relu(b + sum_k W_k * s(h k)) for each h in C4"));
  EXPECT_THAT(header, HasSubstr("mnist_c4(g x) = g mnist_c4(x) for every g in C4"));
}

TEST(Generate, InferenceAloneNeedsTheStandardLibraryAlone) {
  auto const files =
      generate(load_spec("mnist_c4"), {.purpose = Purpose::inference, .compare = false}).files;
  ASSERT_EQ(files.size(), 1U);
  for (char const* foreign :
       {"#include \"", "equivarify::runtime", "TrainableGraph", "class TrainingEngine"}) {
    EXPECT_EQ(files.front().text.find(foreign), std::string::npos) << foreign;
  }
}

TEST(WriteGeneration, LeavesNothingHalfWrittenAndNamesAFolderThatCannotBe) {
  ::TemporaryFolder const folder;
  auto const file = folder / "file";
  std::ofstream(file) << "a file, not a folder";
  try {
    write_generation({}, file / "inside");
    FAIL() << "no error";
  } catch (GenerateError const& error) {
    EXPECT_THAT(error.what(), HasSubstr("the folder cannot be made"));
  }
}

TEST(Comparison, RefusesDifferingBitsAndLargeDifferences) {
  EXPECT_TRUE((Comparison{.largest_difference = 1e-6, .largest_logit = 1.0}).holds());
  EXPECT_FALSE(
      (Comparison{.largest_difference = 1e-6, .largest_logit = 1.0, .differing_bits = 1}).holds());
  EXPECT_FALSE((Comparison{.largest_difference = 0.01, .largest_logit = 1.0}).holds());
}

TEST(Names, BecomeTypesMacrosAndLiterals) {
  EXPECT_EQ(to_type_name("max_pool2d1"), "MaxPool2d1");
  EXPECT_EQ(to_type_name("conv_1"), "Conv_1"); // conv1 is another name
  EXPECT_EQ(to_macro_name("mnist_c4"), "MNIST_C4");
  EXPECT_EQ(to_string_literal("say \"90°\"\\"), "\"say \\\"90°\\\"\\\\\"");
}

TEST(Layout, BreaksOnlyWhatALineDoesNotHold) {
  EXPECT_EQ(braced_list("a", {"1", "2"}, ";"), "a{1, 2};");
  std::string const item(60, 'x');
  EXPECT_EQ(braced_list("  a", {item, item}, ";"),
            "  a{\n      " + item + ",\n      " + item + ",\n  };");
  EXPECT_EQ(template_list("f", {item, item}, ";"), "f<" + item + ",\n  " + item + ">;");
  EXPECT_EQ(comment("// ", item + " " + item, 2), "// " + item + "\n//   " + item + "\n");
}

TEST(Layout, PutsManyItemsIntoColumns) {
  std::vector<std::string> items(40, "1000");
  items[20] = "7";
  std::string const text = braced_list("a", items, ";");
  EXPECT_THAT(text, HasSubstr("{\n    1000, 1000, 1000,"));
  EXPECT_THAT(text, HasSubstr("1000, 7,    1000,"));
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 4);
}

TEST(EmitAction, HasSignsEntryByEntryOrChannelByChannel) {
  std::string const joints = emit_action(load_network(ZOO_FOLDER "/zoo_mirror.json"));
  EXPECT_THAT(joints, HasSubstr("      {1, 0, 2, 3, 5, 4, 6},\n"));
  EXPECT_THAT(joints,
              HasSubstr("input_negated{{\n"
                        "      {0, 0, 0, 0, 0, 0, 0},\n"
                        "      {0, 0, 1, 0, 1, 1, 0},\n"));
  std::string const flow = emit_action(load_network(ZOO_FOLDER "/zoo_flow.json"));
  EXPECT_THAT(flow, HasSubstr("input_channels{{\n      {0, 1},\n      {1, 0},\n"));
  EXPECT_THAT(flow, HasSubstr("input_negated_channels{{\n      {0, 0},\n      {0, 1},\n"));
  EXPECT_THAT(flow, HasSubstr("rt::in_all_cells<36>(input_negated_channels)"));
}

TEST(EmitAction, NamesGridMotionsAndListsOtherPermutations) {
  Network network = load_spec("tiny_c4");
  EXPECT_THAT(emit_action(network), HasSubstr("rt::GridMotion{.transposed = true"));
  std::swap(network.input_permutations[1][0], network.input_permutations[1][1]);
  EXPECT_THAT(emit_action(network), Not(HasSubstr("rt::GridMotion")));
}

// A header says of the training what the runtime's defaults do not. A member that only one of the
// two has does not compile here.
TEST(Generate, LeavesOutWhatTheRuntimeHasForDefaults) {
  auto const [epochs, batch, rate, final_rate, schedule, beta1, beta2, epsilon, shift, turn] =
      Training{};
  runtime::TrainingDefaults const usual;
  auto const [epochs_there,
              batch_there,
              rate_there,
              final_rate_there,
              schedule_there,
              beta1_there,
              beta2_there,
              epsilon_there,
              pose_there,
              shift_there,
              turn_there] = usual;
  EXPECT_EQ(std::tuple(epochs, batch, rate, final_rate, beta1, beta2, epsilon, shift, turn),
            std::tuple(epochs_there,
                       batch_there,
                       rate_there,
                       final_rate_there,
                       beta1_there,
                       beta2_there,
                       epsilon_there,
                       shift_there,
                       turn_there));
  EXPECT_EQ(schedule, "cosine");
  EXPECT_EQ(schedule_there, runtime::Schedule::cosine);
  EXPECT_EQ(pose_there, runtime::Pose::upright);
}

} // namespace
} // namespace equivarify::codegen
