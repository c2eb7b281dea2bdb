/// \file
/// A file through `lift` and the reference evaluator.
#ifndef EQUIVARIFY_TESTS_LIFT_LIFTED_OUTPUT_HPP
#define EQUIVARIFY_TESTS_LIFT_LIFTED_OUTPUT_HPP

#include "equivarify/codegen/lift/lifted_spec.hpp"
#include "equivarify/codegen/reference/evaluator.hpp"
#include "equivarify/codegen/spec/load.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::testing {

/// What the output \p name of \p model is at \p x, in the order of the file, by the layers that it
/// is lifted to. Of several inputs \p x has one after another, by the names of their parts.
[[nodiscard]] inline std::vector<double> lifted_output(codegen::OnnxModel const& model,
                                                       std::string const& name,
                                                       std::vector<double> const& x) {
  using namespace codegen;
  LiftedNetwork const lifted =
      lift_network(model, "back.onnx", {.keep_softmax = true, .output = name});
  nlohmann::ordered_json const stays{{"r", "identity"}};
  nlohmann::ordered_json of_parts = nlohmann::ordered_json::object();
  std::vector<double> ours;
  for (LiftedInput const& input : lifted.inputs) {
    std::size_t const begin = ours.size();
    for (std::uint32_t const place : input.order) {
      ours.push_back(x.at(begin + place));
    }
    of_parts[input.part] = stays;
  }
  SpecFrame frame{.name = "back",
                  .description = "",
                  .group = {{"cyclic", 2}},
                  .action = lifted.inputs.size() == 1 ? stays : of_parts};
  for (std::size_t c = 0; c < lifted.output_order.size(); ++c) {
    frame.classes.push_back(fmt::to_string(c));
  }
  Network const network = parse_network(spec_text(lifted, frame), "back.json");
  auto const found = evaluate_plainly(network, in_double(weights_of(network, lifted)), ours);
  std::vector<double> result(found.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    result[lifted.output_order[i]] = found[i];
  }
  return result;
}

} // namespace equivarify::testing

#endif
