#include "lift/random/random_graph.hpp"

#include <rapidcheck.h>

#include <algorithm>
#include <set>
#include <utility>

#include "lift/random/graph_grower.hpp"

namespace equivarify::testing {
namespace {

constexpr int most_nodes = 10;

std::vector<NodeMaker> const& all_makers() {
  static std::vector<NodeMaker> const makers = [] {
    std::vector<NodeMaker> all;
    for (auto const part : {window_makers, // which graphs have most of
                            window_makers,
                            window_makers,
                            linear_makers,
                            function_makers,
                            moving_makers,
                            resizing_makers}) {
      std::vector<NodeMaker> const more = part();
      all.insert(all.end(), more.begin(), more.end());
    }
    return all;
  }();
  return makers;
}

/// Vectors, lines, planes and volumes; planes are mostly what networks read.
Extents draw_input(GraphGrower& grower) {
  switch (grower.number(0, 9)) {
  case 0:
  case 1:
    return {1, grower.number(1, 12)};
  case 2:
    return {1, grower.number(1, 4), grower.number(1, 8)};
  case 3:
    return {1, grower.number(1, 3), grower.number(1, 3), grower.number(1, 4), grower.number(1, 4)};
  case 4: {
    std::int64_t const side = grower.number(2, 5);
    return {1, side, side, grower.number(1, 3)}; // channels last
  }
  default:
    std::int64_t const rows = grower.number(1, 6);
    return {1, grower.number(1, 4), rows, grower.once_in(3) ? grower.number(1, 6) : rows};
  }
}

void add_inputs(GraphGrower& grower) {
  std::int64_t const count = grower.once_in(6) ? 2 : 1;
  bool const has_batch = grower.once_in(2);
  grower.model().inputs.clear();
  Extents shape = draw_input(grower);
  for (std::int64_t i = 0; i < count; ++i) {
    std::string const name = i == 0 ? "x" : "y";
    codegen::OnnxValue input{name, {shape.begin(), shape.end()}};
    if (has_batch) {
      input.shape.front() = std::string{"N"};
    }
    grower.model().inputs.push_back(input);
    grower.keep({name, shape});
    shape = grower.once_in(2) ? shape : draw_input(grower);
  }
}

/// The value \p value as [1, entries].
GrownValue as_vector(GraphGrower& grower, GrownValue const& value) {
  Extents const shape{1, entries(value.shape)};
  return grower.add("Reshape", {value.name, grower.integers({1, -1})}, {}, shape);
}

/// Inputs that no node reads are joined to the last value.
void read_every_input(GraphGrower& grower) {
  std::set<std::string> wanted{grower.values().back().name};
  auto const& nodes = grower.model().nodes;
  for (auto node = nodes.rbegin(); node != nodes.rend(); ++node) {
    if (std::any_of(node->outputs.begin(), node->outputs.end(), [&](auto const& name) {
          return wanted.contains(name);
        })) {
      wanted.insert(node->inputs.begin(), node->inputs.end());
    }
  }
  for (std::size_t i = 0; i < grower.model().inputs.size(); ++i) {
    GrownValue const input = grower.values()[i];
    if (!wanted.contains(input.name)) {
      GrownValue const last = as_vector(grower, grower.values().back());
      GrownValue const more = as_vector(grower, input);
      grower.grow("Concat",
                  {last.name, more.name},
                  {{"axis", std::int64_t{1}}},
                  {1, last.extent(1) + more.extent(1)});
    }
  }
}

/// The last value is an output, at times after a dense layer; at times another value is one too.
void add_outputs(GraphGrower& grower) {
  read_every_input(grower);
  GrownValue last = grower.values().back();
  if (grower.once_in(3) || grower.model().nodes.empty()) {
    GrownValue const vector = as_vector(grower, last);
    std::int64_t const units = grower.one_of(Extents{1, 2, 3, 4, 5, 6, 8, 12});
    last = grower.add(
        "Gemm", {vector.name, grower.weights({vector.extent(1), units})}, {}, {1, units});
  }
  grower.model().outputs = {{last.name, {}}};
  GrownValue const other = grower.one_of(grower.values());
  auto const& inputs = grower.model().inputs;
  bool const is_input = std::any_of(
      inputs.begin(), inputs.end(), [&](auto const& input) { return input.name == other.name; });
  if (grower.once_in(4) && other.name != last.name && !is_input) {
    grower.model().outputs.push_back({other.name, {}});
  }
}

} // namespace

GraphSeeds pick_graph_seeds() {
  auto const any = rc::gen::resize(rc::kNominalSize, rc::gen::arbitrary<std::uint32_t>());
  auto const seed = rc::gen::noShrink(any);
  GraphSeeds seeds;
  seeds.inputs = *seed;
  seeds.nodes = *rc::gen::resize(most_nodes, rc::gen::container<std::vector<std::uint32_t>>(seed));
  seeds.outputs = *seed;
  seeds.action = *seed;
  return seeds;
}

codegen::OnnxModel graph_of(GraphSeeds const& seeds) {
  GraphGrower grower{seeds.inputs};
  grower.model().name = "random";
  add_inputs(grower);
  for (std::uint32_t const seed : seeds.nodes) {
    grower.restart(seed);
    for (int tries = 0; tries < 8 && !grower.one_of(all_makers())(grower); ++tries) {
    }
  }
  grower.restart(seeds.outputs);
  add_outputs(grower);
  return grower.model();
}

} // namespace equivarify::testing
