#include "equivarify/runtime/commands/program.hpp"

#include "equivarify/runtime/weights/weights.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "runtime/toy_program.hpp"

namespace {

namespace fs = std::filesystem;
namespace runtime = equivarify::runtime;
using nlohmann::json;
using toy::contents;
using toy::Program;
using toy::Result;
using toy::run;

TEST_F(Program, TrainsAndWritesItsFiles) {
  Result const result = train({"--threads", "2"});
  EXPECT_EQ(result.outcome, runtime::Outcome::success) << result.err;
  EXPECT_NE(
      result.out.find("training toy (111 parameters) on 50 unrotated images, 2 epochs, batches "
                      "of 8, 2 threads, seed 3\n"),
      std::string::npos);
  EXPECT_NE(result.out.find("epoch 2/2  loss "), std::string::npos);
  json const summary = json::parse(contents(output_ / "training.json"));
  EXPECT_EQ(summary["spec"], "toy");
  EXPECT_EQ(summary["seed"], 3);
  EXPECT_EQ(summary["threads"], 2);
  EXPECT_EQ(summary["images"], 50);
  EXPECT_EQ(summary["steps"], 14);
  EXPECT_EQ(summary["epochs"].size(), 2U);
  EXPECT_EQ(summary["curve"].size(), 14U);
  EXPECT_NE(result.out.find(summary["weights_sha256"].get<std::string>()), std::string::npos);
}

TEST_F(Program, DoesNoWorkTwice) {
  train();
  std::string const weights = contents(weights_);
  Result const again = train();
  EXPECT_EQ(again.outcome, runtime::Outcome::success);
  EXPECT_EQ(again.out, "already trained: " + weights_ + "\n(--fresh trains anew)\n");
  EXPECT_EQ(contents(weights_), weights);
}

TEST_F(Program, TrainsAnewOnDemandToTheSameBits) {
  train();
  std::string const weights = contents(weights_);
  Result const again = train({"--fresh", "--threads", "3"});
  EXPECT_EQ(again.outcome, runtime::Outcome::success);
  EXPECT_NE(again.out.find("epoch 1/2"), std::string::npos);
  EXPECT_EQ(contents(weights_), weights);
}

TEST_F(Program, FinishesWhatAKillAfterTheLastStepLeft) {
  train();
  std::string const weights = contents(weights_);
  fs::remove(output_ / "training.json");
  fs::remove(weights_);
  Result const again = train();
  EXPECT_NE(again.out.find("going on after step 14 of 14\n"), std::string::npos);
  EXPECT_EQ(contents(weights_), weights);
  EXPECT_TRUE(fs::exists(output_ / "training.json"));
}

TEST_F(Program, RefusesToGoOnWithOtherSettings) {
  train();
  Result const other = train({"--batch", "9", "--limit", "20"});
  EXPECT_EQ(other.outcome, runtime::Outcome::user_error);
  EXPECT_NE(other.err.find("was made with other settings:\n  images: 50 there, 20 now\n"),
            std::string::npos);
  EXPECT_NE(other.err.find("  batch: 8 there, 9 now\n"), std::string::npos);
}

TEST_F(Program, DrawsABarOnATerminalOnly) {
  EXPECT_NE(train({}, true).out.find("\r\x1b[K"), std::string::npos);
  EXPECT_EQ(train({"--fresh"}).out.find('\r'), std::string::npos);
}

TEST_F(Program, EvaluatesMovedImages) {
  train();
  std::string const file = (folder_ / "moved.json").string();
  Result const result =
      run({"evaluate", "--data", data_, "--weights", weights_, "--json", file, "--shift", "2"});
  EXPECT_EQ(result.outcome, runtime::Outcome::success) << result.err;
  EXPECT_NE(result.out.find("30 test images, each moved by up to 2 pixels, in 4 turns"),
            std::string::npos)
      << result.out;
  EXPECT_EQ(json::parse(contents(file))["shift"], 2);
  EXPECT_EQ(run({"evaluate", "--data", data_, "--weights", weights_, "--shift", "6"}).outcome,
            runtime::Outcome::user_error);
}

TEST_F(Program, Evaluates) {
  train();
  std::string const file = (folder_ / "evaluation.json").string();
  Result const result =
      run({"evaluate", "--data", data_, "--weights", weights_, "--json", file, "--seed", "9"});
  EXPECT_EQ(result.outcome, runtime::Outcome::success) << result.err;
  EXPECT_NE(result.out.find("joint up to symmetry"), std::string::npos);
  json const evaluation = json::parse(contents(file));
  EXPECT_EQ(evaluation["images"], 30);
  EXPECT_EQ(evaluation["random_turn"]["seed"], 9);
  ASSERT_EQ(evaluation["copies"].size(), 4U);
  EXPECT_EQ(evaluation["copies"][1]["element"], "r");
  EXPECT_EQ(evaluation["copies"][1]["label"], "90°");
  EXPECT_EQ(evaluation["copies"][1]["joint"], evaluation["copies"][0]["joint"]);
  EXPECT_EQ(evaluation["random_turn"]["joint"], evaluation["copies"][0]["joint"]);
  EXPECT_GT(evaluation["copies"][0]["class"], 0.5);
  EXPECT_GE(evaluation["copies"][0]["pose"], evaluation["copies"][0]["joint"]);
  double pictures = 0;
  for (json const& row : evaluation["errors"]["confusion"]) {
    for (json const& count : row) {
      pictures += count.get<double>();
    }
  }
  EXPECT_DOUBLE_EQ(pictures, 30);
  Result const some = run({"evaluate", "--data", data_, "--weights", weights_, "--elements", "3"});
  EXPECT_NE(some.out.find("30 test images in 3 of 4 turns, "), std::string::npos) << some.out;
}

TEST_F(Program, ChecksEquivarianceToTheBit) {
  train();
  Result const result = run({"check", "--data", data_, "--weights", weights_, "--json", "-"});
  EXPECT_EQ(result.outcome, runtime::Outcome::success) << result.err;
  json const check = json::parse(result.out);
  EXPECT_EQ(check["values"], 30 * 4 * 12 * 2);
  EXPECT_EQ(check["differing_bits"], 0);
  EXPECT_TRUE(check["first"].is_null());
  EXPECT_EQ(run({"check", "--data", data_, "--weights", weights_, "--limit", "3"}).out,
            "3 images x 4 elements, 288 values compared: 0 bits differ\n"
            "f(g x) = g f(x) for all of them, to the last bit\n");
  std::vector<std::string> const some{
      "check", "--data", data_, "--weights", weights_, "--limit", "3", "--elements", "2"};
  EXPECT_EQ(run(some).out,
            "3 images x 2 of 4 elements, 144 values compared: 0 bits differ\n"
            "f(g x) = g f(x) for all of them, to the last bit\n");
  json const drawn = json::parse(run({"check",
                                      "--data",
                                      data_,
                                      "--weights",
                                      weights_,
                                      "--elements",
                                      "2",
                                      "--seed",
                                      "5",
                                      "--json",
                                      "-"})
                                     .out);
  EXPECT_EQ(drawn["elements"], 2);
  EXPECT_EQ(drawn["order"], 4);
  EXPECT_EQ(drawn["seed"], 5);
  EXPECT_FALSE(check.contains("seed"));
}

/// A network whose weights are all 2.
void write_large_weights(fs::path const& path) {
  runtime::ThreadPool pool(1);
  runtime::NetworkOf<toy::Model> network(pool);
  for (runtime::ParameterView const& parameter : network.parameters()) {
    std::fill(parameter.values.begin(), parameter.values.end(), 2.0F);
  }
  save_weights(network, path);
}

/// Two pictures of floats, 0 and 3e38 everywhere, whose class is 1.
void write_large_pictures(fs::path const& folder) {
  std::ofstream inputs(folder / "test-inputs.idx", std::ios::binary);
  inputs << std::string("\0\0\15\3\0\0\0\2\0\0\0\6\0\0\0\6", 16)
         << std::string(toy::pixels * 4, '\0');
  for (std::size_t i = 0; i < toy::pixels; ++i) {
    inputs << "\x7f\x61\xb1\xe6";
  }
  std::ofstream(folder / "test-labels.idx", std::ios::binary)
      << std::string("\0\0\10\1\0\0\0\2\1\1", 10);
}

TEST_F(Program, SaysWhichAnswersAreNoNumbers) {
  fs::path const weights = folder_ / "large.safetensors";
  write_large_weights(weights);
  fs::path const folder = folder_ / "large";
  fs::create_directory(folder);
  write_large_pictures(folder);
  std::string const inputs = (folder / "test-inputs.idx").string();
  auto const out = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--weights", weights.string()});
    Result const result = run(arguments);
    EXPECT_EQ(result.outcome, runtime::Outcome::refuted) << result.err;
    return result.out;
  };
  auto const expect = [](std::string const& text, std::string const& words) {
    EXPECT_NE(text.find(words), std::string::npos) << text;
  };
  std::string const check = out({"check", "--data", folder.string()});
  expect(check,
         " values compared: 0 bits differ\nf(g x) = g f(x) for all others, to the last bit\n");
  expect(check,
         "NO NUMBERS: 96 of the values are not finite; nothing is shown where they are\nfirst: the "
         "logit of image 1 turned by g = e, at (e, corner), is inf\n");
  expect(out({"check", "--domain", inputs}),
         "NO NUMBERS: f(g x) is no finite number, so that nothing is shown\nfirst: in the orbit of "
         "input 1, at x = (3.");
  expect(out({"evaluate", "--data", folder.string()}),
         "NO NUMBERS: 4 of 8 answers are not finite, the first for image 1 turned by g = e; they "
         "count as wrong\n");
  std::string const prediction = out({"predict", inputs, "--index", "1"});
  expect(prediction, "NO NUMBERS: the answer to the picture turned by g = e is not finite: ");
  expect(prediction, "    none    none\n");
  EXPECT_EQ(prediction.find("nan"), std::string::npos) << prediction;
  EXPECT_EQ(run({"predict", inputs, "--weights", weights.string()}).outcome,
            runtime::Outcome::success);
}

