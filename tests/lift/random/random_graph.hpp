/// \file
/// Random valid ONNX graphs, and random actions on their inputs.
#ifndef EQUIVARIFY_TESTS_LIFT_RANDOM_RANDOM_GRAPH_HPP
#define EQUIVARIFY_TESTS_LIFT_RANDOM_RANDOM_GRAPH_HPP

#include "equivarify/codegen/layers/shape.hpp"
#include "equivarify/codegen/onnx_file/onnx_model.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace equivarify::testing {

/// What a graph is made of: a number for each node, and one for each choice at its ends. Any
/// numbers make a valid graph, so a graph is shrunk by leaving numbers out.
struct GraphSeeds {
  std::uint32_t inputs = 0;
  std::vector<std::uint32_t> nodes;
  std::uint32_t outputs = 0;
  std::uint32_t action = 0;
};

/// Drawn by RapidCheck, which shrinks them.
[[nodiscard]] GraphSeeds pick_graph_seeds();

/// The graph of \p seeds: valid, with every input read.
[[nodiscard]] codegen::OnnxModel graph_of(GraphSeeds const& seeds);

/// A group, how its generators move each of several arrays, and what is made of a network on these.
struct RandomAction {
  nlohmann::json group;
  std::vector<nlohmann::json> motions;
  std::string construction = "g_product";
  std::string head = "joint";      ///< `joint`, `invariant`, `permuted` or `vector`
  nlohmann::json output_motions{}; ///< of `permuted` and `vector`
};

/// One for arrays of \p shapes and \p outputs numbers: turns and flips where the arrays are
/// squares, or orbits of any kind at random places, with signs where the group has them.
[[nodiscard]] RandomAction
action_of(std::uint32_t seed, std::vector<codegen::Shape> const& shapes, std::size_t outputs);

} // namespace equivarify::testing

#endif
