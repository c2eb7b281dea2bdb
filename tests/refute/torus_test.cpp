/// \file
/// Networks used as they are on a torus: the prover and the auditor, which share nothing, agree.
#include "equivarify/codegen/symmetry/claim.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

#include "codegen/certified.hpp"
#include "support/spec_text.hpp"

namespace equivarify::codegen {
namespace {

/// Motions of a torus, most of which neither turn nor flip an array.
RC_GTEST_PROP(Auditor, AgreesWithTheProverOnATorus, ()) {
  std::string const motion = *rc::gen::element<std::string>(
      R"({"shift_columns": 1})",
      R"({"shift_rows": 2})",
      R"(["half_turn", {"shift_rows": 1}, {"shift_columns": 1}])",
      R"(["quarter_turn", {"shift_columns": 1}])",
      R"(["flip_columns", {"shift_rows": 1}])",
      R"(["transpose", {"shift_rows": 2}, "negate"])",
      R"({"permutation": [1, 0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]})");
  std::string const kernel =
      *rc::gen::element<std::string>(R"("kernel": 1)",
                                     R"("kernel": 3)",
                                     R"("kernel": 3, "circular": true)",
                                     R"("kernel": [3, 1], "circular": true)",
                                     R"("kernel": 3, "circular": true, "padding": 1, "stride": 2)",
                                     R"("kernel": 2, "circular": true, "padding": [1, 0, 0, 1])",
                                     R"("kernel": 2, "stride": 2, "padding": "valid")",
                                     R"("kernel": 4, "padding": "valid")");
  std::string const between = *rc::gen::element<std::string>(
      "",
      R"({"type": "max_pool2d", "size": 2},)",
      R"({"type": "global_average_pool2d"},)",
      R"({"type": "conv2d", "filters": 2, "kernel": 1, "tied": true},)");
  std::string const more = *rc::gen::element<std::string>(
      "", R"(, "tied": true)", R"(, "tied": true, "regular": true, "bias": false)");
  bool const pools =
      kernel.find("stride") == std::string::npos && kernel.find("kernel\": 4") == std::string::npos;
  SpecText const spec{.group = R"({"cyclic": 4})",
                      .shape = "[1, 4, 4]",
                      .action = fmt::format(R"({{"r": {}}})", motion),
                      .network = fmt::format(
                          R"([{{"name": "f", "equivarify": "lift", "layers": [
            {{"name": "c", "type": "conv2d", "filters": 4, {}{}}}, {{"type": "tanh"}}, {}
            {{"type": "flatten"}}, {{"name": "d", "type": "dense", "units": 3, "tied": true}}]}}])",
                          kernel,
                          more,
                          pools ? between : ""),
                      .more = R"(, "already": {"subgroup": ["r"]})"};
  Network const network = spec.network_of();
  ClaimCheck const check = check_claim(network, 1);
  RC_TAG(check.holds());
  RC_ASSERT(!refusal(certificate_of(network)).has_value() == check.holds());
  for (LayerClaim const& layer : check.layers) { // a layer that is said to hold does so in numbers
    RC_ASSERT(!layer.reason.empty() || layer.counterexample.empty());
  }
}

} // namespace
} // namespace equivarify::codegen