TEST_F(Program, PredictsOnePictureInAllItsTurns) {
  train();
  std::string const images = (folder_ / "t10k-images-idx3-ubyte").string();
  Result const result =
      run({"predict", images, "--index", "4", "--all-turns", "--weights", weights_, "--json", "-"});
  EXPECT_EQ(result.outcome, runtime::Outcome::success) << result.err;
  json const prediction = json::parse(result.out);
  EXPECT_EQ(prediction["shift_differing_bits"], 0);
  ASSERT_EQ(prediction["turns"].size(), 4U);
  json const& turn = prediction["turns"][3];
  EXPECT_EQ(turn["answers"].size(), 1U);
  EXPECT_EQ(turn["element"], "r^3");
  EXPECT_EQ(turn["label"], "270°");
  EXPECT_EQ(turn["pixels"].size(), 36U);
  EXPECT_EQ(turn["probabilities"].size(), 4U);
  EXPECT_EQ(turn["probabilities"][0], prediction["turns"][0]["probabilities"][1]);
  EXPECT_EQ(turn["answers"][0]["class"], prediction["turns"][0]["answers"][0]["class"]);
  EXPECT_EQ(turn["class_probability"], prediction["turns"][0]["class_probability"]);
}

TEST_F(Program, AnswersASymmetricPictureWithACoset) {
  train();
  std::vector<std::uint8_t> ring(toy::pixels);
  for (std::size_t i = 1; i + 1 < toy::side; ++i) {
    for (std::size_t const place :
         {toy::place(1, i), toy::place(i, 1), toy::place(4, i), toy::place(i, 4)}) {
      ring[place] = 200;
    }
  }
  std::string const file = (folder_ / "ring").string();
  toy::write_idx(file, {1, toy::side, toy::side}, ring);
  json const prediction =
      json::parse(run({"predict", file, "--all-turns", "--weights", weights_, "--json", "-"}).out);
  json const& upright = prediction["turns"][0];
  EXPECT_EQ(upright["answers"].size(), 4U);
  EXPECT_EQ(upright["pose_probability"], 0.25);
  EXPECT_GT(upright["class_probability"], 1.0 / 3);
  for (json const& turn : prediction["turns"]) {
    EXPECT_EQ(turn["answers"], upright["answers"]); // the whole coset, which no turn moves
    EXPECT_EQ(turn["class_probabilities"], upright["class_probabilities"]);
  }
  EXPECT_NE(run({"predict", file, "--weights", weights_}).out.find(" at 0°, 90°, 180° or 270°: "),
            std::string::npos);
}

