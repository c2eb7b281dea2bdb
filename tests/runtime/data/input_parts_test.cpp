/// \file
/// Data of a network whose input has several parts: one array for each.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "runtime/data/data_folder_case.hpp"

namespace {

using equivarify::runtime::Split;

class InputParts : public data_folder::DataFolder {
protected:
  void SetUp() override {
    description_.channels = 6;
    description_.rows = 1;
    description_.columns = 1;
    description_.input_parts = {{"picture", 1, 2, 2}, {"velocity", 2, 1, 1}};
  }

  void expect_joined(equivarify::runtime::Dataset const& data) {
    ASSERT_EQ(data.size(), 2U);
    std::vector<float> input(6);
    data.input(1, input);
    EXPECT_EQ(input, (std::vector<float>{5, 6, 7, 8, -3, 4}));
    EXPECT_EQ(data.classes, (std::vector<std::uint32_t>{2, 0}));
  }

  std::string const pictures_ =
      written::npy("<f4", {2, 2, 2}, written::raw<float>({1, 2, 3, 4, 5, 6, 7, 8}));
  std::string const velocities_ = written::npy("<f8", {2, 2}, written::raw<double>({-1, 2, -3, 4}));
  std::string const labels_ = written::npy("|u1", {2}, std::string("\2\0", 2));
};

TEST_F(InputParts, AreJoinedFromEveryForm) {
  save("train-picture.npy", pictures_);
  save("train-velocity.npy", velocities_);
  save("train-labels.npy", labels_);
  expect_joined(load());
  save("test.npz",
       written::zip(
           {{"picture.npy", pictures_}, {"velocity.npy", velocities_}, {"labels.npy", labels_}}));
  expect_joined(load(Split::test));
  save("validation.csv",
       "velocity.0,velocity.1,labels,picture.0,picture.1,picture.2,picture.3\n"
       "-1,2,c,1,2,3,4\n-3,4,a,5,6,7,8\n");
  expect_joined(load(Split::validation));
}

TEST_F(InputParts, MayBeBytesAndNumbers) {
  save("train-picture.npy", written::npy("|u1", {1, 4}, std::string("\xff\x33\0\0", 4)));
  save("train-velocity.npy", written::npy("<f4", {1, 2}, written::raw<float>({2, 3})));
  save("train-labels.npy", written::npy("|u1", {1}, std::string("\0", 1)));
  std::vector<float> input(6);
  load().input(0, input);
  EXPECT_EQ(input, (std::vector<float>{1, 51.0F / 255.0F, 0, 0, 2, 3}));
}

TEST_F(InputParts, AreRefusedWhereTheyDoNotFit) {
  save("train-picture.npy", pictures_);
  save("train-labels.npy", labels_);
  EXPECT_NE(complaint().find("found no velocity of the train data"), std::string::npos)
      << complaint();
  save("train-velocity.npy", written::npy("<f4", {2, 3}, written::raw<float>({1, 2, 3, 4, 5, 6})));
  EXPECT_EQ(complaint(),
            "/train-velocity.npy: holds 2 x 3 values, but the network pairs takes as velocity "
            "arrays of 2");
  save("train-velocity.npy", written::npy("<f4", {1, 2}, written::raw<float>({1, 2})));
  std::string const found = complaint();
  EXPECT_TRUE(found.starts_with("/train-velocity.npy: holds 1 rows, but ")) << found;
}

} // namespace
