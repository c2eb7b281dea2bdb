/// \file
/// Specs with outputs, for tests.
#ifndef EQUIVARIFY_TESTS_OUTPUTS_OUTPUT_SPECS_HPP
#define EQUIVARIFY_TESTS_OUTPUTS_OUTPUT_SPECS_HPP

#include "equivarify/codegen/json/document.hpp"
#include "equivarify/codegen/spec/load.hpp"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>

namespace equivarify::codegen {

/// A spec of tests/codegen/specs as JSON.
inline nlohmann::json shipped_spec(std::string const& name) {
  std::filesystem::path const path = std::filesystem::path(OUTPUT_SPECS_FOLDER) / (name + ".json");
  return nlohmann::json::parse(read_text(path, "a spec"));
}

/// The network that \p spec describes.
inline Network network_of(nlohmann::json const& spec) {
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

} // namespace equivarify::codegen

#endif
