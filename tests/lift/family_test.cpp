/// \file
/// Several networks lifted as one that the group permutes.
#include "equivarify/codegen/lift/family.hpp"

#include "equivarify/algebra/array_motion.hpp"
#include "equivarify/codegen/onnx_run/evaluate.hpp"
#include "equivarify/codegen/process/file.hpp"
#include "equivarify/codegen/process/temporary_folder.hpp"
#include "equivarify/codegen/reference/evaluator.hpp"
#include "equivarify/codegen/reference/read_weights.hpp"
#include "equivarify/codegen/spec/load.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <functional>
#include <numeric>
#include <string>
#include <vector>

#include "lift/small_model.hpp"
#include "support/run_equivarify.hpp"

namespace equivarify::testing {
namespace {

using algebra::SignedPermutation;
using codegen::onnx_run::Array;
using codegen::onnx_run::evaluate_onnx;
using codegen::onnx_run::evaluate_onnx_at;

/// A motion of \p size entries.
SignedPermutation motion_of(std::size_t size, bool with_signs) {
  SignedPermutation motion;
  motion.gather.resize(size);
  std::iota(motion.gather.begin(), motion.gather.end(), 0U);
  for (std::size_t i = size; i > 1; --i) {
    std::swap(motion.gather[i - 1], motion.gather[*rc::gen::inRange<std::size_t>(0, i)]);
  }
  for (std::size_t i = 0; i < size; ++i) {
    motion.negated.push_back(with_signs && *rc::gen::arbitrary<bool>());
  }
  return motion;
}

/// The same with members that go where they come from, a wrong family_motion.
SignedPermutation backward_motion(SignedPermutation const& members,
                                  SignedPermutation const& entries) {
  SignedPermutation inverse = members;
  for (std::uint32_t i = 0; i < members.gather.size(); ++i) {
    inverse.gather[members.gather[i]] = i;
  }
  return codegen::family_motion(inverse, entries);
}

// The motions of a product are the products of motions: an action on A and one on Z make one on
// Z^A.
RC_GTEST_PROP(Family, MotionsOfProductsAreProducts, ()) {
  auto const size = *rc::gen::inRange<std::size_t>(1, 6);
  auto const count = *rc::gen::inRange<std::size_t>(1, 6);
  SignedPermutation const a = motion_of(count, false);
  SignedPermutation const b = motion_of(count, false);
  SignedPermutation const y = motion_of(size, true);
  SignedPermutation const z = motion_of(size, true);
  RC_ASSERT(codegen::family_motion(compose(a, b), compose(y, z)) ==
            compose(codegen::family_motion(a, y), codegen::family_motion(b, z)));
}

TEST(Family, BackwardMotionsAreNoAction) {
  SignedPermutation const a = algebra::without_signs({1, 2, 0});
  SignedPermutation const b = algebra::without_signs({1, 0, 2});
  SignedPermutation const none = algebra::without_signs({0});
  EXPECT_FALSE(backward_motion(compose(a, b), none) ==
               compose(backward_motion(a, none), backward_motion(b, none)));
}

/// Three networks from 4 numbers to 2, of which the mirror exchanges the last two.
class FamilyOfFiles : public ::testing::Test {
protected:
  static OnnxModel member(std::size_t number, std::int64_t outputs = 2) {
    SmallModel small{{1, 4}};
    float const least = -1.0F + 0.25F * static_cast<float>(number);
    small.then("Gemm", {small.weights("w", {4, 3}, least), small.weights("b", {3}, least)});
    small.then("Relu");
    return small.then("Gemm", {small.weights("v", {3, outputs}, least)}).done();
  }

  [[nodiscard]] std::string file(std::size_t number, OnnxModel const& model) const {
    auto const path = folder_.path() / ("net" + std::to_string(number) + ".onnx");
    codegen::write_file(path, codegen::encode(model));
    return path.string();
  }

  support::Outcome lift(std::vector<std::string> const& models,
                        std::vector<std::string> const& more) {
    std::vector<std::string> arguments{"lift"};
    arguments.insert(arguments.end(), models.begin(), models.end());
    arguments.insert(arguments.end(), more.begin(), more.end());
    for (char const* const word : {"--group",
                                   "C2",
                                   "--input-action",
                                   R"({"signs": [1, -1, 1, -1]})",
                                   "--name",
                                   "family_of_three",
                                   "--output-dir"}) {
      arguments.emplace_back(word);
    }
    arguments.push_back(folder());
    return support::run_equivarify(arguments);
  }

