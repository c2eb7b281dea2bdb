#include "equivarify/codegen/verify/agenda.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/lemmas/sets.hpp"
#include "equivarify/codegen/certificate/symbolic.hpp"
#include "equivarify/codegen/reference/weights.hpp"
#include "equivarify/codegen/spec/plain_block.hpp"

namespace equivarify::codegen {
namespace {

std::size_t count_of_plain_parameters(Network const& network) {
  std::size_t count = 0;
  for (ReferenceParameter<float> const& parameter : zero_weights<float>(network)) {
    count += parameter.is_state ? 0 : parameter.values.size();
  }
  return count;
}

TheoremReport unproved(algebra::proof::Theorem const& theorem) {
  TheoremReport report;
  for (algebra::proof::Claim const& claim : theorem.claims) {
    report.claims.push_back({claim.name, claim.says});
  }
  return report;
}

/// Adds the lemmas to \p agenda, what the construction rests on besides, and the theorem of the
/// network, which stand in this order in its theorems.
void add_theorems(Network const& network, Verification& agenda) {
  std::vector<algebra::proof::Theorem> const theorems = theorems_of(network);
  auto theorem = theorems.begin();
  for (algebra::lemmas::Lemma const& lemma : algebra::lemmas::all_lemmas()) {
    EQUIVARIFY_ASSERT(theorem->id == lemma.id, "no theorem " + lemma.id);
    agenda.lemmas.push_back({{.id = lemma.id,
                              .statement = lemma.statement,
                              .source = lemma.source,
                              .scope = lemma.scope,
                              .exhaustive = {},
                              .property = {}},
                             unproved(*theorem++)});
    agenda.lemmas.back().exhaustive.too_large =
        network.group.order() > algebra::lemmas::largest_listed_order;
  }
  for (; theorem != theorems.end() - 1; ++theorem) {
    agenda.construction.emplace_back(theorem->id, unproved(*theorem));
  }
  agenda.theorem = unproved(*theorem);
}

/// Adds the layers whose values are compared, or those that are judged, to \p agenda.
void add_layers(Network const& network, Verification& agenda) {
  agenda.network = {
      .elements = network.group.order(), .order = network.group.order(), .layers = {}};
  if (first_plain_block(network) == nullptr) {
    agenda.network = untried(network);
  } else {
    agenda.stack = StackCheck{};
  }
  if (network.construction && network.construction->kind == ConstructionKind::coinduction) {
    agenda.claim = ClaimCheck{};
  }
  for (Block const& block : network.blocks) {
    for (Layer const& layer : block.layers) {
      if (agenda.stack && block.equivarification == Equivarification::none) {
        agenda.stack->layers.push_back({.block = block.name,
                                        .layer = layer.name,
                                        .inputs = {},
                                        .output = {},
                                        .subgroup = {},
                                        .reason = {}});
      }
      if (agenda.claim) {
        agenda.claim->layers.push_back({.layer = layer.name});
      }
    }
  }
}

} // namespace

Verification agenda_of(Network const& network) {
  Verification agenda{.name = network.name,
                      .sha256 = network.spec_sha256,
                      .convention = {},
                      .lemmas = {},
                      .construction = {},
                      .diagram = {},
                      .network = {},
                      .lift_parameters = network.parameters(),
                      .plain_parameters = count_of_plain_parameters(network),
                      .multiply_adds = network.multiply_adds(),
                      .copies = network.copies(),
                      .rounds_weights = network.arithmetic == Arithmetic::bf16};
  add_theorems(network, agenda);
  add_layers(network, agenda);
  return agenda;
}

} // namespace equivarify::codegen
