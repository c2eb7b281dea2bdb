/// \file
/// A folder of data for a network that takes two numbers.
#ifndef EQUIVARIFY_TESTS_RUNTIME_DATA_DATA_FOLDER_CASE_HPP
#define EQUIVARIFY_TESTS_RUNTIME_DATA_DATA_FOLDER_CASE_HPP

#include "equivarify/runtime/data/dataset.hpp"
#include "equivarify/runtime/files/error.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "runtime/data/written.hpp"
#include "runtime/temporary_folder.hpp"
#include "runtime/toy_data.hpp"

namespace data_folder {

namespace runtime = equivarify::runtime;

/// A description of inputs of two numbers, and of labels a, b, c.
inline runtime::Description pairs() {
  runtime::Description description;
  description.name = "pairs";
  description.order = 2;
  description.classes = 3;
  description.rows = 1;
  description.columns = 2;
  description.class_names = {"a", "b", "c"};
  description.element_names = {"e", "s"};
  return description;
}

/// The same with outputs in place of labels.
inline runtime::Description pairs_with(std::vector<runtime::OutputFacts> outputs) {
  runtime::Description description = pairs();
  description.classes = 0;
  description.class_names = {};
  description.outputs = std::move(outputs);
  return description;
}

class DataFolder : public ::testing::Test {
protected:
  [[nodiscard]] runtime::Dataset load(runtime::Split split = runtime::Split::train,
                                      std::size_t limit = 0) const {
    return load_dataset(folder_.path(), split, description_, {.limit = limit});
  }

  /// What is wrong, after the name of the folder.
  [[nodiscard]] std::string complaint(runtime::Split split = runtime::Split::train) const {
    std::string const message =
        message_of<runtime::DataError>([&] { static_cast<void>(load(split)); });
    std::string const start = folder_.path().string();
    return message.starts_with(start) ? message.substr(start.size()) : message;
  }

  void save(std::string const& name, std::string const& bytes) const {
    written::save(folder_ / name, bytes);
  }

  /// Inputs (1, 2), (3, 4), (5, 6), by a letter of their type.
  void save_inputs(std::string const& name = "train-inputs.npy") const {
    save(name, written::npy("<f4", {3, 2}, written::raw<float>({1, 2, 3, 4, 5, 6})));
  }

  void expect_pairs(runtime::Dataset const& data) const {
    ASSERT_EQ(data.size(), 3U);
    std::vector<float> input(2);
    for (std::size_t i = 0; i < 3; ++i) {
      data.input(i, input);
      EXPECT_EQ(input,
                (std::vector<float>{static_cast<float>(2 * i + 1), static_cast<float>(2 * i + 2)}));
    }
    EXPECT_EQ(data.classes, (std::vector<std::uint32_t>{2, 0, 1}));
  }

  TemporaryFolder folder_;
  runtime::Description description_ = pairs();
};

} // namespace data_folder

#endif
