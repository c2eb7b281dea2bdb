/// \file
/// A small network as a report sees it, and a run's verification of it.
#ifndef EQUIVARIFY_TESTS_SUPPORT_TINY_RUN_HPP
#define EQUIVARIFY_TESTS_SUPPORT_TINY_RUN_HPP

#include "equivarify/codegen/json/record_reader.hpp"
#include "equivarify/codegen/report/network_facts.hpp"

#include <nlohmann/json.hpp>

namespace equivarify::codegen {

inline constexpr char const* verify_json =
    R"({"spec": "tiny", "sha256": "abc", "verdict": "verified", "seed": 7, "convention": "formula",
  "lemmas": [{"id": "action", "statement": "e x = x & g(hx) = (gh)x", "source": "", "scope": "absolute", "verdict": "holds",
              "symbolic": {"verdict": "proved", "claims": [{"name": "unit", "says": "e x = x", "verdict": "proved"}]},
              "exhaustive": {"cases": 12345, "equations": 99}, "property": {"tests": 100}, "counterexample": null},
             {"id": "labels", "statement": "", "source": "", "scope": "", "verdict": "holds",
              "symbolic": {"verdict": "proved", "claims": []},
              "exhaustive": {"cases": 1, "equations": 2}, "property": {"tests": 5}, "counterexample": null}],
  "network": {"symbolic": {"verdict": "proved", "claims": []}, "stack": null,
              "diagram": {"commutes": true, "failures": []}, "inputs": 3, "elements": 2, "order": 2,
              "layers": [{"block": "all", "name": "dense", "values_compared": 24, "differing_bits": 0}], "differing_bits": 0},
  "parameters": {"lift": 10, "plain": 10}, "multiply_adds": 16})";

/// The verification that \p text has, a verify.json.
inline Verification verification_of(char const* text) {
  auto const document = nlohmann::json::parse(text);
  return read_record<Verification>(JsonNode{document, ""});
}

/// A group of two elements on 2x2 images of two classes.
inline NetworkFacts tiny_network() {
  return {.name = "tiny",
          .description = "Two <small> classes.",
          .spec_sha256 = "abc",
          .group = "C2",
          .action = "half turns",
          .elements = {"e", "r"},
          .element_labels = {"0°", "180°"},
          .classes = {"a", "b"},
          .input = {1, 2, 2},
          .layers = {{.block = "all",
                      .equivarified = "lift",
                      .name = "dense",
                      .operation = "dense 2",
                      .output = "2",
                      .parameters = 10,
                      .multiply_adds = 16}},
          .parameters = 10,
          .multiply_adds = 16,
          .seed = 7,
          .agenda = verification_of(verify_json)};
}

} // namespace equivarify::codegen

#endif
