#include "equivarify/runtime/weights/weights.hpp"

#include "equivarify/runtime/files/atomic_file.hpp"
#include "equivarify/runtime/files/digest.hpp"
#include "equivarify/runtime/files/error.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "runtime/described_network.hpp"
#include "runtime/temporary_folder.hpp"
#include "runtime/toy_model.hpp"

namespace {

namespace runtime = equivarify::runtime;

class Weights : public ::testing::Test {
protected:
  Weights() { network_.initialize(1); }

  /// The complaint about the network's own file after \p change.
  std::string complaint_after(std::function<void(runtime::TensorFile&)> const& change) {
    runtime::save_weights(network_, file_);
    runtime::TensorFile contents = runtime::decode_safetensors(runtime::read_bytes(file_), file_);
    change(contents);
    runtime::write_atomically(file_, runtime::encode_safetensors(contents));
    return message_of<runtime::DataError>([&] { runtime::load_weights(network_, file_); });
  }

  std::vector<float> values() {
    std::vector<float> all;
    for (runtime::ParameterView const& view : network_.parameters()) {
      all.insert(all.end(), view.values.begin(), view.values.end());
    }
    return all;
  }

  TemporaryFolder folder_;
  std::filesystem::path file_ = folder_ / "weights.safetensors";
  runtime::ThreadPool pool_{1};
  runtime::NetworkOf<toy::Model> network_{pool_};
};

TEST_F(Weights, ComeBackFromTheirFile) {
  std::vector<float> const before = values();
  std::string const digest = runtime::save_weights(network_, file_);
  EXPECT_EQ(digest, runtime::sha256(runtime::read_bytes(file_)));
  network_.initialize(2);
  EXPECT_NE(values(), before);
  runtime::load_weights(network_, file_);
  EXPECT_EQ(values(), before);
}

TEST_F(Weights, OfAnotherSpecAreRefused) {
  std::string const message = complaint_after([](runtime::TensorFile& file) {
    file.metadata["spec"] = "other";
    file.metadata["spec_sha256"] = "ff";
    file.metadata["network_sha256"] = "ee";
  });
  EXPECT_EQ(message,
            file_.string() +
                ": belongs to the spec other with sha256 ff, but this program "
                "was generated from the spec toy with sha256 " +
                network_.description().spec_sha256);
}

TEST_F(Weights, OfASpecWithTheSameNetworkAreAcceptedWithARemark) {
  runtime::save_weights(network_, file_);
  runtime::Description description = network_.description();
  description.spec_sha256 = "ff";
  description.class_names[1] = "side";
  toy::DescribedNetwork other(network_, description);
  EXPECT_EQ(
      runtime::load_weights(other, file_),
      file_.string() + ": was made for the spec toy with sha256 " +
          network_.description().spec_sha256 +
          ", which has the same network and differs in training, seed, arithmetic or names alone");
  EXPECT_EQ(runtime::load_weights(network_, file_), "");
}

TEST_F(Weights, OfTheSameClassesInAnotherOrderAreRefused) {
  runtime::save_weights(network_, file_);
  runtime::Description description = network_.description();
  description.spec_sha256 = "ff";
  std::swap(description.class_names[0], description.class_names[1]);
  toy::DescribedNetwork other(network_, description);
  EXPECT_EQ(message_of<runtime::DataError>([&] { runtime::load_weights(other, file_); }),
            file_.string() + ": its class 0 is \"corner\", which is class 1 of this program: the "
                             "classes stand in another order");
}

TEST_F(Weights, WithoutANetworkDigestAreReadByTheirSpec) {
  EXPECT_EQ(complaint_after([](runtime::TensorFile& file) {
              file.metadata.erase("network_sha256");
              file.metadata.erase("classes");
            }),
            "nothing thrown");
}

TEST_F(Weights, OfOtherOriginAreAdoptedByNamesAndShapes) {
  std::vector<float> const before = values();
  runtime::save_weights(network_, file_);
  runtime::TensorFile contents = runtime::decode_safetensors(runtime::read_bytes(file_), file_);
  contents.metadata.clear();
  for (runtime::NamedTensor& tensor : contents.tensors) {
    tensor.name.insert(0, "module.model.");
  }
  runtime::write_atomically(file_, runtime::encode_safetensors(contents));
  network_.initialize(2);
  runtime::adopt_weights(network_, file_);
  EXPECT_EQ(values(), before);
  contents.tensors.push_back({"module.model.other", {0}, {}});
  runtime::write_atomically(file_, runtime::encode_safetensors(contents));
  EXPECT_EQ(message_of<runtime::DataError>([&] { runtime::adopt_weights(network_, file_); }),
            file_.string() +
                ": holds a tensor other, which is no parameter of the network; found 3 tensors, "
                "expected 2");
}

TEST_F(Weights, WithoutASpecAreRefused) {
  std::string const message =
      complaint_after([](runtime::TensorFile& file) { file.metadata.clear(); });
  EXPECT_EQ(message,
            file_.string() +
                ": does not say which spec it belongs to (no spec_sha256 in its "
                "metadata), but this program was generated from the spec toy "
                "with sha256 " +
                network_.description().spec_sha256 + "; `toy adopt` makes a weight file of it");
}

TEST_F(Weights, MustBeComplete) {
  EXPECT_EQ(complaint_after([](runtime::TensorFile& file) { file.tensors.pop_back(); }),
            file_.string() + ": lacks the tensor dense.bias");
}

TEST_F(Weights, MustHaveTheirShapes) {
  EXPECT_EQ(complaint_after([](runtime::TensorFile& file) {
              file.tensors[0].shape = {36, 3};
            }),
            file_.string() + ": the tensor dense.weight has the shape [36, 3], expected [3, 36]");
}

TEST_F(Weights, MustNotBeTooMany) {
  EXPECT_EQ(complaint_after([](runtime::TensorFile& file) {
              file.tensors.push_back({"x", {0}, {}});
            }),
            file_.string() + ": holds a tensor x, which is no parameter of the network; found 3 "
                             "tensors, expected 2");
}

TEST_F(Weights, MustBeFinite) {
  for (float const value :
       {std::numeric_limits<float>::quiet_NaN(), -std::numeric_limits<float>::infinity()}) {
    EXPECT_EQ(
        complaint_after([&](runtime::TensorFile& file) { file.tensors[0].values[7] = value; }),
        file_.string() + ": the tensor dense.weight holds " + (std::isnan(value) ? "nan" : "-inf") +
            " at place 7, expected finite numbers");
  }
}

TEST(NormWeights, HaveNoNegativeVariance) {
  std::vector<float> kept(3, 1.0F);
  auto const complaint = [&](std::string const& name) {
    runtime::ParameterView const view{
        .name = name, .shape = {3}, .values = kept, .is_trained = false};
    runtime::TensorFile file;
    file.tensors.push_back({name, {3}, {0.0F, 2.5F, -0.25F}});
    return message_of<runtime::DataError>([&] { runtime::from_tensor(file, view, "w"); });
  };
  EXPECT_EQ(complaint("norm.running_variance"),
            "w: the tensor norm.running_variance holds -0.25 at place 2, expected variances, from "
            "0");
  EXPECT_EQ(kept, std::vector<float>(3, 1.0F));
  EXPECT_EQ(complaint("norm.running_mean"), "nothing thrown");
}

TEST_F(Weights, AreNotSavedWhenTheyAreNotFinite) {
  network_.parameters()[1].values[2] = std::numeric_limits<float>::infinity();
  EXPECT_EQ(message_of<runtime::DataError>([&] { runtime::save_weights(network_, file_); }),
            "the training diverged: the tensor dense.bias holds inf at place 2; try a smaller "
            "learning rate");
  EXPECT_FALSE(std::filesystem::exists(file_));
}

TEST_F(Weights, BeyondAllThatTheNetworkNeedsAreNotRead) {
  runtime::save_weights(network_, file_);
  std::filesystem::resize_file(file_, 100'000'000'000); // a sparse file, of few blocks
  EXPECT_EQ(message_of<runtime::DataError>([&] { runtime::load_weights(network_, file_); }),
            file_.string() + ": has 100000000000 bytes, expected at most 100001784");
}

} // namespace
