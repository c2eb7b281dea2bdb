#include "equivarify/runtime/data/tensor_data.hpp"

#include "equivarify/runtime/files/error.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "runtime/data/written.hpp"
#include "runtime/temporary_folder.hpp"

namespace {

namespace runtime = equivarify::runtime;
using runtime::NumberType;

class TensorData : public ::testing::Test {
protected:
  [[nodiscard]] std::string complaint(std::string const& bytes) const {
    written::save(file_, bytes);
    std::string const message = message_of<runtime::DataError>(
        [&] { static_cast<void>(runtime::open_tensor_data(file_)); });
    return message.starts_with(file_.string()) ? message.substr(file_.string().size()) : message;
  }

  TemporaryFolder folder_;
  std::filesystem::path file_ = folder_ / "data.safetensors";
};

TEST_F(TensorData, ReadsTheTensorThatIsAskedFor) {
  written::save(
      file_,
      written::safetensors(R"({"inputs":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]},)"
                           R"("labels":{"dtype":"I64","shape":[2],"data_offsets":[8,24]}})",
                           written::raw<float>({0.5F, -1}) + written::raw<std::int64_t>({7, -3})));
  auto const data = runtime::open_tensor_data(file_);
  EXPECT_EQ(written::floats(data->read({"inputs"})), (std::vector<float>{0.5F, -1}));
  runtime::NumberArray const labels = data->read({"labels"});
  EXPECT_EQ(labels.type, NumberType::i64);
  EXPECT_EQ(written::floats(labels), (std::vector<float>{7, -3}));
  EXPECT_FALSE(data->has({"poses"}));
  EXPECT_EQ(data->place({"labels"}), file_.string() + ", tensor labels");
}

TEST_F(TensorData, ReadsEveryTypeOfNumbers) {
  auto const one = [&](std::string const& type, std::string const& bytes) {
    std::string const header = R"({"x":{"dtype":")" + type + R"(","shape":[1],"data_offsets":[0,)" +
                               std::to_string(bytes.size()) + "]}}";
    written::save(file_, written::safetensors(header, bytes));
    runtime::NumberArray const array = runtime::open_tensor_data(file_)->read({"x"});
    return std::pair(array.type, runtime::number_at(array, 0));
  };
  EXPECT_EQ(one("F32", written::raw<float>({2.5})), std::pair(NumberType::f32, 2.5));
  EXPECT_EQ(one("F64", written::raw<double>({0.1})), std::pair(NumberType::f64, 0.1));
  EXPECT_EQ(one("F16", written::little(0xc000, 2)), std::pair(NumberType::f16, -2.0));
  EXPECT_EQ(one("BF16", written::little(0x3fc0, 2)), std::pair(NumberType::bf16, 1.5));
  EXPECT_EQ(one("BOOL", "\1"), std::pair(NumberType::boolean, 1.0));
  EXPECT_EQ(one("U8", "\xc8"), std::pair(NumberType::u8, 200.0));
  EXPECT_EQ(one("U16", written::little(65535, 2)), std::pair(NumberType::u16, 65535.0));
  EXPECT_EQ(one("U32", written::little(7, 4)), std::pair(NumberType::u32, 7.0));
  EXPECT_EQ(one("U64", written::little(7, 8)), std::pair(NumberType::u64, 7.0));
  EXPECT_EQ(one("I8", "\xc8"), std::pair(NumberType::i8, -56.0));
  EXPECT_EQ(one("I16", "\xff\xff"), std::pair(NumberType::i16, -1.0));
  EXPECT_EQ(one("I32", "\xff\xff\xff\xff"), std::pair(NumberType::i32, -1.0));
  EXPECT_EQ(one("I64", std::string(8, '\xff')), std::pair(NumberType::i64, -1.0));
}

TEST_F(TensorData, SaysWhatIsWrongWithAFile) {
  std::string const start = ": not a safetensors file that this program can read: ";
  EXPECT_EQ(complaint("hello"), start + "it has 5 bytes, expected at least 8");
  EXPECT_EQ(complaint(written::little(20, 8) + "{}"),
            start + "its header should have 20 bytes, but 2 follow");
  EXPECT_EQ(complaint(written::safetensors("{}", "a")),
            start + "its tensors take 0 bytes, but 1 follow the header");
  EXPECT_EQ(complaint(written::safetensors(
                R"({"x":{"dtype":"C64","shape":[1],"data_offsets":[0,8]}})", "12345678")),
            start + "tensor x has type \"C64\", expected \"F32\", \"F64\", \"F16\", \"BF16\", "
                    "\"BOOL\", \"U8\", \"U16\", \"U32\", \"U64\", \"I8\", \"I16\", \"I32\" or "
                    "\"I64\"");
}

} // namespace
