/// \file
/// Specs with outputs, for tests.
#ifndef EQUIVARIFY_TESTS_SUPPORT_OUTPUT_SPECS_HPP
#define EQUIVARIFY_TESTS_SUPPORT_OUTPUT_SPECS_HPP

#include "equivarify/codegen/spec/load.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace equivarify::codegen {

/// The network that \p spec describes.
inline Network network_with(nlohmann::json const& spec) {
  return parse_network(spec.dump(2), "test.json");
}

/// A dense network for D3 on three slots, which r turns and s exchanges, with the outputs
/// \p output, of \p units numbers for each copy.
inline nlohmann::json slots(nlohmann::json const& output, int units) {
  using nlohmann::json;
  json const dense{{"name", "dense"}, {"type", "dense"}, {"units", units}};
  return {{"name", "slots"},
          {"group", {{"dihedral", 3}}},
          {"input",
           {{"shape", {3, 1, 1}},
            {"action",
             {{"r", {{"permute_channels", "(0 1 2)"}}},
              {"s", {{{"negate_channels", {0, 1, 2}}}, {{"permute_channels", "(1 2)"}}}}}}}},
          {"network",
           {{{"name", "body"},
             {"equivarify", "lift"},
             {"layers",
              {{{"type", "flatten"}}, {{"type", "dense"}, {"units", 4}}, {{"type", "tanh"}}}}},
            {{"name", "answers"}, {"equivarify", "concat"}, {"layers", {dense}}}}},
          {"output", output}};
}

/// One output of each head, over slots(), of 12 numbers.
inline nlohmann::json every_head() {
  using nlohmann::json;
  return {
      {"alone", {{"head", "invariant"}, {"units", 1}}},
      {"forces",
       {{"head", "vector"},
        {"units", 3},
        {"action",
         {{"r", {{"permute_channels", "(0 1 2)"}}},
          {"s", {{{"negate_channels", {0, 1, 2}}}, {{"permute_channels", "(1 2)"}}}}}}}},
      {"plane",
       {{"head", "grid"},
        {"shape", {1, 1, 3}},
        {"action", {{"r", {{"permutation", {2, 0, 1}}}}, {"s", {{"permutation", {0, 2, 1}}}}}}}},
      {"sides",
       {{"head", "induced"},
        {"classes", {"left", "right"}},
        {"subgroup", {"s"}},
        {"action", {{"s", {{"permutation", {1, 0}}}}}}}},
      {"which",
       {{"head", "permuted"},
        {"classes", {"a", "b", "c"}},
        {"action",
         {{"r", {{"permute_channels", "(0 1 2)"}}}, {"s", {{"permute_channels", "(1 2)"}}}}}}}};
}

/// The same slots for a network that commutes as it is with the subgroup that \p names generate: 10
/// numbers, for the heads that the whole group moves.
inline nlohmann::json slots_already(std::vector<std::string> const& names = {"s"}) {
  nlohmann::json output = every_head();
  output.erase("sides");
  nlohmann::json spec = slots(output, 10);
  spec["already"] = {{"subgroup", names}};
  spec["network"][0]["layers"][1].update({{"units", 6}, {"tied", true}, {"regular", true}});
  spec["network"][1]["equivarify"] = "lift";
  spec["network"][1]["layers"][0]["tied"] = true;
  return spec;
}

/// Two classes and an arrow for each pixel of a picture that C4 turns, with convolutions alone.
inline nlohmann::json turned_planes() {
  using nlohmann::json;
  json const arrow{
      {"head", "grid"},
      {"shape", {2, 5, 5}},
      {"action", "input"},
      {"components", {{"r", {{{"negate_channels", {0}}}, {{"permute_channels", "(0 1)"}}}}}}};
  json const mask{
      {"head", "grid"}, {"shape", {2, 5, 5}}, {"action", "input"}, {"classes", {"a", "b"}}};
  return {{"name", "planes"},
          {"group", {{"cyclic", 4}}},
          {"input", {{"shape", {1, 5, 5}}, {"action", {{"r", "quarter_turn"}}}}},
          {"network",
           {{{"name", "body"},
             {"equivarify", "lift"},
             {"layers",
              {{{"name", "conv1"}, {"type", "conv2d"}, {"filters", 4}, {"kernel", 3}},
               {{"type", "relu"}},
               {{"name", "conv2"}, {"type", "conv2d"}, {"filters", 4}, {"kernel", 3}}}}}}},
          {"output", {{"arrow", arrow}, {"mask", mask}}}};
}

} // namespace equivarify::codegen

#endif
