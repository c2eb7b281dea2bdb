#include <nlohmann/json.hpp>

#include <string>

#include "codegen/audit_witnesses.hpp"
#include "support/constructed_specs.hpp"

namespace equivarify::codegen {
namespace {

using nlohmann::json;

/// Two parts that nothing moves, both flattened, with \p patch.
std::string two_parts(std::string const& patch) {
  json spec = json::parse(R"json({
    "name": "two", "group": {"cyclic": 2},
    "input": {"parts": {"a": {"shape": [1, 2, 3], "action": {"r": "identity"}},
                        "b": {"shape": [1, 2, 3], "action": {"r": "identity"}}}},
    "network": [
      {"name": "first", "equivarify": "lift", "layers": [
        {"name": "of_a", "type": "flatten", "inputs": ["a"]},
        {"name": "of_b", "type": "flatten", "inputs": ["b"]},
        {"name": "both", "type": "concatenate", "inputs": ["of_a", "of_b"]}]},
      {"name": "second", "equivarify": "lift", "layers": [
        {"name": "answer", "type": "dense", "units": 3}]}],
    "labels": {"classes": ["a", "b", "c"]}})json");
  return spec.patch(json::parse(patch)).dump();
}

} // namespace

Witnesses refused_trainings() {
  std::string const shifts = R"(, "training": {"shift": 1})";
  std::string numbers = SpecText{.more = shifts}.text();
  std::string const labels = R"("labels": {"classes": ["a", "b", "c"]})";
  numbers.replace(numbers.find(labels),
                  labels.size(),
                  R"("output": {"size": {"head": "invariant", "units": 3}})");
  return {
      {"moves-of-pictures",
       two_parts(R"([{"op": "add", "path": "/training", "value": {"shift": 1}}])")},
      {"shift-in-sight", SpecText{.more = R"(, "training": {"shift": 6})"}.text()},
      {"shift-targets", numbers},
      {"turn-targets", SpecText{.more = R"(, "training": {"turn": 10})"}.text()},
      {"turn-channels",
       SpecText{.shape = "[2, 6, 6]",
                .action = R"({"r": ["quarter_turn", "negate"]})",
                .classes = R"(["a", "b", "c"], "pose": "unknown")",
                .more = R"(, "training": {"turn": 10})"}
           .text()},
  };
}

Witnesses refused_parts() {
  std::string const other_shape =
      R"({"op": "replace", "path": "/input/parts/b/shape", "value": [1, 3, 2]},
         {"op": "add", "path": "/input/parts/a/from", "value": {"r": "b"}},
         {"op": "add", "path": "/input/parts/b/from", "value": {"r": "a"}})";
  std::string const exchanged = "[" + other_shape + "]";
  std::string const turned = "[" + other_shape + R"(,
         {"op": "replace", "path": "/input/parts/a/action/r", "value": [{"shift_rows": 0}, "transpose"]},
         {"op": "replace", "path": "/input/parts/b/action/r", "value": "transpose"}])";
  return {
      {"part-and-layer",
       two_parts(R"([{"op": "replace", "path": "/network/1/layers/0/name", "value": "a"}])")},
      {"part-name", two_parts(R"([
         {"op": "move", "from": "/input/parts/a", "path": "/input/parts/labels"},
         {"op": "replace", "path": "/network/0/layers/0/inputs/0", "value": "labels"}])")},
      {"part-unsaid", two_parts(R"([
         {"op": "add", "path": "/network/0/layers/2/inputs/-", "value": "input"}])")},
      {"part-motion-of-none", two_parts(R"([
         {"op": "add", "path": "/input/parts/a/action/s", "value": "identity"}])")},
      {"part-source-of-none", two_parts(R"([
         {"op": "add", "path": "/input/parts/a/from", "value": {"s": "b"}}])")},
      {"parts-as-they-are", two_parts(R"([
         {"op": "replace", "path": "/network/0/equivarify", "value": "none"}])")},
      {"part-steps", two_parts(turned)},
      {"part-shape", two_parts(exchanged)},
  };
}

} // namespace equivarify::codegen
