#include "equivarify/codegen/propose/network_function.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/codegen/lift/lifted_spec.hpp"
#include "equivarify/codegen/onnx_file/read_onnx.hpp"
#include "equivarify/codegen/reference/evaluator.hpp"
#include "equivarify/codegen/reference/parallel.hpp"
#include "equivarify/codegen/spec/group.hpp"
#include "equivarify/codegen/spec/load.hpp"

#include <fmt/format.h>

#include <memory>
#include <utility>
#include <vector>

namespace equivarify::codegen {
namespace {

using algebra::symmetries::Samples;

/// The layers alone: the group does nothing, so that there is one copy that counts.
Network plain_network(LiftedNetwork const& lifted, std::string const& path) {
  SpecFrame frame{
      .name = "plain", .description = "", .group = {{"cyclic", 2}}, .action = {{"r", "identity"}}};
  for (std::size_t c = 0; c < lifted.output_order.size(); ++c) {
    frame.classes.push_back(fmt::to_string(c));
  }
  return parse_network(spec_text(lifted, frame), path + " as a spec");
}

ReferenceWeights<double> in_double(ReferenceWeights<float> const& weights) {
  ReferenceWeights<double> result;
  for (ReferenceParameter<float> const& each : weights) {
    result.push_back({each.name,
                      each.shape,
                      std::vector<double>(each.values.begin(), each.values.end()),
                      each.is_state});
  }
  return result;
}

/// A network with its weights.
struct Evaluated {
  Network network;
  ReferenceWeights<double> weights;
};

Samples evaluate_rows(Evaluated const& net, Samples const& inputs) {
  std::vector<std::vector<double>> outputs(inputs.rows());
  for_each_index(inputs.rows(), [&](std::size_t r) {
    auto const row = inputs.row(r);
    outputs[r] = evaluate_plainly(net.network, net.weights, std::vector(row.begin(), row.end()));
  });
  std::vector<double> values;
  for (std::vector<double> const& each : outputs) {
    values.insert(values.end(), each.begin(), each.end());
  }
  return {outputs.front().size(), std::move(values)};
}

} // namespace

NetworkFunction network_function(std::string const& path) {
  LiftedNetwork lifted = lift_network(read_onnx(path), path, {});
  if (lifted.inputs.size() != 1) {
    throw algebra::AlgebraError(
        fmt::format("{}: {} inputs, expected one", path, lifted.inputs.size()));
  }
  require_finite_weights(lifted);
  Network network = plain_network(lifted, path);
  ReferenceWeights<double> weights = in_double(weights_of(network, lifted));
  auto const evaluated =
      std::make_shared<Evaluated>(Evaluated{std::move(network), std::move(weights)});
  algebra::ArrayShape const input = to_array_shape(lifted.inputs.front().shape);
  return {std::move(lifted), input, [evaluated](Samples const& inputs) {
            return evaluate_rows(*evaluated, inputs);
          }};
}

} // namespace equivarify::codegen
