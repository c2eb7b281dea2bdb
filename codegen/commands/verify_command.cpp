#include "equivarify/codegen/commands/verify_command.hpp"

#include "equivarify/codegen/spec_json.hpp"
#include "equivarify/codegen/verify/verification.hpp"
#include "equivarify/codegen/verify/verification_json.hpp"
#include "equivarify/codegen/verify/verification_text.hpp"

#include <fmt/format.h>

#include <memory>
#include <ostream>
#include <string>

#include <CLI/CLI.hpp>

namespace equivarify::codegen {
namespace {

struct VerifyOptions {
  VerificationOptions verification;
  bool json = false;
};

ExitCode run_verify(VerifyOptions const& options, Console& console) {
  Verification const verification =
      verify(load_network(options.verification.spec), options.verification);
  console.out << (options.json ? to_json(verification) : to_text(verification, console.colour));
  return verification.holds() ? ExitCode::done : ExitCode::refuted;
}

constexpr char const* examples =
    "Examples:\n"
    "  equivarify verify specs/mnist_c4.json\n"
    "  equivarify verify specs/mnist_c4.json --json > verify.json\n"
    "  equivarify verify specs/mnist_c4.json --convention opposite\n"
    "                                       what the authors' program would break\n"
    "\n"
    "The exit code is 1 if a statement is refuted; its counterexample is printed, shrunk,\n"
    "with the command that finds it again.\n"
    "\n"
    "Conventions:\n";

/// The examples, then a line for each convention.
std::string footer() {
  std::string text = examples;
  for (auto const& convention : algebra::lemmas::named_conventions()) {
    text += fmt::format("  {:<22} {}\n", convention.name, convention.description);
  }
  return text;
}

} // namespace

void add_verify_command(CLI::App& app, Action& action) {
  auto options = std::make_shared<VerifyOptions>();
  CLI::App* command = app.add_subcommand("verify", "Check every lemma, and the network to the bit");
  command->add_option("SPEC", options->verification.spec, "The spec, a JSON file")->required();
  command->add_flag("--json", options->json, "Print JSON for machines");
  command
      ->add_option(
          "--seed", options->verification.seed, "Of the random instances, weights and inputs")
      ->capture_default_str();
  command->add_option("--tests", options->verification.tests, "Random instances of each lemma")
      ->check(CLI::Range(1, 1'000'000))
      ->capture_default_str();
  command
      ->add_option("--inputs",
                   options->verification.inputs,
                   "Random inputs of the network; 0: a few seconds' worth")
      ->check(CLI::Range(0, 1'000'000))
      ->capture_default_str();
  command->add_option("--convention", options->verification.convention, "The definitions to check")
      ->capture_default_str();
  command->footer(footer());
  command->callback([options, &action] {
    action = [options](Console& console) { return run_verify(*options, console); };
  });
}

} // namespace equivarify::codegen
