/// \file
/// Data of which ranks read a part each.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <limits>
#include <string>

#include "runtime/data/data_folder_case.hpp"

namespace {

namespace fs = std::filesystem;
namespace runtime = equivarify::runtime;
using data_folder::DataFolder;
using runtime::RowChoice;

/// Inputs (i, i + 0.5) of \p rows rows, number by number.
std::vector<float> numbers(std::size_t rows) {
  std::vector<float> values;
  for (std::size_t i = 0; i < rows; ++i) {
    values.insert(values.end(), {static_cast<float>(i), static_cast<float>(i) + 0.5F});
  }
  return values;
}

std::string big_endian(std::string bytes) {
  for (std::size_t i = 0; i < bytes.size(); i += 4) {
    std::reverse(bytes.begin() + static_cast<std::ptrdiff_t>(i),
                 bytes.begin() + static_cast<std::ptrdiff_t>(i + 4));
  }
  return bytes;
}

std::string fortran(std::size_t rows) {
  std::vector<float> values;
  for (float const half : {0.0F, 0.5F}) {
    for (std::size_t i = 0; i < rows; ++i) {
      values.push_back(static_cast<float>(i) + half);
    }
  }
  return written::npy("<f4", {rows, 2}, written::raw(values), true);
}

std::string csv(std::size_t rows) {
  std::string lines = "inputs.0,inputs.1\n";
  for (std::size_t i = 0; i < rows; ++i) {
    lines += std::to_string(i) + "," + std::to_string(i) + ".5\n";
  }
  return lines;
}

std::string tensors(std::size_t rows) {
  std::string header = R"({"inputs":{"dtype":"F32","shape":[)";
  header += std::to_string(rows) + R"(,2],"data_offsets":[0,)" + std::to_string(rows * 8) + "]}}";
  return written::safetensors(header, written::raw(numbers(rows)));
}

std::string idx(std::size_t rows) {
  std::string file("\0\0\x0d\x02\0\0", 6);
  file += static_cast<char>(rows >> 8U);
  file += static_cast<char>(rows & 0xffU);
  return file + std::string("\0\0\0\2", 4) + big_endian(written::raw(numbers(rows)));
}

void save_gzip(fs::path const& path, std::string const& bytes) {
  auto* const file = gzopen(path.c_str(), "wb");
  gzwrite(file, bytes.data(), static_cast<unsigned>(bytes.size()));
  gzclose(file);
}

/// Writes the inputs of \p rows rows into \p folder in the format number \p format.
void save_in(fs::path const& folder, std::size_t format, std::size_t rows) {
  std::string const npy = written::npy("<f4", {rows, 2}, written::raw(numbers(rows)));
  std::string const swapped =
      written::npy(">f4", {rows, 2}, big_endian(written::raw(numbers(rows))));
  std::vector<std::function<void()>> const formats{
      [&] { written::save(folder / "train-inputs.npy", npy); },
      [&] { written::save(folder / "train-inputs.npy", swapped); },
      [&] { written::save(folder / "train-inputs.npy", fortran(rows)); },
      [&] { save_gzip(folder / "train-inputs.npy.gz", npy); },
      [&] {
        written::save(folder / "train.npz", written::zip({{"inputs.npy", npy}}));
      },
      [&] {
        written::save(folder / "train.npz",
                      written::zip({{"inputs.npy", fortran(rows)}}, {.is_deflated = true}));
      },
      [&] { written::save(folder / "train.csv", csv(rows)); },
      [&] { written::save(folder / "train.safetensors", tensors(rows)); },
      [&] { written::save(folder / "train-inputs.idx", idx(rows)); }};
  formats.at(format)();
}

RC_GTEST_PROP(DataParts, MakeUpTheDataInEveryFormat, ()) {
  TemporaryFolder const folder;
  auto const rows = *rc::gen::inRange<std::size_t>(1, 300);
  save_in(folder.path(), *rc::gen::inRange<std::size_t>(0, 9), rows);
  std::vector<std::uint32_t> labels(rows);
  for (std::size_t i = 0; i < rows; ++i) {
    labels[i] = static_cast<std::uint32_t>(i % 3);
  }
  written::save(folder / "train-labels.npy", written::npy("<u4", {rows}, written::raw(labels)));
  auto const limit = *rc::gen::inRange<std::size_t>(0, 310);
  auto const parts = *rc::gen::inRange<std::size_t>(1, 9);
  std::size_t const count = limit == 0 ? rows : std::min(limit, rows);
  std::vector<float> found;
  for (std::size_t part = 0; part < parts; ++part) {
    runtime::Dataset const data = load_dataset(
        folder.path(), runtime::Split::train, data_folder::pairs(), {limit, part, parts});
    RC_ASSERT(data.size() == count);
    runtime::Range const held = runtime::part_of(count, parts, part);
    RC_ASSERT(data.inputs.held().size() == held.size()); // no more than its part
    RC_ASSERT(data.inputs.size() == 2 * held.size());
    RC_ASSERT(data.classes.size() == held.size());
    std::vector<float> input(2);
    for (std::size_t i = held.first; i < held.end; ++i) {
      data.input(i, input);
      found.insert(found.end(), input.begin(), input.end());
      RC_ASSERT(data.classes[i - held.first] == labels[i]);
    }
  }
  RC_ASSERT(found == numbers(count));
}

class Parts : public DataFolder {
protected:
  /// What part \p part of 3 finds wrong; empty: nothing.
  [[nodiscard]] std::string complaint_of(std::size_t part) const {
    try {
      static_cast<void>(
          load_dataset(folder_.path(), runtime::Split::train, description_, {0, part, 3}));
      return "";
    } catch (runtime::DataError const& error) {
      return std::string(error.what()).substr(folder_.path().string().size());
    }
  }

