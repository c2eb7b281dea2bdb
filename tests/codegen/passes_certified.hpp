/// \file
/// Certificates of translations, and what the auditor says of them.
#ifndef EQUIVARIFY_TESTS_CODEGEN_PASSES_CERTIFIED_HPP
#define EQUIVARIFY_TESTS_CODEGEN_PASSES_CERTIFIED_HPP

#include "equivarify/codegen/audit/proof/refusal.hpp"
#include "equivarify/codegen/audit/translation/passes_audit.hpp"
#include "equivarify/codegen/translation/passes_certificate.hpp"

#include <nlohmann/json.hpp>

#include <string>

#include "support/spec_text.hpp"

namespace equivarify::codegen {

/// A certificate as its file has it.
inline std::string certificate_text(nlohmann::json const& certificate) {
  return certificate.dump() + "\n";
}

/// Why \p text is refused; empty if it is accepted.
inline std::string passes_refusal(std::string const& text) {
  try {
    static_cast<void>(audit::audit_passes(text));
    return "";
  } catch (audit::Refusal const& refusal) {
    return refusal.what();
  }
}

/// D4 with sums over the group in windows and over vectors, Winograd's tiles, and a normalisation
/// that is part of a layer in code for inference.
inline SpecText translated_d4() {
  return {.group = R"({"dihedral": 4})",
          .shape = "[1, 8, 8]",
          .action = R"({"r": "quarter_turn", "s": "flip_columns"})",
          .network = R"([
    {"name": "first", "equivarify": "lift", "layers": [
      {"name": "conv1", "type": "conv2d", "filters": 4, "kernel": 3}, {"type": "relu"}]},
    {"name": "second", "equivarify": "concat", "layers": [
      {"name": "conv2", "type": "conv2d", "filters": 4, "kernel": 3},
      {"name": "norm2", "type": "batch_norm", "epsilon": 0.001}, {"type": "relu"},
      {"name": "conv3", "type": "conv2d", "filters": 4, "kernel": 3}, {"type": "max_pool2d", "size": 2}]},
    {"name": "third", "equivarify": "concat", "layers": [
      {"type": "flatten"}, {"name": "dense1", "type": "dense", "units": 5}, {"type": "relu"}]},
    {"name": "last", "equivarify": "lift", "layers": [{"name": "dense2", "type": "dense", "units": 3}]}])"};
}

} // namespace equivarify::codegen

#endif
