/// \file
/// The toy program on data of other forms, and trained with validation.
#include "equivarify/runtime/files/atomic_file.hpp"
#include "equivarify/runtime/weights/safetensors.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <vector>

#include "runtime/data/written.hpp"
#include "runtime/toy_program.hpp"

namespace {

namespace fs = std::filesystem;
namespace runtime = equivarify::runtime;
using nlohmann::json;
using toy::contents;
using toy::Result;
using toy::run;

class DataCommand : public toy::Program {
protected:
  /// The toy data as floats byte / 255, in the folder `floats`.
  void write_floats() const {
    fs::create_directory(floats_);
    for (std::string const split : {"train", "test"}) {
      runtime::Dataset const data =
          split == "train" ? toy::make_data(50, 5) : toy::make_data(30, 6);
      std::vector<float> values(data.size() * toy::pixels);
      runtime::to_floats(data.inputs.bytes, values);
      written::save(floats_ / (split + "-inputs.npy"),
                    written::npy("<f4", {data.size(), 6, 6}, written::raw(values)));
      std::string csv = "labels\n";
      for (std::uint32_t const label : data.classes) {
        csv += std::string(toy::Model::class_names[label]) + "\n";
      }
      written::save(floats_ / (split + ".csv"), csv);
    }
  }

  fs::path floats_ = folder_ / "floats";
};

TEST_F(DataCommand, TrainsOnFloatsToTheSameBitsAsOnBytes) {
  write_floats();
  train();
  std::string const other = (folder_ / "other").string();
  Result const result = run({"train", "--data", floats_.string(), "--output", other});
  ASSERT_EQ(result.outcome, runtime::Outcome::success) << result.err;
  EXPECT_EQ(contents(fs::path(other) / "weights.safetensors"), contents(weights_));
  auto const results = [&](std::string const& command, std::string const& data) {
    json answers =
        json::parse(run({command, "--data", data, "--weights", weights_, "--json", "-"}).out);
    answers.erase("images_per_second");
    return answers;
  };
  for (std::string const command : {"evaluate", "check"}) {
    EXPECT_EQ(results(command, floats_.string()), results(command, data_));
  }
}

TEST_F(DataCommand, PredictsAPictureOfAnyFileOfInputs) {
  write_floats();
  train();
  auto const predict = [&](fs::path const& file, std::string const& index) {
    return run({"predict", file.string(), "--index", index, "--weights", weights_, "--json", "-"});
  };
  std::string const expected = predict(folder_ / "t10k-images-idx3-ubyte", "7").out;
  fs::path const npy = floats_ / "test-inputs.npy";
  EXPECT_EQ(predict(npy, "7").out, expected);
  written::save(folder_ / "x.npz", written::zip({{"inputs.npy", contents(npy)}}));
  EXPECT_EQ(predict(folder_ / "x.npz", "7").out, expected);
  EXPECT_EQ(predict(npy, "30").err,
            "toy: " + npy.string() + ": has pictures 0 to 29, but 30 was asked for\n");
  EXPECT_EQ(run({"predict", npy.string(), "--invert", "--weights", weights_}).err,
            "toy: " + npy.string() +
                ": holds numbers of type float32, but --invert is for pictures of bytes (uint8)\n");
  written::save(folder_ / "y.npz", written::zip({{"other.npy", contents(npy)}}));
  EXPECT_EQ(predict(folder_ / "y.npz", "0").err,
            "toy: " + (folder_ / "y.npz").string() + ": holds no inputs\n");
}

TEST_F(DataCommand, RefusesBadDataWithCodeTwo) {
  write_floats();
  written::save(floats_ / "train.csv", "labels\ncorner\nbird\n");
  Result const result = run({"train", "--data", floats_.string(), "--output", output_.string()});
  EXPECT_EQ(result.outcome, runtime::Outcome::user_error);
  EXPECT_EQ(result.err,
            "toy: " + (floats_ / "train.csv").string() +
                ": line 3: column 'labels' holds 'bird', expected a finite number or the name of a "
                "class\n");
}

TEST_F(DataCommand, WritesTheBestWeights) {
  Result const result = train({"--validation", "0.2", "--epochs", "6", "--learning-rate", "0.5"});
  ASSERT_EQ(result.outcome, runtime::Outcome::success) << result.err;
  EXPECT_NE(result.out.find("judged by 10 images after each epoch"), std::string::npos);
  json const summary = json::parse(contents(output_ / "training.json"));
  EXPECT_EQ(summary["images"], 40);
  EXPECT_EQ(summary["validation"]["images"], 10);
  EXPECT_EQ(summary["validation"]["of"], "a share of 0.2");
  auto const best = summary["validation"]["best_epoch"].get<std::size_t>();
  ASSERT_GE(best, 1U);
  for (json const& epoch : summary["epochs"]) {
    EXPECT_LE(summary["epochs"][best - 1]["validation_loss"], epoch["validation_loss"]);
    EXPECT_LE(epoch["validation_accuracy"], 1.0);
  }
  runtime::TensorFile const file =
      runtime::decode_safetensors(runtime::read_bytes(weights_), weights_);
  std::string const path = (output_ / "checkpoint.safetensors").string();
  runtime::TensorFile const checkpoint =
      runtime::decode_safetensors(runtime::read_bytes(path), path);
  EXPECT_EQ(file.find("dense.weight")->values, checkpoint.find("best/dense.weight")->values);
  EXPECT_NE(train({"--validation", "0.2", "--epochs", "6", "--learning-rate", "0.5"})
                .out.find("already trained"),
            std::string::npos);
}

TEST_F(DataCommand, EndsEarly) {
  Result const result =
      train({"--validation", "0.2", "--epochs", "500", "--patience", "2", "--shift", "1"});
  ASSERT_EQ(result.outcome, runtime::Outcome::success) << result.err;
  json const summary = json::parse(contents(output_ / "training.json"));
  std::size_t const epochs = summary["epochs"].size();
  EXPECT_LT(epochs, 500U);
  EXPECT_EQ(summary["validation"]["best_epoch"], epochs - 2);
  EXPECT_NE(result.out.find("stopped after epoch " + std::to_string(epochs) +
                            " of 500: no smaller loss in validation for 2 epochs\n"),
            std::string::npos);
}

TEST_F(DataCommand, IsJudgedByOtherPictures) {
  runtime::Dataset const data = toy::make_data(20, 9);
  toy::write_idx(folder_ / "validation-images-idx3-ubyte", {20, 6, 6}, data.inputs.bytes);
  toy::write_idx(
      folder_ / "validation-labels-idx1-ubyte", {20}, {data.classes.begin(), data.classes.end()});
  ASSERT_EQ(train({"--validation", data_}).outcome, runtime::Outcome::success);
  json const summary = json::parse(contents(output_ / "training.json"));
  EXPECT_EQ(summary["images"], 50);
  EXPECT_EQ(summary["validation"]["images"], 20);
}

TEST_F(DataCommand, SaysWhatIsWrongWithValidation) {
  auto const about = [&](std::vector<std::string> const& more) {
    Result const result = train(more);
    EXPECT_EQ(result.outcome, runtime::Outcome::user_error);
    return result.err;
  };
  EXPECT_EQ(about({"--patience", "2"}),
            "toy: --patience needs --validation: without it nothing says which epoch is better\n");
  EXPECT_EQ(
      about({"--validation", "1.5"}),
      "toy: --validation: found 1.5, expected a share between 0 and 1, or a folder (./1.5 if it is "
      "called so)\n");
  EXPECT_EQ(about({"--validation", "none"}),
            "toy: none: there is no such folder; name the one with the data by --data\n");
  EXPECT_EQ(about({"--shift", "9"}),
            "toy: shifts by 9 pixels move images of 6 x 6 out of sight; give --shift 5 or less\n");
}

} // namespace
