/// \file
/// What is found in a folder of data, in every form, and what is refused.
#include "equivarify/runtime/data/data_folder.hpp"

#include "equivarify/runtime/data/dataset.hpp"
#include "equivarify/runtime/files/error.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "runtime/data/data_folder_case.hpp"
#include "runtime/data/written.hpp"
#include "runtime/temporary_folder.hpp"
#include "runtime/toy_data.hpp"

namespace {

namespace fs = std::filesystem;
namespace runtime = equivarify::runtime;
using data_folder::DataFolder;
using data_folder::pairs_with;
using runtime::Split;

TEST_F(DataFolder, ReadsEveryForm) {
  std::string const inputs =
      written::npy("<f8", {3, 1, 2}, written::raw<double>({1, 2, 3, 4, 5, 6}));
  std::string const labels = written::npy("<i8", {3}, written::raw<std::int64_t>({2, 0, 1}));
  save("train-inputs.npy", inputs);
  save("train-labels.npy", labels);
  expect_pairs(load());
  save("test.npz", written::zip({{"inputs.npy", inputs}, {"labels.npy", labels}}));
  expect_pairs(load(Split::test));
  save("validation.csv", "labels,inputs.0,inputs.1\nc,1,2\na,3,4\n1,5,6\n");
  expect_pairs(load(Split::validation));
  fs::remove(folder_ / "test.npz");
  save("test.safetensors",
       written::safetensors(R"({"inputs":{"dtype":"F32","shape":[3,2],"data_offsets":[0,24]},)"
                            R"("labels":{"dtype":"U8","shape":[3],"data_offsets":[24,27]}})",
                            written::raw<float>({1, 2, 3, 4, 5, 6}) + std::string("\2\0\1", 3)));
  expect_pairs(load(Split::test));
}

TEST_F(DataFolder, ReadsIdxFilesOfFloats) {
  std::string floats = std::string("\0\0\x0d\x02\0\0\0\3\0\0\0\2", 12);
  for (float const value : {1.0F, 2.0F, 3.0F, 4.0F, 5.0F, 6.0F}) {
    std::string bytes = written::raw<float>({value});
    floats.append(bytes.rbegin(), bytes.rend());
  }
  std::string const labels = std::string("\0\0\x0b\x01\0\0\0\3\0\2\0\0\0\1", 14);
  save("train-inputs.idx", floats);
  save("train-labels-idx1-ubyte", labels);
  expect_pairs(load());
  save("t10k-images-idx3-ubyte", floats);
  save("t10k-labels.idx1-ubyte", labels);
  expect_pairs(load(Split::test));
}

TEST_F(DataFolder, TakesBytesForPixelsAndNothingElse) {
  description_ = pairs_with({});
  description_.classes = 3;
  save("train-labels.npy", written::npy("|u1", {1}, std::string("\0", 1)));
  auto const first = [&](std::string const& type, std::string const& bytes) {
    save("train-inputs.npy", written::npy(type, {1, 2}, bytes));
    std::vector<float> input(2);
    load().input(0, input);
    return input;
  };
  EXPECT_EQ(first("|u1", "\xff\x33"), (std::vector<float>{1, 51.0F / 255.0F}));
  EXPECT_EQ(first("|i1", "\xff\x33"), (std::vector<float>{-1, 51}));
  EXPECT_EQ(first("|b1", std::string("\1\0", 2)), (std::vector<float>{1, 0}));
}

TEST_F(DataFolder, ReadsTargetsOfEachOutput) {
  description_ = pairs_with({{.name = "kind",
                              .size = 2,
                              .classes = 2,
                              .loss = runtime::Loss::cross_entropy,
                              .class_names = {"up", "down"}},
                             {.name = "mask",
                              .size = 6,
                              .classes = 2,
                              .cells = 3,
                              .loss = runtime::Loss::cross_entropy_per_cell},
                             {.name = "force", .size = 2, .loss = runtime::Loss::huber}});
  save_inputs();
  save("train.csv", "kind\ndown\nup\n1\n");
  save("train-mask.npy", written::npy("|u1", {3, 3}, std::string("\0\1\1\0\0\0\1\1\1", 9)));
  save("train.npz",
       written::zip(
           {{"force.npy",
             written::npy("<f2", {3, 2}, std::string("\0\x3c\0\0\0\xbc\0\0\0\0\0\x3e", 12))}}));
  runtime::Dataset const data = load();
  EXPECT_EQ(data.target_size(), 6U);
  EXPECT_EQ(data.targets[1].type, runtime::NumberType::u8); // as it is stored
  std::vector<float> target(6);
  data.target(0, target);
  EXPECT_EQ(target, (std::vector<float>{1, 0, 1, 1, 1, 0}));
  data.target(2, target);
  EXPECT_EQ(target, (std::vector<float>{1, 1, 1, 1, 0, 1.5}));
  EXPECT_EQ(load(Split::train, 2).target_size(), 6U);
  EXPECT_EQ(load(Split::train, 2).targets[2].rows(), 2U);
  EXPECT_NE(data.checksum(), load(Split::train, 2).checksum());
}

TEST_F(DataFolder, RefusesTwoOfAThing) {
  save_inputs();
  save("train-labels.npy", written::npy("|u1", {3}, std::string("\2\0\1", 3)));
  save("train.csv", "labels\na\nb\nc\n");
  std::string const here = folder_.path().string();
  EXPECT_EQ(complaint(),
            ": both " + here + "/train-labels.npy and " + here +
                "/train.csv, columns of labels hold labels; leave one of them");
  fs::remove(folder_ / "train.csv");
  toy::write_idx(folder_ / "train-images-idx3-ubyte", {3, 1, 2}, {1, 2, 3, 4, 5, 6});
  EXPECT_EQ(complaint(),
            ": both " + here + "/train-inputs.npy and " + here +
                "/train-images-idx3-ubyte hold inputs; leave one of them");
}

TEST_F(DataFolder, SaysWhatIsMissing) {
  std::string const rest = " of the test data: neither test-";
  EXPECT_EQ(complaint(Split::test),
            ": found no inputs" + rest +
                "inputs.npy nor .idx, none in test.npz, test.safetensors, test.csv or a folder "
                "test with pictures for each class, no t10k-images-idx3-ubyte; name the folder "
                "with the data by --data");
  description_ = pairs_with({{.name = "force", .size = 2}});
  save_inputs("test-inputs.npy");
  EXPECT_EQ(complaint(Split::test),
            ": found no force" + rest +
                "force.npy nor .idx, none in test.npz, test.safetensors, test.csv or a folder test "
                "with pictures for each class; name the folder with the data by --data");
}

TEST_F(DataFolder, RefusesInputsThatDoNotFit) {
  save("train-labels.npy", written::npy("|u1", {3}, std::string("\2\0\1", 3)));
  auto const about = [&](std::vector<std::size_t> const& extents,
                         std::vector<float> const& values) {
    save("train-inputs.npy", written::npy("<f4", extents, written::raw(values)));
    return complaint();
  };
  EXPECT_EQ(about({3, 1}, {1, 2, 3}),
            "/train-inputs.npy: holds 3 x 1 values, but the network pairs takes images of 1 x 2");
  EXPECT_EQ(about({}, {1}),
            "/train-inputs.npy: holds a single number values, but the network pairs takes images "
            "of 1 x 2");
  EXPECT_EQ(about({2, 2}, {1, 2, 3, 4}), "/train-labels.npy: holds 3 labels for 2 images");
  EXPECT_EQ(about({0, 2}, {}), "/train-inputs.npy: holds no image");
  EXPECT_EQ(about({3, 2}, {1, 2, 3, 4, 5, std::numeric_limits<float>::quiet_NaN()}),
            "/train-inputs.npy: the number at [2, 1] is nan, expected finite numbers of single "
            "precision");
  save("train-inputs.npy",
       written::npy("<f8", {3, 2}, written::raw<double>({1, 1e300, 1, 1, 1, 1})));
  EXPECT_EQ(complaint(),
            "/train-inputs.npy: the number at [0, 1] is 1e+300, expected finite numbers of single "
            "precision");
}

TEST_F(DataFolder, RefusesChannelsThatComeLast) {
  description_.channels = 3;
  description_.rows = 2;
  save("train-labels.npy", written::npy("|u1", {1}, std::string("\0", 1)));
  save("train-inputs.npy", written::npy("|u1", {1, 2, 2, 3}, std::string(12, 'x')));
  EXPECT_EQ(complaint(),
            "/train-inputs.npy: holds 1 x 2 x 2 x 3 values, but the network pairs takes images of "
            "3 x 2 x 2");
  save("train-inputs.npy", written::npy("|u1", {1, 12}, std::string(12, 'x')));
  EXPECT_EQ(load().input_size(), 12U);
}

TEST_F(DataFolder, RefusesLabelsThatDoNotFit) {
  save_inputs();
  auto const about = [&](std::string const& type, std::string const& values) {
    save("train-labels.npy", written::npy(type, {3}, values));
    return complaint();
  };
  std::string const range = ", but the network pairs has classes 0 to 2";
  EXPECT_EQ(about("|u1", std::string("\0\3\1", 3)), "/train-labels.npy: label 1 is 3" + range);
  EXPECT_EQ(about("<i8", written::raw<std::int64_t>({0, 1, -1})),
            "/train-labels.npy: label 2 is -1" + range);
  EXPECT_EQ(about("<f4", written::raw<float>({0, 1.5, 1})),
            "/train-labels.npy: label 1 is 1.5" + range);
  EXPECT_EQ(about("<f4", written::raw<float>({std::nanf(""), 1, 1})),
            "/train-labels.npy: label 0 is nan" + range);
  save("train-labels.npy", written::npy("|u1", {3, 2}, std::string(6, '\0')));
  EXPECT_EQ(complaint(), "/train-labels.npy: holds 3 x 2 values, expected one list of labels");
}

TEST_F(DataFolder, RefusesTargetsThatDoNotFit) {
  save_inputs();
  auto const about = [&](runtime::OutputFacts const& output,
                         std::vector<std::size_t> const& extents,
                         std::vector<float> const& values) {
    description_ = pairs_with({output});
    save("train-y.npy", written::npy("<f4", extents, written::raw(values)));
    return complaint();
  };
  runtime::OutputFacts const vector{.name = "y", .size = 2};
  EXPECT_EQ(about(vector, {3, 3}, std::vector<float>(9)),
            "/train-y.npy: holds 3 x 3 values, but the output y has targets of 2 numbers for each "
            "image");
  EXPECT_EQ(about(vector, {2, 2}, std::vector<float>(4)),
            "/train-y.npy: holds 2 targets for 3 images");
  EXPECT_EQ(about(vector, {3, 2}, {0, 0, 0, std::numeric_limits<float>::infinity(), 0, 0}),
            "/train-y.npy: the number at [1, 1] is inf, expected finite numbers of single "
            "precision");
  runtime::OutputFacts const kind{
      .name = "y", .size = 2, .classes = 2, .loss = runtime::Loss::cross_entropy};
  EXPECT_EQ(about(kind, {3}, {0, 2, 1}),
            "/train-y.npy: the target at [1] is 2, but the output y has classes 0 to 1");
  runtime::OutputFacts const chance{
      .name = "y", .size = 1, .loss = runtime::Loss::binary_cross_entropy};
  EXPECT_EQ(about(chance, {3, 1}, {0, 1, 1.25}),
            "/train-y.npy: the target at [2, 0] is 1.25, but the output y is trained for "
            "probabilities, 0 to 1");
  EXPECT_EQ(about(chance, {3, 1}, {0, 1, 0.25}), "nothing thrown");
}

} // namespace
