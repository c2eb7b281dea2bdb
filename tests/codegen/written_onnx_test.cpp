/// \file
/// What `generate --target onnx` writes besides the file, and that it compares before it writes.
#include "equivarify/codegen/onnx/generate_onnx.hpp"
#include "equivarify/codegen/onnx_file/read_onnx.hpp"
#include "equivarify/codegen/onnx_file/read_tensor.hpp"
#include "equivarify/codegen/onnx_run/evaluate.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "support/constructed_specs.hpp"

namespace equivarify::codegen {
namespace {

using onnx_run::Array;
using onnx_run::evaluate_onnx;

/// \p written with a file that \p change has changed.
template <typename Change>
OnnxExport changed(OnnxExport written, Change change) {
  SourceFile& file = written.generation.files.front();
  OnnxModel model = parse_onnx(file.text, file.name);
  change(model);
  file.text = encode(model);
  return written;
}

std::string refusal_of(Network const& network, OnnxExport const& written) {
  try {
    return "accepted: " + check_onnx(network, written);
  } catch (std::logic_error const& error) { // exit code 3
    return error.what();
  }
}

class WrittenOnnx : public ::testing::Test {
protected:
  Network network_ = SpecText{}.network_of();
  OnnxExport written_ = generate_onnx(network_, random_weights<float>(network_, 1));
};

TEST_F(WrittenOnnx, IsReadBackAndCompared) {
  EXPECT_THAT(
      check_onnx(network_, written_),
      ::testing::MatchesRegex("small.onnx, read back: 4 inputs, largest difference from the "
                              "reference [0-9.e-]+ .rounding: below [0-9.e-]+., 0 numbers "
                              "of f.g x. and g f.x. differ\n"));
}

TEST_F(WrittenOnnx, IsRefusedWithOtherNumbers) {
  OnnxExport const off = changed(written_, [](OnnxModel& model) {
    for (OnnxTensor& tensor : model.constants) {
      if (auto* const numbers = std::get_if<std::vector<float>>(&tensor.values)) {
        numbers->front() += 0.5F;
      }
    }
  });
  EXPECT_THAT(refusal_of(network_, off),
              ::testing::MatchesRegex("the ONNX file of small is off: the largest difference from "
                                      "the reference is .*, logits.[0-9]+. of input [1-4]: .* by "
                                      "the file, .* by the reference; 0 numbers .*"));
}

TEST_F(WrittenOnnx, IsRefusedWithCopiesInAnotherOrder) {
  OnnxExport const off = changed(written_, [](OnnxModel& model) {
    std::vector<std::string>& copies = model.nodes.back().inputs;
    std::swap(copies.at(1), copies.at(2));
  });
  EXPECT_THAT(refusal_of(network_, off), ::testing::HasSubstr("the ONNX file of small is off"));
  EXPECT_THAT(refusal_of(network_, off),
              ::testing::Not(::testing::HasSubstr("; 0 numbers of f(g x) and g f(x) differ")));
}

TEST_F(WrittenOnnx, IsRefusedWithACopyLess) {
  OnnxExport const off =
      changed(written_, [](OnnxModel& model) { model.nodes.back().inputs.pop_back(); });
  EXPECT_THAT(refusal_of(network_, off), ::testing::HasSubstr(" numbers come out where "));
}

TEST_F(WrittenOnnx, IsRefusedWithAnOperatorThatIsNotReadBack) {
  OnnxExport const strange =
      changed(written_, [](OnnxModel& model) { model.nodes.back().type = "Concatenation"; });
  EXPECT_EQ(refusal_of(network_, strange),
            "the ONNX file of small is not compared, since the operator Concatenation is not read "
            "back; --no-compare writes it");
}

TEST_F(WrittenOnnx, ComesWithTestVectorsInTheLayoutOfOnnx) {
  std::map<std::string, std::string> files;
  for (SourceFile const& file : written_.generation.files) {
    files[file.name] = file.text;
  }
  std::string const folder = "small_vectors/test_data_set_0/";
  std::string const& input = files.at(folder + "input_0.pb");
  OnnxTensor const images = read_tensor(ProtobufReader{input, input, "tensor"}, ".");
  EXPECT_EQ(images.name, "images");
  EXPECT_EQ(std::get<std::vector<float>>(images.values), written_.vectors.inputs);
  Array const x{{images.shape.begin(), images.shape.end()},
                {written_.vectors.inputs.begin(), written_.vectors.inputs.end()}};
  Array const found = evaluate_onnx(files.at("small.onnx"), x);
  std::string const& output = files.at(folder + "output_0.pb");
  OnnxTensor const logits = read_tensor(ProtobufReader{output, output, "tensor"}, ".");
  EXPECT_EQ(logits.name, "logits");
  EXPECT_EQ(std::vector<std::size_t>(logits.shape.begin(), logits.shape.end()), found.shape);
  for (std::size_t i = 0; i < found.values.size(); ++i) {
    EXPECT_NEAR(
        static_cast<double>(std::get<std::vector<float>>(logits.values)[i]), found.values[i], 1e-6);
  }
}

} // namespace
} // namespace equivarify::codegen
