#include "equivarify/codegen/verify/verification.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/codegen/certificate/symbolic.hpp"
#include "equivarify/codegen/refute/map_trial.hpp"
#include "equivarify/codegen/refute/stack_measure.hpp"
#include "equivarify/codegen/verify/agenda.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace equivarify::codegen {
namespace {

/// Of each lemma, unless the number of cases is given. Groups of few elements need less.
constexpr std::uint64_t work_of_a_second = 8'000'000;

std::string replay_command(VerificationOptions const& options) {
  std::string command = fmt::format("equivarify verify {} --seed {}", options.spec, options.seed);
  if (options.convention != "formula") {
    command += fmt::format(" --convention {}", options.convention);
  }
  if (options.cases != 0) {
    command += fmt::format(" --cases {}", options.cases);
  }
  return command;
}

/// What the theorem of \p network rests on and nobody checks: of the sums in \p layers, and of the
/// means that a construction takes.
std::vector<std::string> supposed_of(Network const& network,
                                     std::vector<CommutingLayer> const& layers) {
  std::vector<std::string> statements;
  bool const has_sums = std::any_of(
      layers.begin(), layers.end(), [](CommutingLayer const& layer) { return layer.adds_terms; });
  if (has_sums) {
    statements.emplace_back("a sum does not depend on the order of its terms (exact arithmetic)");
  }
  bool const constructed =
      network.construction && network.construction->kind != ConstructionKind::kernel_quotient;
  if (constructed || !network.outputs.empty()) {
    statements.emplace_back("a mean does not depend on the order of its terms and commutes with a "
                            "linear action (exact arithmetic; to the bit by sorted sums)");
  }
  if (network.construction && network.construction->kind == ConstructionKind::coinduction) {
    statements.emplace_back(
        "for p N = F: the mean of equal numbers is that number (exact arithmetic)");
  }
  return statements;
}

[[noreturn]] void report_contradiction(std::string const& layer, std::string const& found) {
  throw algebra::InternalError{
      fmt::format("the theorem of the network is proved, and the values of layer {} contradict it: "
                  "they differ {}",
                  layer,
                  found)};
}

/// Measures \p network, whose layers all commute with the group for all weights, as was found;
/// nothing if there is no time for all of it.
///
/// \throws InternalError if the values of a layer contradict that.
std::optional<Measurement> measure_layers(Network const& network,
                                          VerificationOptions const& options) {
  std::size_t layer = 0;
  for (Block const& block : network.blocks) {
    for (Layer const& each : block.layers) {
      if (!options.watch.has_time()) {
        return std::nullopt;
      }
      options.watch.tell("network: layer " + each.name);
      // One input for each layer: later layers may make a difference small.
      Measurement const found = measure_stack(network, options.seed, 1, layer++);
      if (!found.holds()) {
        report_contradiction(each.name, found.words());
      }
    }
  }
  if (!options.watch.has_time()) {
    return std::nullopt;
  }
  options.watch.tell("network: random inputs");
  return network.outputs.empty() ? measure_stack(network, options.seed, options.inputs, layer - 1)
                                 : measure_outputs(network, options.seed, options.inputs);
}

std::vector<VerifiedOutput> outputs_of(Network const& network) {
  std::vector<VerifiedOutput> result;
  for (Output const& output : network.outputs) {
    algebra::Subgroup const& acting = output.head.outputs().acting();
    result.push_back({.name = output.name,
                      .head = algebra::name_of(output.head.kind()),
                      .subgroup = acting.index() == 1 ? network.group.name() : acting.to_string(),
                      .size = output.head.size(),
                      .keeps = output.head.keeps()});
  }
  return result;
}

/// \throws InternalError if a theorem is proved of the network and its values contradict it.
void expect_no_contradiction(Verification const& result) {
  if (result.convention != "formula" || !all_hold(result.proofs) || !result.has_network_theorem()) {
    return;
  }
  for (LayerCheck const& layer : result.network.layers) {
    if (layer.differing_bits != 0) {
      report_contradiction(layer.layer, fmt::format("in {} bits", layer.differing_bits));
    }
  }
}

/// The command that does what led to \p counterexample again is \p replay.
void name_replay(std::optional<NetworkCounterexample>& counterexample, std::string const& replay) {
  if (counterexample) {
    counterexample->replay = replay;
  }
}

/// Tries \p network on random inputs, as far as there is time.
void check_on_numbers(Network const& network,
                      VerificationOptions const& options,
                      Verification& result) {
  if (result.stack) {
    result.stack = check_stack(network, options.seed);
    name_replay(result.stack->counterexample, replay_command(options));
    if (result.stack->holds()) {
      result.stack->measurement = measure_layers(network, options);
      if (!result.stack->measurement) {
        result.left_out.emplace_back("network: its values on random inputs");
      }
    }
    return;
  }
  result.network =
      check_network(network,
                    {.seed = options.seed,
                     .inputs = options.inputs,
                     .convention = algebra::lemmas::convention_named(options.convention),
                     .watch = options.watch});
  name_replay(result.network.counterexample, replay_command(options));
  std::size_t const wanted = number_of_inputs(network, options.inputs);
  if (result.network.inputs < wanted) {
    result.left_out.push_back(
        fmt::format("network: {} of {} random inputs", wanted - result.network.inputs, wanted));
  }
  expect_no_contradiction(result);
}

/// Checks all lemmas, as far as there is time, and adds what the prover found of them and of what
/// the construction rests on besides.
void add_lemmas(Network const& network, VerificationOptions const& options, Verification& result) {
  algebra::lemmas::LemmaOptions lemma_options = lemma_options_of(network, options);
  lemma_options.max_work = options.cases == 0 ? work_of_a_second : 0;
  auto theorem = result.proofs.begin();
  auto lemma = result.lemmas.begin();
  for (algebra::lemmas::LemmaReport& checked :
       algebra::lemmas::check_lemmas(network.group, network.signed_permutations(), lemma_options)) {
    EQUIVARIFY_ASSERT(lemma->id == checked.id, "no lemma " + checked.id);
    for (std::string const& what : checked.left_out) {
      result.left_out.push_back(fmt::format("lemma {}: {}", checked.id, what));
    }
    *lemma++ = {std::move(checked), report_of(*theorem++)};
  }
  for (auto& [id, found] : result.construction) {
    EQUIVARIFY_ASSERT(theorem->id == id, "no theorem " + id);
    found = report_of(*theorem++);
  }
}

} // namespace