  [[nodiscard]] std::string folder() const { return (folder_.path() / "lifted").string(); }

private:
  codegen::TemporaryFolder folder_;
};

TEST_F(FamilyOfFiles, GivesTheOutputsOfAllMembersMeanedWithTheirMirrorImages) {
  std::vector<std::string> files;
  for (std::size_t n = 0; n < 3; ++n) {
    files.push_back(file(n, member(n)));
  }
  auto const outcome = lift(files,
                            {"--family",
                             R"({"permutation": [0, 2, 1]})",
                             "--output",
                             R"(permuted:{"permutation": [1, 0]})"});
  ASSERT_EQ(outcome.code, codegen::ExitCode::done) << outcome.err;
  auto const network = codegen::load_network(folder() + "/family_of_three.json");
  auto const weights = codegen::read_weights(network, folder() + "/weights.safetensors");
  std::vector<float> const x = codegen::random_input<float>(network, 3);
  auto const found = codegen::output_of(network, codegen::evaluate(network, weights, x));
  ASSERT_EQ(found.size(), 6U);
  std::vector<double> mirrored(x.begin(), x.end());
  mirrored[1] = -mirrored[1];
  mirrored[3] = -mirrored[3];
  for (std::size_t a = 0; a < 3; ++a) {
    std::size_t const image = a == 0 ? 0 : 3 - a;
    auto const own = evaluate_onnx(member(a), {{1, 4}, {x.begin(), x.end()}}).values;
    auto const other = evaluate_onnx(member(image), {{1, 4}, mirrored}).values;
    for (std::size_t k = 0; k < 2; ++k) {
      EXPECT_NEAR(static_cast<double>(found[2 * a + k]), (own[k] + other[1 - k]) / 2, 1e-5) << a;
    }
  }
  EXPECT_EQ(
      support::run_equivarify({"verify", folder() + "/family_of_three.json", "--tests", "1"}).code,
      codegen::ExitCode::done);
}

// Two networks of two inputs each, both of which the mirror exchanges.
TEST_F(FamilyOfFiles, ReadTheSameInputs) {
  auto const member_of_two = [](float least, std::string const& second = "z") {
    SmallModel small{{1, 3}};
    small.model.inputs.push_back({second, {std::int64_t{1}, std::int64_t{3}}});
    std::string const left = small.then("Gemm", {small.weights("w", {3, 2}, least)}).last;
    small.on("Gemm", {second, small.weights("v", {3, 2}, least)}).then("Relu").then("Add", {left});
    return small.done();
  };
  OnnxModel const first = member_of_two(-1.0F);
  OnnxModel const second = member_of_two(-0.5F);
  std::vector<std::string> arguments{"lift",
                                     file(0, first),
                                     file(1, second),
                                     "--group",
                                     "C2",
                                     "--input-action",
                                     "x=negate",
                                     "--input-action",
                                     "z=negate",
                                     "--input-from",
                                     "x=z",
                                     "--input-from",
                                     "z=x",
                                     "--family",
                                     R"({"permutation": [1, 0]})",
                                     "--output",
                                     "invariant",
                                     "--name",
                                     "two",
                                     "--output-dir",
                                     folder()};
  auto const outcome = support::run_equivarify(arguments);
  ASSERT_EQ(outcome.code, codegen::ExitCode::done) << outcome.err;
  auto const network = codegen::load_network(folder() + "/two.json");
  auto const weights = codegen::read_weights(network, folder() + "/weights.safetensors");
  std::vector<float> const x = codegen::random_input<float>(network, 3);
  auto const found = codegen::output_of(network, codegen::evaluate(network, weights, x));
  Array const a{{1, 3}, {x.begin(), x.begin() + 3}};
  Array const b{{1, 3}, {x.begin() + 3, x.end()}};
  auto const negated = [](Array array) {
    std::transform(array.values.begin(), array.values.end(), array.values.begin(), std::negate<>{});
    return array;
  };
  auto const own = evaluate_onnx_at(first, {{"x", a}, {"z", b}}).values;
  auto const other = evaluate_onnx_at(second, {{"x", negated(b)}, {"z", negated(a)}}).values;
  for (std::size_t k = 0; k < 2; ++k) {
    EXPECT_NEAR(static_cast<double>(found[k]), (own[k] + other[k]) / 2, 1e-5);
  }
  arguments[2] = file(2, member_of_two(-0.5F, "other"));
  EXPECT_THAT(support::run_equivarify(arguments).err, ::testing::HasSubstr("the inputs other, x"));
}

TEST_F(FamilyOfFiles, RefusesWhatIsNone) {
  std::string const first = file(0, member(0));
  std::string const wider = file(1, member(1, 3));
  auto const message = [&](std::vector<std::string> const& models,
                           std::vector<std::string> const& more) {
    auto const outcome = lift(models, more);
    EXPECT_EQ(outcome.code, codegen::ExitCode::bad_input);
    return outcome.err;
  };
  std::string const swap = R"({"permutation": [1, 0]})";
  EXPECT_THAT(message({first}, {"--family", swap, "--output", "invariant"}),
              ::testing::HasSubstr("found 1 model, expected at least two"));
  EXPECT_THAT(message({first, first}, {"--output", "invariant"}),
              ::testing::HasSubstr("found 2 models, expected it"));
  EXPECT_THAT(message({first, first}, {"--family", swap}),
              ::testing::HasSubstr("--family: expected --output invariant"));
  EXPECT_THAT(message({first, first}, {"--family", "negate", "--output", "invariant"}),
              ::testing::HasSubstr("found a motion that changes signs"));
  EXPECT_THAT(message({first, wider}, {"--family", swap, "--output", "invariant"}),
              ::testing::HasSubstr("a network that does not belong to the family"));
}

} // namespace
} // namespace equivarify::testing
