/// \file
/// Inputs of several named parts: one vector, moved part by part.
#include "equivarify/codegen/audit/audit.hpp"
#include "equivarify/codegen/certificate/certificate.hpp"
#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/onnx/onnx_network.hpp"
#include "equivarify/codegen/onnx_run/evaluate.hpp"
#include "equivarify/codegen/reference/evaluator.hpp"
#include "equivarify/codegen/spec/load.hpp"
#include "equivarify/codegen/verify/verification.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "codegen/certified.hpp"
#include "support/parts_specs.hpp"

namespace equivarify::codegen {
namespace {

using equivarify::support::basin;
using equivarify::support::camera;
using nlohmann::json;

Network network_of(json const& spec) {
  return parse_network(spec.dump(), "parts.json");
}

/// The network with the input of one part of \p spec alone.
Network alone(json const& spec, std::string const& part) {
  json const& fields = spec["input"]["parts"][part];
  json shape = fields["shape"];
  shape = shape.size() == 1 ? json{shape[0], 1, 1} : shape;
  json one{{"name", "alone"},
           {"group", spec["group"]},
           {"input", {{"shape", shape}, {"action", fields["action"]}}},
           {"labels", {{"classes", {"a"}}}}};
  one["network"] = json::parse(R"([{"name": "all", "equivarify": "lift", "layers": [
    {"type": "flatten"}, {"type": "dense", "units": 1}]}])");
  return network_of(one);
}

TEST(Parts, LieOneAfterAnotherByName) {
  Network const network = network_of(camera());
  ASSERT_EQ(network.parts.size(), 2U);
  EXPECT_EQ(network.parts[0].name, "picture");
  EXPECT_EQ(network.parts[0].offset, 0U);
  EXPECT_EQ(network.parts[1].offset, 32U);
  EXPECT_EQ(network.parts[1].shape, (Shape{2, 1, 1}));
  EXPECT_EQ(network.input, (Shape{34, 1, 1}));
  EXPECT_EQ(network.blocks[0].layers[0].name, "picture");
  EXPECT_EQ(network.blocks[0].layers[2].reads, std::vector<std::size_t>{1});
}

TEST(Parts, MoveAsEachWouldAlone) {
  json const spec = camera();
  Network const network = network_of(spec);
  for (InputPart const& part : network.parts) {
    Network const one = alone(spec, part.name);
    for (std::size_t g = 0; g < network.group.order(); ++g) {
      for (std::size_t i = 0; i < part.shape.size(); ++i) {
        std::size_t const whole = part.offset + i;
        EXPECT_EQ(network.input_permutations[g][whole], part.offset + one.input_permutations[g][i]);
        EXPECT_EQ(network.input_negated[g][whole],
                  !one.input_negated.empty() && one.input_negated[g][i]);
      }
    }
  }
}

TEST(Parts, TakeTheEntriesOfEachOtherTurnedAsRectangles) {
  Network const network = network_of(basin());
  InputPart const& u = network.parts[1];
  InputPart const& v = network.parts[2];
  std::size_t const r = network.group.element_named("r").index();
  for (std::size_t i = 0; i < u.shape.rows; ++i) { // new[i][j] = old[j][n - 1 - i]
    for (std::size_t j = 0; j < u.shape.columns; ++j) {
      std::size_t const to = u.offset + i * u.shape.columns + j;
      std::size_t const from = v.offset + j * v.shape.columns + v.shape.columns - 1 - i;
      EXPECT_EQ(network.input_permutations[r][to], from);
      EXPECT_FALSE(network.input_negated[r][to]);
    }
  }
  for (std::size_t i = 0; i < v.shape.size(); ++i) {
    EXPECT_TRUE(network.input_negated[r][v.offset + i]);
  }
}

/// \p x without the entries of the part number \p k.
std::vector<double> without(Network const& network, std::vector<double> x, std::size_t k) {
  InputPart const& part = network.parts[k];
  for (std::size_t i = 0; i < part.shape.size(); ++i) {
    x[part.offset + i] = 0;
  }
  return x;
}

