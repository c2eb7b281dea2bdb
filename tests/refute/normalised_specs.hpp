/// \file
/// Networks that are equivariant already, with channels that move and are normalised.
#ifndef EQUIVARIFY_TESTS_REFUTE_NORMALISED_SPECS_HPP
#define EQUIVARIFY_TESTS_REFUTE_NORMALISED_SPECS_HPP

#include "support/spec_text.hpp"

namespace equivarify::codegen {

/// Behind a regular layer, on planes, at each place and on a vector.
inline SpecText exchanged_and_normalised() {
  return {.group = R"({"cyclic": 6})",
          .shape = "[1, 4, 4]",
          .action = R"({"r": "sixth_turn"})",
          .network = R"([{"name": "f", "equivarify": "lift", "layers": [
            {"name": "c", "type": "conv2d", "filters": 4, "kernel": 3, "circular": true, "tied": true, "regular": true},
            {"type": "batch_norm", "tied": true}, {"type": "layer_norm", "tied": true},
            {"name": "p", "type": "layer_norm", "each_place": true, "tied": true}, {"type": "flatten"},
            {"name": "b", "type": "batch_norm", "tied": true},
            {"name": "d", "type": "dense", "units": 3, "tied": true}]}])",
          .more = R"(, "already": {"subgroup": ["r^3"]})"};
}

/// Biases and means of what changes its sign are 0.
inline SpecText negated_and_normalised() {
  return {.group = R"({"cyclic": 2})",
          .shape = "[4, 1, 1]",
          .action = R"({"r": "negate"})",
          .network = R"([{"name": "f", "equivarify": "lift", "layers": [
            {"type": "flatten"}, {"type": "layer_norm", "tied": true}, {"type": "batch_norm", "tied": true},
            {"name": "d", "type": "dense", "units": 2, "tied": true, "regular": true}]}])",
          .classes = R"(["a", "b"])",
          .more = R"json(, "already": {"subgroup": ["r"], "labels": {"r": "(0 1)"}})json"};
}

} // namespace equivarify::codegen

#endif
