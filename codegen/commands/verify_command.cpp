#include "equivarify/codegen/commands/verify_command.hpp"

#include "equivarify/algebra/proof/diagram.hpp"
#include "equivarify/codegen/certificate/certificate.hpp"
#include "equivarify/codegen/certificate/symbolic.hpp"
#include "equivarify/codegen/commands/budget_watch.hpp"
#include "equivarify/codegen/commands/progress_line.hpp"
#include "equivarify/codegen/commands/shard_options.hpp"
#include "equivarify/codegen/coq/coq.hpp"
#include "equivarify/codegen/integers/integer_verification.hpp"
#include "equivarify/codegen/process/drawing.hpp"
#include "equivarify/codegen/process/file.hpp"
#include "equivarify/codegen/spec/cost.hpp"
#include "equivarify/codegen/spec/load.hpp"
#include "equivarify/codegen/verify/exhaustive_shards.hpp"
#include "equivarify/codegen/verify/verification.hpp"
#include "equivarify/codegen/verify/verification_text.hpp"
#include "equivarify/runtime/ranks/interruption.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>
#include <optional>
#include <ostream>
#include <string>

namespace equivarify::codegen {
namespace {

struct VerifyOptions {
  VerificationOptions verification;
  runtime::ShardRequest request{};
  bool json = false;
  bool progress = false;     ///< is said wherever standard error goes
  std::string certificate{}; ///< the file to write; none if empty
  std::string coq{};         ///< the same
  std::string diagram{};     ///< the same
  std::string weights{};     ///< integers; none if empty
};

/// What \p verification and that of integers, if there is one, say.
std::string said(VerifyOptions const& options,
                 Verification const& verification,
                 std::optional<IntegerVerification> const& integers,
                 bool colour) {
  if (!options.json) {
    return to_text(verification, colour) + (integers ? to_text(*integers) : std::string{});
  }
  if (!integers) {
    return to_json(verification);
  }
  auto document = nlohmann::ordered_json::parse(to_json(verification));
  document["integers"] = nlohmann::ordered_json::parse(to_json(*integers));
  return document.dump(2) + "\n";
}

/// Writes the files that were asked for: what is refuted has none.
void write_proofs(VerifyOptions const& options,
                  Network const& network,
                  Verification const& verification,
                  Console& console) {
  if (!options.certificate.empty()) {
    write_file(options.certificate, certificate(network, verification.proofs));
  }
  if (!options.coq.empty()) {
    write_file(options.coq, to_coq(network));
  }
  if (!options.diagram.empty()) {
    auto const diagram = algebra::proof::network_diagram(block_terms(network));
    Drawing const drawing{to_dot(diagram, network.name), boost::num_vertices(diagram)};
    console.err << write_drawing(drawing, options.diagram) << '\n';
  }
}

/// Does the exhaustive checks of \p verification in shards; whether all are done.
bool do_shards(Network const& network,
               runtime::ShardRequest request,
               VerificationOptions& verification,
               Console& console,
               ProgressLine& progress_line) {
  request.watcher = [&progress_line](std::size_t done, std::size_t total) {
    progress_line.show(fmt::format("{} of {} shards", done, total));
  };
  runtime::ShardProgress const progress =
      check_lemmas_in_shards(network, request, *console.team, verification);
  progress_line.clear();
  return is_finished(progress, request, "the exhaustive checks", console);
}

/// That of the integers that were asked for; before all else, which takes longer.
std::optional<IntegerVerification> verified_integers(VerifyOptions const& options,
                                                     Network const& network) {
  if (options.weights.empty()) {
    return std::nullopt;
  }
  return verify_integers(
      network,
      options.weights,
      {.inputs = options.verification.inputs, .seed = options.verification.seed});
}

/// Says what \p verification and that of \p integers came to and writes what was asked for.
Verdict conclude(VerifyOptions const& options,
                 Network const& network,
                 Verification const& verification,
                 std::optional<IntegerVerification> const& integers,
                 Console& console) {
  console.out << said(options, verification, integers, console.colour);
  if (integers && !integers->holds()) {
    return Verdict::refuted;
  }
  if (verification.holds()) {
    write_proofs(options, network, verification, console);
  } else {
    bool const is_unfinished = verification.verdict() == Verdict::unfinished;
    char const* const why = is_unfinished ? "checks were left out" : "nothing is proved";
    for (std::string const& file : {options.certificate, options.coq, options.diagram}) {
      console.err << (file.empty() ? "" : fmt::format("{}: not written, for {}\n", file, why));
    }
  }
  return verification.verdict();
}

/// Whether the exhaustive checks are done in shards. A budget alone is no reason: without a folder
/// that keeps them, shards that are done would say nothing of what they saw.
bool are_in_shards(VerifyOptions const& options, Console const& console) {
  runtime::ShardPlan plan = options.request.plan;
  plan.budget_seconds = 0;
  return options.verification.cases != 0 || plan.is_special() || console.team->size() > 1;
}

ExitCode run_verify(VerifyOptions const& options, Console& console) {
  Network const network = load_network(options.verification.spec);
  if (!options.coq.empty()) {
    require_listable(network, "Coq", 0, "");
  }
  VerificationOptions watched = options.verification;
  std::optional<Verification> verification; // on the first process alone
  std::optional<IntegerVerification> integers;
  if (console.team->is_first()) {
    integers = verified_integers(options, network);
  }
  {
    runtime::Interruption const interruption;
    ProgressLine progress_line{console, options.progress};
    watched.watch = budget_watch(options.request.plan.budget_seconds, progress_line);
    if (are_in_shards(options, console) &&
        !do_shards(network, options.request, watched, console, progress_line)) {
      return ExitCode::unfinished;
    }
    if (console.team->is_first()) {
      verification = verify(network, watched);
    }
  }
  Verdict const verdict = verification
                              ? conclude(options, network, *verification, integers, console)
                              : Verdict::verified;
  bool const is_refuted =
      console.team->any(verdict == Verdict::refuted || verdict == Verdict::not_proved);
  bool const is_unfinished = console.team->any(verdict == Verdict::unfinished);
  return is_refuted ? ExitCode::refuted : is_unfinished ? ExitCode::unfinished : ExitCode::done;
}

constexpr char const* verify_examples =
    "Examples:\n"
    "  equivarify verify specs/mnist_c4.json\n"
    "  equivarify verify specs/mnist_c4.json --json > verify.json\n"
    "  equivarify verify specs/mnist_c4.json --certificate mnist_c4.certificate.json\n"
    "  equivarify-audit mnist_c4.certificate.json specs/mnist_c4.json\n"
    "  equivarify verify specs/mnist_c4.json --coq mnist_c4.v && coqc mnist_c4.v\n"
    "  equivarify verify specs/mnist_c4.json --diagram mnist_c4.svg\n"
    "  equivarify verify specs/mnist_c4.json --weights int8.safetensors\n"
    "                                       how large its sums of integers are at most\n"
    "  equivarify verify specs/mnist_c4.json --convention opposite\n"
    "                                       what the authors' program would break\n"
    "  equivarify verify SPEC --budget 60   what a minute allows; the rest is named\n"
    "  equivarify verify SPEC --cases 1000000 --shards DIR\n"
    "                                       more of the lemmas' cases; goes on after a kill\n"
    "  mpirun -n 4 equivarify verify SPEC --cases 1000000 --shards DIR\n"
    "                                       the same by four processes, where the program was "
    "built with MPI\n"
    "\n"
    "The exit code is 130 if a budget, a share or Ctrl-C leaves checks out, which are named, and 1 "
    "if a statement is\n"
    "refuted; its counterexample is printed, shrunk, with the command that finds it again. NOT "
    "PROVED, also 1, says that a layer\n"
    "used as it is is not known to commute and that no counterexample was found.\n"
    "\n"
    "Conventions:\n";

/// The examples, then a line for each convention.
std::string footer() {
  std::string text = verify_examples;
  for (auto const& convention : algebra::lemmas::named_conventions()) {
    text += fmt::format("  {:<22} {}\n", convention.name, convention.description);
  }
  return text;
}

} // namespace

void add_verify_command(CommandLine& app, Action& action) {
  auto options = std::make_shared<VerifyOptions>();
  CommandLine command =
      app.add_subcommand("verify", "Check every lemma, and the network to the bit");
  command.add_option("SPEC", options->verification.spec, "The spec, a JSON file").required();
  command.add_flag("--json", options->json, "Print JSON for machines");
  command
      .add_option(
          "--seed", options->verification.seed, "Of the random instances, weights and inputs")
      .shows_default();
  command.add_option("--tests", options->verification.tests, "Random instances of each lemma")
      .between(1, 1'000'000)
      .shows_default();
  command
      .add_option("--inputs",
                  options->verification.inputs,
                  "Random inputs of the network; 0: a few seconds' worth")
      .between(0, 1'000'000)
      .shows_default();
  command.add_option("--convention", options->verification.convention, "The definitions to check")
      .shows_default();
  command.add_option("--certificate",
                     options->certificate,
                     "Write the proofs to this file, for equivarify-audit to replay");
  command.add_option("--coq", options->coq, "Write the theorems to this file, for coqc to accept");
  command.add_option("--diagram",
                     options->diagram,
                     "Draw the commuting diagram to this file, FILE.dot or FILE.svg");
  command.add_option("--weights",
                     options->weights,
                     "Integer weights, as quantise writes them: that no sum overflows, and the "
                     "network of integers at every input where these are few");
  command
      .add_option(
          "--cases",
          options->verification.cases,
          "Try all cases of a lemma on a set and a number of labels that has up to so many; "
          "0: as is quick")
      .shows_default();
  add_shard_options(command, options->request, "the lemmas' cases");
  command.add_flag("--progress",
                   options->progress,
                   "Say on standard error what is done, also where that is no terminal");
  command.footer(footer());
  command.on_choice([options, &action] {
    action = [options](Console& console) { return run_verify(*options, console); };
  });
}

} // namespace equivarify::codegen