TEST(Parts, AreReadByTheLayersThatNameThem) {
  json spec = basin();
  spec["network"][0]["layers"][4] = {{"type", "clip"}, {"low", -1e6}, {"high", 1e6}}; // linear
  for (std::size_t const l : {0U, 1U, 2U}) {
    spec["network"][0]["layers"][l]["bias"] = false;
  }
  spec["network"][0]["layers"][6]["bias"] = false;
  Network const network = network_of(spec);
  auto const weights = random_weights<double>(network, 3);
  auto const x = random_input<double>(network, 5);
  auto const value = [&](std::vector<double> const& at) {
    return output_of(network, evaluate(network, weights, at));
  };
  // The sum over the parts of what each does alone.
  std::vector<double> const whole = value(x);
  std::vector<double> sum(whole.size());
  for (std::size_t k = 0; k < 3; ++k) {
    auto const alone = value(without(network, without(network, x, (k + 1) % 3), (k + 2) % 3));
    for (std::size_t i = 0; i < sum.size(); ++i) {
      sum[i] += alone[i];
    }
  }
  for (std::size_t i = 0; i < sum.size(); ++i) {
    EXPECT_NEAR(sum[i], whole[i], 1e-9);
  }
}

TEST(Parts, AreVerifiedCertifiedAndAudited) {
  for (json const& spec : {basin(), camera()}) {
    Network const network = network_of(spec);
    EXPECT_TRUE(verify(network, {.tests = 2, .inputs = 2}).holds());
    std::string const certificate = certificate_of(network);
    EXPECT_EQ(refusal(certificate, spec.dump()), std::nullopt);
    json other = spec; // the same bytes in a part that is moved otherwise
    other["input"]["parts"].begin().value()["action"]["r"] = "three_quarter_turn";
    EXPECT_NE(refusal(certificate, other.dump()), std::nullopt);
  }
}

TEST(Parts, AreNamedInputsOfAnOnnxFile) {
  for (json const& spec : {basin(), camera()}) {
    Network const network = network_of(spec);
    auto const exact = random_weights<double>(network, 1);
    OnnxModel const model = to_onnx(network, random_weights<float>(network, 1));
    ASSERT_EQ(model.inputs.size(), network.parts.size());
    auto const x = random_input<double>(network, 2);
    std::map<std::string, onnx_run::Array> inputs;
    for (InputPart const& part : network.parts) {
      onnx_run::Array array{{1, part.shape.channels}, {}};
      if (!part.shape.is_flat()) {
        array.shape.insert(array.shape.end(), {part.shape.rows, part.shape.columns});
      }
      auto const first = x.begin() + static_cast<std::ptrdiff_t>(part.offset);
      array.values.assign(first, first + static_cast<std::ptrdiff_t>(part.shape.size()));
      inputs[part.name] = array;
    }
    std::vector<double> const expected = output_of(network, evaluate(network, exact, x));
    onnx_run::Array const found = onnx_run::evaluate_onnx_at(model, inputs);
    ASSERT_EQ(found.values.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
      EXPECT_NEAR(found.values[i], expected[i], 1e-6);
    }
  }
}

TEST(Parts, ChangeTheDigestWhereTheyMoveOtherwise) {
  json const spec = camera();
  json other = spec;
  other["input"]["parts"]["velocity"]["shape"] = {2, 1, 1}; // the same in other words
  EXPECT_EQ(network_of(other).spec_sha256, network_of(spec).spec_sha256);
  other["input"]["parts"]["velocity"]["action"]["r"] = "identity";
  EXPECT_NE(network_of(other).spec_sha256, network_of(spec).spec_sha256);
  EXPECT_NE(network_of(other).network_sha256, network_of(spec).network_sha256);
}

} // namespace
} // namespace equivarify::codegen