TEST_F(Program, PredictsForPeopleToo) {
  train();
  std::string const images = (folder_ / "t10k-images-idx3-ubyte").string();
  Result const result = run({"predict", images, "--weights", weights_});
  EXPECT_NE(result.out.find(" % sure of the class, "), std::string::npos);
  EXPECT_NE(result.out.find("90°"), std::string::npos);
  EXPECT_EQ(run({"predict", images, "--index", "30", "--weights", weights_}).err,
            "toy: " + images + ": has pictures 0 to 29, but 30 was asked for\n");
}

TEST_F(Program, MeasuresItsSpeed) {
  Result const result = run({"bench", "--repetitions", "3", "--seconds", "0.001", "--json", "-"});
  EXPECT_EQ(result.outcome, runtime::Outcome::success) << result.err;
  json const speed = json::parse(result.out);
  ASSERT_EQ(speed["forward"].size(), 2U);
  EXPECT_EQ(speed["forward"][0]["batch"], 1);
  EXPECT_EQ(speed["forward"][1]["batch"], 64);
  EXPECT_GT(speed["training"]["images_per_second"], 0);
  EXPECT_GT(speed["peak_memory_bytes"]["forward"], 0);
  EXPECT_GE(speed["peak_memory_bytes"]["training"], speed["peak_memory_bytes"]["forward"]);
}

} // namespace
