#include "equivarify/codegen/audit/audit.hpp"

#include "equivarify/codegen/audit/proof/members.hpp"
#include "equivarify/codegen/audit/proof/refusal.hpp"
#include "equivarify/codegen/audit/proof/replay.hpp"
#include "equivarify/codegen/audit/proof/theory.hpp"
#include "equivarify/codegen/audit/spec/commutation.hpp"
#include "equivarify/codegen/audit/spec/described.hpp"
#include "equivarify/codegen/audit/spec/input_parts.hpp"
#include "equivarify/codegen/audit/spec/node.hpp"
#include "equivarify/codegen/audit/spec/refuse.hpp"
#include "equivarify/codegen/audit/spec/spec_form.hpp"
#include "equivarify/codegen/audit/spec/spec_network.hpp"
#include "equivarify/codegen/audit/spec/strict_json.hpp"
#include "equivarify/codegen/audit/spec/structure.hpp"

#include <nlohmann/json.hpp>

#include <utility>
#include <vector>

namespace equivarify::audit {
namespace {

using nlohmann::json;

/// The members of \p certificate that say what stands in its spec, and no other than it has.
void check_structure(Node const& certificate, Described const& described, json const& spec) {
  std::vector<std::string> members{"format", "sha256", "spec", "axioms", "theorems"};
  json expected = structure_of(described);
  expected["layers"] = layer_findings(described, spec);
  for (auto const& [key, value] : expected.items()) {
    members.push_back(key);
  }
  certificate.expect_keys(members, {});
  for (auto const& [key, value] : expected.items()) {
    expect_same(certificate.at(key), value, "which follows from the spec");
  }
}

/// The spec in \p certificate. \throws Refusal unless it is in canonical form.
json canonical_spec(Node const& certificate) {
  json result = canonical_form(certificate.at("spec"));
  expect_same(certificate.at("spec"), result, "as in the canonical form");
  return result;
}

Accepted check(json const& parsed) {
  Node const certificate{parsed, ""};
  demand(text(parsed, "format") == "equivarify certificate 4", "an unknown format");
  static_cast<void>(member(parsed, "spec"));
  json canonical = canonical_spec(certificate);
  Accepted result{.spec = text(canonical, "name"), .sha256 = "", .canonical = canonical.dump()};
  result.sha256 = sha256(result.canonical);
  if (text(parsed, "sha256") != result.sha256) {
    refuse("digest", "the digest is not that of the spec, " + result.sha256);
  }
  json const spec = joined_parts(std::move(canonical));
  Described const described = describe(spec);
  check_structure(certificate, described, spec);
  result.order = described.group.order();
  result.parameters = described.parameters;
  Theory const needed = demands_of(spec, result.order);
  Replayed const done = replay(needed, member(parsed, "axioms"), member(parsed, "theorems"));
  result.theorems = done.theorems;
  result.claims = done.claims;
  result.steps = done.steps;
  result.layers = check_layers(described, spec, layers_supposed(needed.theorems.back()));
  result.supposed = supposed_of(spec, result.layers);
  return result;
}

} // namespace

Accepted audit(std::string const& text) {
  try {
    return check(parse_strictly(text));
  } catch (json::exception const&) {
    throw Refusal{"the certificate is not made as certificates are"};
  }
}

void check_spec(Accepted const& accepted, std::string const& spec) {
  json written;
  try {
    json const parsed = parse_strictly(spec);
    written = canonical_form({parsed, ""});
  } catch (Refusal const& refusal) {
    throw Refusal{std::string{"the spec given: "} + refusal.what()};
  }
  if (written.dump() == accepted.canonical) {
    return;
  }
  json const inside = json::parse(accepted.canonical);
  std::string where;
  try {
    expect_same({inside, ""}, written, "as in the spec given");
  } catch (Refusal const& refusal) {
    where = std::string{": "} + refusal.what();
  }
  refuse("another-spec", "the certificate is about another spec" + where);
}

} // namespace equivarify::audit
