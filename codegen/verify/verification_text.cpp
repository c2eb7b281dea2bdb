#include "equivarify/codegen/verify/verification_text.hpp"

#include "equivarify/codegen/text/numbers.hpp"
#include "equivarify/codegen/verify/lemma_text.hpp"
#include "equivarify/codegen/verify/verdicts.hpp"
#include "equivarify/runtime/records/record_writer.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace equivarify::codegen {
namespace {

/// A line for each layer that is used as it is, up to the first that breaks the symmetry.
std::string stack_text(StackCheck const& stack, Verdicts const& verdict) {
  std::string text =
      "  network: blocks that are used as they are, layer by layer, for all weights\n";
  for (LayerFinding const& layer : stack.layers) {
    bool const holds = layer.reason.empty();
    text += fmt::format("  {}  {:<16} {} {}\n",
                        verdict(holds, "holds", stack.counterexample ? "REFUTED" : "NOT PROVED"),
                        layer.layer,
                        holds                  ? "under"
                        : stack.counterexample ? "the largest subgroup that still holds is"
                                               : "the largest subgroup that is known to hold is",
                        layer.subgroup);
    text += holds ? "" : fmt::format("             {}\n", layer.reason);
  }
  return stack.counterexample ? text + indented(*stack.counterexample) : text;
}

/// What was measured of a network whose layers hold.
std::string measured_text(Measurement const& measurement, Verdicts const& verdict) {
  return fmt::format(
      "\n  network: N(g x) against g N(x), every g in G, in single precision; a layer "
      "used as it is may sum in another order\n"
      "  {}  {:>29} values, {}\n",
      verdict(measurement.holds(), "equal", "DIFFERS"),
      grouped(measurement.values),
      measurement.words());
}

/// What a construction rests on, by the id of the theorem.
char const* statement_of(std::string const& id) {
  if (id == "quotient") {
    return "blocks over G/N are equivariant, relative to inputs on which N acts trivially";
  }
  return id == "symmetrization"
             ? "the mean of k F(k^-1 x) over H, or over its poses, commutes with H for every F; to "
               "the bit too, for means are sums in the order of size"
             : "a map that commutes with H, coinduced from [G:H] copies, is its lift to G";
}

std::string construction_text(Verification const& verification, Verdicts const& verdict) {
  std::string text;
  for (auto const& [name, theorem] : verification.construction) {
    text += fmt::format("  {}  {:<16} {}\n             proof for all X, Y and F: {}\n",
                        verdict(theorem.holds(), "holds", "UNPROVED"),
                        name,
                        statement_of(name),
                        symbolic_text(theorem));
  }
  if (verification.given_up) {
    text += fmt::format("             given up: {}\n", verification.given_up->clause);
    for (std::string const& line : verification.given_up->witness) {
      text += fmt::format("               {}\n", line);
    }
  }
  return text;
}

/// What was checked of layers, and what is supposed.
std::string foundations_text(Verification const& verification) {
  std::string text;
  if (!verification.rests_on->layers.empty()) {
    std::size_t outputs = 0;
    std::size_t terms = 0;
    for (CommutingLayer const& layer : verification.rests_on->layers) {
      outputs += layer.outputs;
      terms += layer.terms;
    }
    text = fmt::format("             each layer commutes: checked on every output (incidence), {} "
                       "outputs, {} terms\n",
                       grouped(outputs),
                       grouped(terms));
  }
  for (std::string const& statement : verification.rests_on->supposed) {
    text += fmt::format("             supposed: {}\n", statement);
  }
  return text + (verification.rests_on->supposed.empty() ? "             supposed: nothing\n" : "");
}

/// What is proved of the outputs, one by one.
std::string outputs_text(Verification const& verification, Verdicts const& verdict) {
  auto const& claims = verification.theorem->claims;
  std::string text;
  for (VerifiedOutput const& output : verification.outputs) {
    auto const claim = std::find_if(claims.begin(), claims.end(), [&](auto const& proved) {
      return proved.name == "output-" + output.name;
    });
    text += fmt::format("  {}  {:<16} f(g x) = g f(x), f being R F^: {}, {} {}, means over {}\n"
                        "             {}\n",
                        verdict(claim->proved, "holds", "UNPROVED"),
                        output.name,
                        output.head,
                        output.size,
                        output.size == 1 ? "number" : "numbers",
                        output.subgroup,
                        output.keeps);
  }
  return text;
}

std::string theorem_text(Verification const& verification, Verdicts const& verdict) {
  if (!verification.has_network_theorem()) {
    return "  network: no theorem, for a layer is not known to commute as it is claimed to\n";
  }
  TheoremReport const& theorem = *verification.theorem;
  std::string text = construction_text(verification, verdict);
  text += fmt::format("  {}  {:<16} N(g x) = g N(x), whatever the {}layers compute\n"
                      "             proof for all x and weights: {}\n",
                      verdict(theorem.holds(), "holds", "UNPROVED"),
                      "network",
                      verification.stack ? "other " : "",
                      symbolic_text(theorem));
  text += verification.claim
              ? "             and, as its layers commute with H, N is the lift of F: p N = F\n"
              : "";
  text += foundations_text(verification);
  text += outputs_text(verification, verdict);
  text +=
      fmt::format("  {}  {:<16} every two paths of the network's diagram are equal: {} pairs, by "
                  "{} equations\n",
                  verdict(verification.diagram.commutes(), "holds", "UNPROVED"),
                  "diagram",
                  grouped(verification.diagram.path_pairs),
                  grouped(verification.diagram.equations));
  return text;
}

std::string tried_elements(NetworkCheck const& network) {
  return network.elements == network.order
             ? "every g in G"
             : fmt::format("the generators and others, {} of the {} g in G",
                           grouped(network.elements),
                           grouped(network.order));
}

std::string network_text(Verification const& verification, Verdicts const& verdict) {
  NetworkCheck const& network = verification.network;
  std::string text = theorem_text(verification, verdict);
  text +=
      fmt::format("\n  network: F(g x) against g F(x), {}, {} random inputs and weights, to the "
                  "bit\n",
                  tried_elements(network),
                  network.inputs);
  for (LayerCheck const& layer : network.layers) {
    text += fmt::format("  {}  {:<16} {:>12} values, {} differing bits\n",
                        layer.values_compared == 0
                            ? verdict.in_part("untried")
                            : verdict(layer.differing_bits == 0, "equal", "DIFFERS"),
                        layer.layer,
                        grouped(layer.values_compared),
                        grouped(layer.differing_bits));
  }
  return network.counterexample ? text + indented(*network.counterexample) : text;
}

/// Of a network with blocks that are used as they are.
std::string plain_text(Verification const& verification, Verdicts const& verdict) {
  StackCheck const& stack = *verification.stack;
  std::string text = stack_text(stack, verdict);
  if (stack.measurement) {
    text += theorem_text(verification, verdict) + measured_text(*stack.measurement, verdict);
  }
  return text;
}

/// What was left out, and the verdict.
std::string conclusion_text(Verification const& verification, Verdicts const& verdict) {
  std::string text;
  if (!verification.left_out.empty()) {
    text += "\n  left out, as time was over:\n";
  }
  for (std::string const& what : verification.left_out) {
    text += fmt::format("    {}\n", what);
  }
  if (verification.verdict() == Verdict::unfinished) {
    return text +
           fmt::format("\n{}: what was checked holds; no verdict, for checks were left out\n",
                       verdict.in_part("NOT FINISHED"));
  }
  if (verification.verdict() == Verdict::not_proved) {
    return text + fmt::format("\n{}: a layer is not known to commute, and no input was found that "
                              "shows that the claim is false\n",
                              verdict.in_part("NOT PROVED"));
  }
  return text + fmt::format("\n{}\n", verdict(verification.holds(), "VERIFIED", "REFUTED"));
}

} // namespace

std::string to_text(Verification const& verification, bool colour) {
  Verdicts const verdict{colour};
  std::string text = fmt::format("{} (sha256 {}, seed {}, convention {})\n\n",
                                 verification.name,
                                 verification.sha256.substr(0, 12),
                                 verification.seed,
                                 verification.convention);
  for (auto const& lemma : verification.lemmas) {
    text += lemma_text(lemma, verdict);
  }
  if (verification.claim) {
    text += to_text(*verification.claim);
  }
  text += '\n';
  text +=
      verification.stack ? plain_text(verification, verdict) : network_text(verification, verdict);
  text +=
      fmt::format("\n  {} parameters in the lift, {} in F; {} multiply-adds for all {} copies\n",
                  grouped(verification.lift_parameters),
                  grouped(verification.plain_parameters),
                  grouped(verification.multiply_adds),
                  verification.copies);
  text +=
      verification.rounds_weights
          ? "  weights of linear layers are bf16 numbers: F is the network that has them, and all "
            "of this holds of it\n"
          : "";
  return text + conclusion_text(verification, verdict);
}

std::string to_json(Verification const& verification) {
  return runtime::record_json<nlohmann::ordered_json>(verification).dump(2) + "\n";
}

} // namespace equivarify::codegen