/// The cost of one case grows with the square of the order of the group; unless their number is
/// given, that of the cases shrinks as much from order 8 on, so that a large group takes no longer
/// than it must.
algebra::lemmas::LemmaOptions lemma_options_of(Network const& network,
                                               VerificationOptions const& options) {
  algebra::lemmas::LemmaOptions result{.seed = options.seed,
                                       .tests = options.tests,
                                       .construction =
                                           algebra::lemmas::convention_named(options.convention),
                                       .spec = options.spec,
                                       .exhaustive = options.exhaustive,
                                       .watch = options.watch};
  std::uint64_t const order = std::max(network.group.order(), 8U);
  result.max_exhaustive_cases =
      options.cases != 0 ? options.cases : result.max_exhaustive_cases * 64 / (order * order);
  return result;
}

bool TheoremReport::holds() const {
  return std::all_of(claims.begin(), claims.end(), [](auto const& claim) { return claim.proved; });
}

TheoremReport report_of(algebra::proof::ProvedTheorem const& theorem) {
  TheoremReport report{.claims = {}, .steps = theorem.steps()};
  for (auto const& proved : theorem.claims) {
    report.claims.push_back({proved.claim.name, proved.claim.says, proved.holds()});
  }
  return report;
}

Verdict Verification::verdict() const {
  bool const all_lemmas = std::all_of(lemmas.begin(), lemmas.end(), [](auto const& lemma) {
    return lemma.holds() && lemma.symbolic.holds();
  });
  bool const is_constructed = std::all_of(construction.begin(),
                                          construction.end(),
                                          [](auto const& each) { return each.second.holds(); });
  bool const holds = all_lemmas && is_constructed && (!theorem || theorem->holds()) &&
                     diagram.commutes() &&
                     (!stack || !stack->measurement || stack->measurement->holds()) &&
                     network.differing_bits() == 0 && lift_parameters == plain_parameters;
  if (!holds || (stack && stack->verdict() == ClaimVerdict::refuted) ||
      (claim && claim->verdict() == ClaimVerdict::refuted)) {
    return Verdict::refuted;
  }
  return !has_network_theorem() ? Verdict::not_proved
         : left_out.empty()     ? Verdict::verified
                                : Verdict::unfinished;
}

bool Verification::has_network_theorem() const {
  return theorem && (!stack || stack->holds()) && (!claim || claim->holds());
}

Verification verify(Network const& network, VerificationOptions const& options) {
  static_cast<void>(algebra::lemmas::convention_named(options.convention));
  options.watch.tell("proofs");
  Verification result = agenda_of(network);
  result.seed = options.seed;
  result.convention = options.convention;
  std::vector<CommutingLayer> commuting = commuting_layers(network);
  std::vector<std::string> supposed = supposed_of(network, commuting);
  result.rests_on = Foundations{std::move(commuting), std::move(supposed)};
  result.diagram = algebra::proof::check_diagram(block_terms(network));
  result.given_up = given_up(network, options.seed);
  if (result.claim) {
    result.claim = judge_claim(network, options.seed);
  }
  result.outputs = outputs_of(network);
  result.proofs = prove_symbolically(network);
  result.theorem = report_of(result.proofs.back());
  check_on_numbers(network, options, result);
  if (!result.has_network_theorem()) {
    result.theorem.reset();
    result.rests_on.reset();
  }
  add_lemmas(network, options, result);
  return result;
}

} // namespace equivarify::codegen
