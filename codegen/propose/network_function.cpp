#include "equivarify/codegen/propose/network_function.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/codegen/lift/lifted_spec.hpp"
#include "equivarify/codegen/onnx_file/read_onnx.hpp"
#include "equivarify/codegen/reference/evaluator.hpp"
#include "equivarify/codegen/reference/parallel.hpp"
#include "equivarify/codegen/spec/group.hpp"

#include <fmt/format.h>

#include <cmath>
#include <memory>
#include <utility>
#include <vector>

namespace equivarify::codegen {
namespace {

using algebra::symmetries::Samples;
using nlohmann::ordered_json;

/// The layers alone: the group does nothing, so that there is one copy that counts.
Network plain_network(LiftedNetwork const& lifted, std::string const& path) {
  ordered_json const stays{{"r", "identity"}};
  ordered_json of_parts = ordered_json::object();
  for (LiftedInput const& input : lifted.inputs) {
    of_parts[input.part] = stays;
  }
  SpecFrame frame{.name = "plain",
                  .description = "",
                  .group = {{"cyclic", 2}},
                  .action = lifted.inputs.size() == 1 ? stays : of_parts};
  for (std::size_t c = 0; c < lifted.output_order.size(); ++c) {
    frame.classes.push_back(fmt::to_string(c));
  }
  return parse_unwritten(spec_text(lifted, frame), path + " as a spec");
}

/// A network with its weights.
struct Evaluated {
  std::string path;
  Network network;
  ReferenceWeights<double> weights;
};

void require_finite(Evaluated const& net, std::vector<double> const& outputs) {
  for (std::size_t o = 0; o < outputs.size(); ++o) {
    if (!std::isfinite(outputs[o])) {
      throw algebra::AlgebraError(
          fmt::format("{}: output {} is {} at an input that was tried, expected a finite number; "
                      "--lowest and --highest, or --inputs, name inputs that it is made for",
                      net.path,
                      o,
                      outputs[o]));
    }
  }
}

Samples evaluate_rows(Evaluated const& net, Samples const& inputs) {
  std::vector<std::vector<double>> outputs(inputs.rows());
  for_each_index(inputs.rows(), [&](std::size_t r) {
    auto const row = inputs.row(r);
    outputs[r] = evaluate_plainly(net.network, net.weights, std::vector(row.begin(), row.end()));
  });
  std::vector<double> values;
  for (std::vector<double> const& each : outputs) {
    require_finite(net, each);
    values.insert(values.end(), each.begin(), each.end());
  }
  return {outputs.front().size(), std::move(values)};
}

} // namespace

NetworkFunction network_function(std::string const& path) {
  LiftedNetwork lifted = lift_network(read_onnx(path), path, {});
  require_finite_weights(lifted);
  Network network = plain_network(lifted, path);
  ReferenceWeights<double> weights = in_double(weights_of(network, lifted));
  algebra::ArrayShape const input = to_array_shape(network.input);
  auto const evaluated =
      std::make_shared<Evaluated>(Evaluated{path, std::move(network), std::move(weights)});
  return {std::move(lifted), input, [evaluated](Samples const& inputs) {
            return evaluate_rows(*evaluated, inputs);
          }};
}

Samples as_network_inputs(NetworkFunction const& network,
                          Samples const& samples,
                          std::string const& place) {
  std::vector<std::uint32_t> order;
  for (LiftedInput const& input : network.lifted.inputs) {
    auto const before = static_cast<std::uint32_t>(order.size());
    for (std::uint32_t const entry : input.order) {
      order.push_back(before + entry);
    }
  }
  if (samples.width() != order.size()) {
    throw algebra::AlgebraError(
        fmt::format("{}: samples of {} numbers, expected {} as the network's "
                    "input has",
                    place,
                    samples.width(),
                    order.size()));
  }
  std::vector<double> values;
  values.reserve(samples.rows() * samples.width());
  for (std::size_t r = 0; r < samples.rows(); ++r) {
    for (std::uint32_t const entry : order) {
      values.push_back(samples.row(r)[entry]);
    }
  }
  return {samples.width(), std::move(values)};
}

} // namespace equivarify::codegen
