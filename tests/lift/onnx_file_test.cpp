/// \file
/// The reader of ONNX files: what it takes, and what it says of damaged ones.
#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/onnx_file/protobuf_reader.hpp"
#include "equivarify/codegen/onnx_file/protobuf_writer.hpp"
#include "equivarify/codegen/onnx_file/read_onnx.hpp"
#include "equivarify/codegen/process/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <functional>

#include "lift/model_table.hpp"

namespace equivarify::testing {
namespace {

using codegen::encode;
using codegen::InputError;
using codegen::OnnxType;
using codegen::parse_onnx;
using codegen::Problem;
using codegen::ProtobufReader;
using codegen::ProtobufWriter;
using ::testing::HasSubstr;

namespace fs = std::filesystem;

TEST(Protobuf, WritesTheExamplesOfItsDescription) {
  ProtobufWriter writer;
  writer.add(1, 150);
  writer.add(2, "testing");
  EXPECT_EQ(writer.take(), "\x08\x96\x01\x12\x07testing");
  writer.add(3, -1);
  EXPECT_EQ(writer.take(), "\x18\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01");
}

TEST(Protobuf, ReadsTheExamplesOfItsDescription) {
  std::string const bytes = "\x08\x96\x01\x12\x07testing\x1a\x03\x03\x8e\x02";
  ProtobufReader reader{bytes, bytes, "message"};
  EXPECT_EQ(reader.integer(*reader.next()), 150);
  EXPECT_EQ(reader.text(*reader.next()), "testing");
  std::vector<std::int64_t> packed;
  reader.append(*reader.next(), packed);
  EXPECT_EQ(packed, (std::vector<std::int64_t>{3, 270}));
  EXPECT_FALSE(reader.next());
}

/// What is wrong with \p bytes; a problem without words if nothing is.
Problem problem_of(std::string const& bytes, fs::path const& path = "damaged.onnx") {
  try {
    static_cast<void>(parse_onnx(bytes, path));
  } catch (InputError const& error) {
    return error.problems().front();
  }
  return {};
}

TEST(OnnxFile, IsRefusedWhereverItIsCutOff) {
  for (ModelRow const& row : model_table()) {
    std::string const bytes = encode(row.make());
    std::size_t taken = 0;
    for (std::size_t length = 0; length < bytes.size(); ++length) {
      Problem const problem = problem_of(bytes.substr(0, length));
      taken += problem.summary.empty() ? 1U : 0U;
    }
    EXPECT_EQ(taken, 0U) << row.name; // the operator set stands at the end
  }
}

OnnxModel good_model() {
  SmallModel small{{1, 3}};
  return small.then("Gemm", {small.weights("w", {3, 2}), small.weights("b", {2})}).done();
}

/// The problem of a model that \p damage has changed.
Problem damaged(std::function<void(OnnxModel&)> const& damage) {
  OnnxModel model = good_model();
  damage(model);
  return problem_of(encode(model));
}

TEST(OnnxFile, SaysWhatIsWrongWithTheGraph) {
  EXPECT_EQ(damaged([](OnnxModel&) {}).summary, "");
  Problem const missing = damaged([](OnnxModel& model) { model.constants.pop_back(); });
  EXPECT_EQ(missing.summary, "a value that nothing makes");
  EXPECT_EQ(missing.found, "b");
  EXPECT_EQ(missing.pointer, "graph, node 0 (Gemm \"v0\")");
  Problem const twice = damaged([](OnnxModel& model) { model.nodes[0].outputs = {"w"}; });
  EXPECT_EQ(twice.summary, "a value that is made twice");
  Problem const circle = damaged([](OnnxModel& model) {
    model.nodes.push_back({"Add", {"p", "v0"}, {"q"}});
    model.nodes.push_back({"Relu", {"q"}, {"p"}});
  });
  EXPECT_EQ(circle.summary, "nodes in a circle");
  EXPECT_EQ(circle.pointer, "graph, node 1 (Add \"q\")");
  Problem const values = damaged([](OnnxModel& model) { model.constants[0].shape = {3, 3}; });
  EXPECT_EQ(values.summary, "a tensor without the values of its shape");
  EXPECT_EQ(values.found, "24 bytes");
  EXPECT_THAT(values.pointer, HasSubstr("graph, initializer 0 \"w\", byte"));
  Problem const huge = damaged([](OnnxModel& model) {
    model.constants[0].shape = {std::int64_t{1} << 62, 4};
  });
  EXPECT_EQ(huge.summary, "a tensor of no possible shape");
  Problem const none = damaged([](OnnxModel& model) { model.operator_set = 0; });
  EXPECT_EQ(none.summary, "is no ONNX model");
}

TEST(OnnxFile, PutsNodesInOrder) {
  OnnxModel model = good_model();
  model.nodes.insert(model.nodes.begin(), {"Relu", {"v0"}, {"y"}});
  OnnxModel const read = parse_onnx(encode(model), "m.onnx");
  EXPECT_EQ(read.nodes[0].type, "Gemm");
}

TEST(OnnxFile, KeepsWhatIsSaidOfShapes) {
  OnnxModel model = good_model();
  model.outputs.front().shape.clear(); // a single number
  EXPECT_EQ(parse_onnx(encode(model), "m.onnx").outputs, model.outputs);
  model.outputs.front().has_shape = false;
  EXPECT_EQ(parse_onnx(encode(model), "m.onnx").outputs, model.outputs);
}

/// A model whose only initializer is the message \p tensor.
std::string with_tensor(std::string const& tensor) {
  ProtobufWriter graph;
  graph.add(5, tensor);
  ProtobufWriter operators;
  operators.add(2, 13);
  ProtobufWriter model;
  model.add(7, graph.take());
  model.add(8, operators.take());
  return model.take();
}

/// The one tensor of the model \p bytes.
OnnxTensor tensor_in(std::string const& bytes, fs::path const& path = "m.onnx") {
  return parse_onnx(bytes, path).constants.at(0);
}

OnnxTensor raw_tensor(OnnxType type, std::int64_t count, std::string const& raw) {
  ProtobufWriter tensor;
  tensor.add(1, count);
  tensor.add(2, static_cast<std::int64_t>(type));
  tensor.add(9, raw);
  return tensor_in(with_tensor(tensor.take()));
}

TEST(OnnxFile, ReadsNumbersOfEveryType) {
  using Floats = std::vector<float>;
  using Integers = std::vector<std::int64_t>;
  using std::string_literals::operator""s;
  EXPECT_EQ(std::get<Floats>(
                raw_tensor(OnnxType::float16, 4, "\x00\x3c\x00\xc1\x01\x00\xff\x7b"s).values),
            (Floats{1.0F, -2.5F, 0x1p-24F, 65504.0F}));
  EXPECT_EQ(std::get<Floats>(raw_tensor(OnnxType::bfloat16, 2, "\x80\x3f\x20\xc0"s).values),
            (Floats{1.0F, -2.5F}));
  EXPECT_EQ(std::get<Floats>(raw_tensor(OnnxType::float64, 1, "\0\0\0\0\0\0\x04\xc0"s).values),
            (Floats{-2.5F}));
  EXPECT_EQ(std::get<Integers>(raw_tensor(OnnxType::int8, 2, "\xff\x7f"s).values),
            (Integers{-1, 127}));
  EXPECT_EQ(std::get<Integers>(raw_tensor(OnnxType::uint8, 2, "\xff\x7f"s).values),
            (Integers{255, 127}));
  EXPECT_EQ(std::get<Integers>(raw_tensor(OnnxType::int16, 1, "\xfe\xff"s).values), (Integers{-2}));
  EXPECT_EQ(std::get<Integers>(raw_tensor(OnnxType::uint32, 1, "\xfe\xff\xff\xff"s).values),
            (Integers{4294967294}));
  EXPECT_EQ(std::get<Integers>(raw_tensor(OnnxType::boolean, 2, "\1\0"s).values), (Integers{1, 0}));
}

TEST(OnnxFile, ReadsNumbersInFieldsOfTheirOwn) {
  ProtobufWriter tensor;
  tensor.add(1, 2);
  tensor.add(2, static_cast<std::int64_t>(OnnxType::float32));
  tensor.add_float(4, 1.5F);
  tensor.add_float(4, -2.0F);
  EXPECT_EQ(std::get<0>(tensor_in(with_tensor(tensor.take())).values),
            (std::vector<float>{1.5F, -2.0F}));
  tensor.add(1, 2);
  tensor.add(2, static_cast<std::int64_t>(OnnxType::float16));
  tensor.add(5, 0x3c00);
  tensor.add(5, 0xc100);
  EXPECT_EQ(std::get<0>(tensor_in(with_tensor(tensor.take())).values),
            (std::vector<float>{1.0F, -2.5F}));
  tensor.add(1, 2);
  tensor.add(2, static_cast<std::int64_t>(OnnxType::int64));
  tensor.add(7, std::string_view{"\x05\x07"}); // packed
  EXPECT_EQ(std::get<1>(tensor_in(with_tensor(tensor.take())).values),
            (std::vector<std::int64_t>{5, 7}));
}

TEST(OnnxFile, RefusesTensorsOfOtherKinds) {
  ProtobufWriter tensor;
  tensor.add(1, 1);
  tensor.add(2, 8); // texts
  tensor.add(6, "a");
  EXPECT_EQ(problem_of(with_tensor(tensor.take())).found, "a tensor of texts");
  tensor.add(1, 1);
  tensor.add(2, 14); // complex
  tensor.add(9, "abcdefgh");
  EXPECT_EQ(problem_of(with_tensor(tensor.take())).found, "type 14");
  tensor.add(1, "ab"); // extents in a field of another type are taken as packed
  tensor.add(2, "float");
  EXPECT_EQ(problem_of(with_tensor(tensor.take())).summary, "field 2 has the wrong type");
}

std::string external_tensor(std::string const& location, std::string const& offset) {
  ProtobufWriter tensor;
  tensor.add(1, 2);
  tensor.add(2, static_cast<std::int64_t>(OnnxType::uint8));
  for (auto const& [key, value] :
       {std::pair{"location", location}, {"offset", offset}, {"length", std::string{"2"}}}) {
    ProtobufWriter entry;
    entry.add(1, key);
    entry.add(2, value);
    tensor.add(13, entry.take());
  }
  tensor.add(14, 1);
  return with_tensor(tensor.take());
}

TEST(OnnxFile, ReadsExternalDataInItsFolderAlone) {
  codegen::TemporaryFolder const folder;
  fs::path const home = folder.path() / "home";
  fs::create_directories(home);
  std::ofstream(home / "data.bin") << "abcd";
  std::ofstream(folder.path() / "secret.bin") << "abcd";
  fs::create_symlink(folder.path() / "secret.bin", home / "link.bin");
  fs::path const model = home / "m.onnx";
  EXPECT_EQ(std::get<1>(tensor_in(external_tensor("data.bin", "1"), model).values),
            (std::vector<std::int64_t>{'b', 'c'}));
  for (std::string const location : {"../secret.bin", "link.bin", "", "/etc/passwd"}) {
    EXPECT_EQ(problem_of(external_tensor(location, "0"), model).summary,
              "external data outside the folder of the model")
        << location;
  }
  EXPECT_EQ(problem_of(external_tensor("data.bin", "3"), model).summary,
            "external data beyond the end of their file");
  EXPECT_EQ(problem_of(external_tensor("data.bin", "-1"), model).summary,
            "no offset of external data");
  EXPECT_EQ(problem_of(external_tensor("missing.bin", "0"), model).summary, "cannot be read");
}

} // namespace
} // namespace equivarify::testing
