/// \file
/// Models with several inputs: each is a named part, which the group moves by itself.
#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/lift/lift_network.hpp"
#include "equivarify/codegen/onnx_file/onnx_model.hpp"
#include "equivarify/codegen/onnx_file/read_onnx.hpp"
#include "equivarify/codegen/onnx_run/evaluate.hpp"
#include "equivarify/codegen/process/file.hpp"
#include "equivarify/codegen/process/temporary_folder.hpp"
#include "equivarify/codegen/reference/evaluator.hpp"
#include "equivarify/codegen/reference/read_weights.hpp"
#include "equivarify/codegen/reference/test_vectors.hpp"
#include "equivarify/codegen/spec/load.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "lift/model_folder.hpp"
#include "lift/small_model.hpp"
#include "support/run_equivarify.hpp"

namespace equivarify::testing {
namespace {

using codegen::ExitCode;
using codegen::onnx_run::Array;
using codegen::onnx_run::evaluate_onnx_at;
using support::Outcome;
using support::run_equivarify;
using ::testing::HasSubstr;

/// A picture with the channels last, and a state that gates what is seen of it.
OnnxModel driver() {
  SmallModel small{{1, 4, 5, 2}};
  small.model.inputs.front().name = "Picture";
  small.model.inputs.push_back({"a state", {std::int64_t{1}, std::int64_t{3}}});
  small.on("Transpose", {"Picture"}, {{"perm", Extents{0, 3, 1, 2}}});
  small.then("Conv", {small.weights("w", {4, 2, 3, 3}), small.weights("b", {4})}).then("Relu");
  std::string const seen = small.then("Flatten").last;
  small.on("Gemm", {"a state", small.weights("v", {3, 24})});
  std::string const gated = small.then("Sigmoid").then("Mul", {seen}).last;
  small.then("Gemm", {small.weights("u", {24, 2})});
  std::string const row =
      small.on("Concat", {small.last, "a state"}, {{"axis", std::int64_t{1}}}).last;
  return small.on("Gemm", {row, small.weights("t", {5, 2})}).done();
}

class LiftOfSeveralInputs : public ::testing::Test {
protected:
  [[nodiscard]] std::vector<std::string> arguments(std::vector<std::string> const& actions) const {
    std::filesystem::path const path = folder_.path() / "net.onnx";
    codegen::write_file(path, codegen::encode(driver()));
    std::vector<std::string> result{
        "lift", path.string(), "--group", "C2", "--output-dir", folder()};
    for (std::string const& action : actions) {
      result.insert(result.end(), {"--input-action", action});
    }
    return result;
  }

  [[nodiscard]] std::string folder() const { return (folder_.path() / "lifted").string(); }

private:
  codegen::TemporaryFolder folder_;
};

/// \p part of the entries \p x of all parts, as the file has it.
Array array_of(codegen::LiftedInput const& input, std::vector<double> const& x, std::size_t begin) {
  Array array{{input.file_shape.begin(), input.file_shape.end()},
              std::vector<double>(input.order.size())};
  for (std::size_t i = 0; i < input.order.size(); ++i) {
    array.values[input.order[i]] = x[begin + i];
  }
  return array;
}

TEST_F(LiftOfSeveralInputs, HasTheFilesOutputInEveryCopyAndIsVerified) {
  Outcome const outcome =
      run_equivarify(arguments({"Picture=flip_columns", R"(a_state={"signs": [1, -1, 1]})"}));
  ASSERT_EQ(outcome.code, ExitCode::done) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("a state [1, 3] of the file as a_state 3, in the same order"));
  codegen::Network const network = codegen::load_network(folder() + "/net.json");
  ASSERT_EQ(network.parts.size(), 2U);
  auto const weights =
      codegen::in_double(codegen::read_weights(network, folder() + "/weights.safetensors"));
  codegen::LiftedNetwork const lifted = codegen::lift_network(driver(), "net.onnx", {});
  ASSERT_EQ(lifted.inputs.size(), 2U);
  EXPECT_EQ(lifted.inputs[0].name, "a state");
  std::vector<double> const x = codegen::random_input<double>(network, 3);
  auto const copies = codegen::evaluate(network, weights, x).back().copies;
  for (algebra::Element const h : network.group.elements()) {
    auto const moved = codegen::act_on_input(network, network.group.inverse(h), x);
    Array const expected = evaluate_onnx_at(driver(),
                                            {{"a state", array_of(lifted.inputs[0], moved, 0)},
                                             {"Picture", array_of(lifted.inputs[1], moved, 3)}});
    for (std::size_t i = 0; i < expected.values.size(); ++i) {
      EXPECT_NEAR(copies.at(h.index()).at(i), expected.values[i], 1e-5);
    }
  }
  EXPECT_EQ(run_equivarify({"verify", folder() + "/net.json", "--tests", "1"}).code,
            ExitCode::done);
}

TEST_F(LiftOfSeveralInputs, NeedsOneActionForEachByItsName) {
  EXPECT_THAT(
      run_equivarify(arguments({"flip_columns"})).err,
      HasSubstr("--input-action: found 'flip_columns', expected NAME=MOTIONS with one of the "
                "inputs a state, Picture"));
  EXPECT_THAT(run_equivarify(arguments({"Pictrue=identity", "a state=identity"})).err,
              ::testing::AllOf(HasSubstr("found 'Pictrue=identity'"),
                               HasSubstr("; did you mean \"Picture\"?")));
  EXPECT_THAT(
      run_equivarify(arguments({"Picture=identity"})).err,
      HasSubstr("found none for a state, expected one for each of the inputs a state, Picture"));
  Outcome const twice = run_equivarify(arguments({"Picture=identity", "picture=flip_columns"}));
  EXPECT_THAT(twice.err, HasSubstr("found two for Picture, expected one for each input"));
  EXPECT_EQ(twice.code, ExitCode::bad_input);
}

TEST(Lift, RefusesAnInputOfSeveralThatNothingReads) {
  OnnxModel model = driver();
  model.inputs.push_back({"unused", {std::int64_t{1}, std::int64_t{2}}});
  try {
    static_cast<void>(codegen::lift_network(model, "net.onnx", {}));
    FAIL();
  } catch (codegen::InputError const& error) {
    ASSERT_EQ(error.problems().size(), 1U);
    EXPECT_EQ(error.problems().front().pointer, "graph, input \"unused\"");
  }
}

TEST(Lift, TakesTruthValuesAsNumbers) {
  SmallModel small{{1, 3}};
  OnnxModel model = small.then("Not").done();
  model.inputs.front().type = codegen::OnnxType::boolean;
  EXPECT_EQ(codegen::lift_network(model, "m.onnx", {}).remarks.size(), 1U);
  SmallModel sum{{1, 3}};
  model = sum.then("Add", {sum.weights("c", {3})}).done();
  model.inputs.front().type = codegen::OnnxType::boolean;
  EXPECT_THROW(static_cast<void>(codegen::lift_network(model, "m.onnx", {})), codegen::InputError);
}

} // namespace
} // namespace equivarify::testing
