/// \file
/// How long it takes to prove a network of each group, to write its certificate, and to audit it.
/// Not a test: times depend on the machine. Each row also checks that the certificate is accepted.
#include "equivarify/algebra/proof/diagram_report.hpp"
#include "equivarify/codegen/audit/audit.hpp"
#include "equivarify/codegen/certificate/certificate.hpp"
#include "equivarify/codegen/certificate/symbolic.hpp"

#include <fmt/format.h>

#include <chrono>
#include <string>
#include <vector>

#include "support/spec_text.hpp"

namespace {

using equivarify::codegen::Network;
using equivarify::codegen::SpecText;

/// A network of a lifted block and \p blocks - 1 concatenated ones on 8x8 images.
Network network_of(std::string const& group, std::string const& action, int blocks) {
  std::string text = R"({"name": "b0", "equivarify": "lift", "layers": [{"type": "flatten"},
    {"type": "dense", "units": 3}]})";
  for (int i = 1; i < blocks; ++i) {
    text += fmt::format(R"(, {{"name": "b{}", "equivarify": "concat", "layers": [{{"type": "dense",
      "units": 3}}, {{"type": "relu"}}]}})",
                        i);
  }
  return SpecText{
      .group = group, .shape = "[1, 8, 8]", .action = action, .network = "[" + text + "]"}
      .network_of();
}

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void measure(std::string const& group, std::string const& action, int blocks) {
  Network const network = network_of(group, action, blocks);
  auto const start = std::chrono::steady_clock::now();
  auto const theorems = prove_symbolically(network);
  double const proved = seconds_since(start);
  auto const diagram = equivarify::algebra::proof::check_diagram(block_terms(network));
  double const drawn = seconds_since(start);
  std::string const text = certificate(network, theorems);
  double const written = seconds_since(start);
  auto const accepted = equivarify::audit::audit(text);
  fmt::print(
      R"({{"group": {}, "order": {}, "blocks": {}, "claims": {}, "steps": {}, )"
      R"("path_pairs": {}, "commutes": {}, "prove_seconds": {:.4f}, "diagram_seconds": {:.4f}, )"
      R"("certificate_bytes": {}, "write_seconds": {:.4f}, "audit_seconds": {:.4f}}})"
      "\n",
      group,
      accepted.order,
      blocks,
      accepted.claims,
      accepted.steps,
      diagram.path_pairs,
      diagram.commutes(),
      proved,
      drawn - proved,
      text.size(),
      written - drawn,
      seconds_since(start) - written);
}

} // namespace

int main() {
  measure(R"({"cyclic": 4})", R"({"r": "quarter_turn"})", 4);
  measure(R"({"dihedral": 4})", R"({"r": "quarter_turn", "s": "flip_columns"})", 4);
  measure(R"({"symmetric": 5})", R"({"a": "flip_rows", "b": "identity"})", 4);
  measure(R"({"dihedral": 64})", R"({"r": "quarter_turn", "s": "flip_columns"})", 4);
  measure(R"({"dihedral": 64})", R"({"r": "quarter_turn", "s": "flip_columns"})", 32);
}