  void save_labels(std::string const& labels) const {
    save("train-labels.npy", written::npy("|u1", {labels.size()}, labels));
  }
};

// The place is that in the file, whoever finds it.
TEST_F(Parts, FindWhatIsWrongInTheirRowsAlone) {
  std::vector<float> values = numbers(9);
  values[9] = std::numeric_limits<float>::infinity(); // row 4
  save("train-inputs.npy", written::npy("<f4", {9, 2}, written::raw(values)));
  save_labels(std::string(7, '\0') + std::string("\3\0", 2)); // row 7
  EXPECT_EQ(complaint_of(0), "");
  EXPECT_EQ(complaint_of(1),
            "/train-inputs.npy: the number at [4, 1] is inf, expected finite numbers of single "
            "precision");
  EXPECT_EQ(complaint_of(2),
            "/train-labels.npy: label 7 is 3, but the network pairs has classes 0 to 2");
}

TEST_F(Parts, AllSeeThatAFileHasOtherNumbersOfRows) {
  save("train-inputs.npy", written::npy("<f4", {9, 2}, written::raw(numbers(9))));
  save_labels(std::string(8, '\0'));
  for (std::size_t part = 0; part < 3; ++part) {
    EXPECT_EQ(complaint_of(part), "/train-labels.npy: holds 8 labels for 9 images");
  }
  save("train-inputs.npy", written::npy("<f4", {9, 2}, written::raw(numbers(8))));
  for (std::size_t part = 0; part < 3; ++part) {
    EXPECT_EQ(complaint_of(part),
              "/train-inputs.npy: its header promises 18 values, but 16 follow");
  }
}

// Far on in a file that is not compressed what is between is not read.
TEST_F(Parts, AreFoundFarOnInAFile) {
  constexpr std::size_t rows = 1000000;
  std::vector<float> values = numbers(rows);
  save_labels(std::string(rows, '\1'));
  std::string const file = written::npy("<f4", {rows, 2}, written::raw(values));
  save("train-inputs.npy", file);
  runtime::Dataset const last =
      load_dataset(folder_.path(), runtime::Split::train, description_, {0, 2, 3});
  std::vector<float> input(2);
  last.input(rows - 1, input);
  EXPECT_EQ(input, (std::vector<float>{rows - 1, rows - 0.5F}));
  EXPECT_EQ(last.inputs.held(), (runtime::Range{666666, rows}));
  for (std::size_t const missing : {std::size_t{4}, std::size_t{7000000}}) {
    save("train-inputs.npy", file.substr(0, file.size() - missing));
    for (std::size_t part = 0; part < 3; ++part) {
      EXPECT_EQ(complaint_of(part),
                "/train-inputs.npy: its header promises 2000000 values, but " +
                    std::to_string(2000000 - missing / 4) + " follow");
    }
  }
  save("train-inputs.npy", file + "x");
  EXPECT_EQ(complaint_of(0),
            "/train-inputs.npy: its header promises 2000000 values, but more follow");
}

TEST_F(Parts, ReadThePicturesOfTheirPartAlone) {
  fs::create_directories(folder_ / "train" / "a");
  for (std::string const name : {"1", "2", "3"}) {
    written::save(folder_ / "train" / "a" / (name + ".png"), "no picture");
  }
  EXPECT_NE(complaint_of(0).find("/train/a/1.png"), std::string::npos);
  EXPECT_NE(complaint_of(2).find("/train/a/3.png"), std::string::npos);
}

} // namespace
