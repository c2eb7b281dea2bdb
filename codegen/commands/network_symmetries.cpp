#include "equivarify/algebra/symmetries/function_symmetries.hpp"
#include "equivarify/algebra/symmetries/generated_symmetries.hpp"
#include "equivarify/codegen/commands/lift_files.hpp"
#include "equivarify/codegen/commands/symmetries_options.hpp"
#include "equivarify/codegen/commands/symmetries_watch.hpp"
#include "equivarify/codegen/onnx_file/read_onnx.hpp"
#include "equivarify/codegen/propose/function_report.hpp"
#include "equivarify/codegen/propose/proposed_parts.hpp"
#include "equivarify/codegen/propose/proposed_spec.hpp"
#include "equivarify/codegen/propose/sample_data.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <ostream>
#include <sstream>

namespace equivarify::codegen {
namespace {

namespace sym = algebra::symmetries;

/// Without a search the outputs are matched on a few inputs.
constexpr std::size_t inputs_without_search = 256;

/// The numbers in \p text, one or several with commas.
std::vector<double> bounds_from(char const* option, std::string const& text) {
  std::vector<double> bounds;
  for (std::size_t begin = 0; begin <= text.size();) {
    std::size_t const end = std::min(text.find(',', begin), text.size());
    double value = 0;
    auto const [stop, error] = std::from_chars(text.data() + begin, text.data() + end, value);
    if (error != std::errc{} || stop != text.data() + end || !std::isfinite(value)) {
      throw algebra::AlgebraError(
          fmt::format("{}: found '{}', expected numbers with commas between "
                      "them",
                      option,
                      text));
    }
    bounds.push_back(value);
    begin = end + 1;
  }
  return bounds;
}

/// The box, or the inputs in a file.
sym::InputSource source_of(SymmetriesOptions const& options, NetworkFunction const& network) {
  sym::InputSource source{.inputs = std::size_t{network.input.channels} * network.input.rows *
                                    network.input.columns,
                          .lowest = {is_picture(network.input) ? 0.0 : -1.0},
                          .highest = {1}};
  if (!options.lowest.empty()) {
    source.lowest = bounds_from("--lowest", options.lowest);
  }
  if (!options.highest.empty()) {
    source.highest = bounds_from("--highest", options.highest);
  }
  if (!options.inputs.empty()) {
    SampleData const data = read_samples({.file = options.inputs,
                                          .inputs = options.array.value_or(SampleSource{}.inputs),
                                          .labels = {}});
    source.given = as_network_inputs(network, data.samples, options.inputs);
  }
  return source;
}

sym::FunctionQuestion question_of(SymmetriesOptions const& options,
                                  NetworkFunction const& network) {
  sym::FunctionQuestion question{.function = network.function,
                                 .source = source_of(options, network)};
  question.proposals = proposed_motions(options, network.input);
  question.search = wants_search(options,
                                 question.source.inputs + network.lifted.output_order.size(),
                                 is_picture(network.input));
  return question;
}

sym::FunctionSymmetries watched_network_search(SymmetriesOptions const& options,
                                               sym::FunctionQuestion const& question,
                                               sym::FunctionOptions how,
                                               Console const& console) {
  SymmetriesWatch watch{options, console};
  how.search.watch = watch.of_search();
  how.watch = watch.of_tests();
  std::string const& place = options.inputs.empty() ? options.file : options.inputs;
  return of_file(place, [&] { return sym::function_symmetries(question, how); });
}

sym::FunctionOptions how_of(SymmetriesOptions const& options, bool searches) {
  return {.seed = options.seed,
          .search_inputs = searches ? options.samples.value_or(sym::FunctionOptions{}.search_inputs)
                                    : inputs_without_search,
          .test_inputs = options.tested,
          .tolerance = options.tolerance.value_or(sym::FunctionOptions{}.tolerance),
          .near = options.near.value_or(sym::FunctionOptions{}.near),
          .level = options.level};
}

std::vector<std::size_t> accepted(sym::FunctionSymmetries const& found) {
  std::vector<std::size_t> numbers;
  for (std::size_t c = 0; c < found.candidates.size(); ++c) {
    if (found.candidates[c].verdict != sym::FunctionVerdict::fails) {
      numbers.push_back(c + 1);
    }
  }
  return numbers;
}

void write_spec(SymmetriesOptions const& options, FunctionReport const& report, Console& console) {
  require_form(report.group);
  auto const inputs = static_cast<std::uint32_t>(report.question.source.inputs);
  auto const outputs = static_cast<std::uint32_t>(report.found.outputs);
  std::filesystem::path const file = options.file;
  LiftedNetwork const& lifted = report.network.lifted;
  bool const is_one = lifted.inputs.size() == 1;
  ProposedParts const parts = is_one
                                  ? ProposedParts{motions_of(report.group, 0, report.network.input)}
                                  : proposed_parts(report.group, lifted.inputs);
  SpecFrame const frame{
      .name = as_name(options.name.empty() ? file.stem().string() : options.name, "network"),
      .description = "Lifted from " + file.filename().string() +
                     " under the group that equivarify symmetries proposes",
      .group = report.group.form,
      .action = parts.action,
      .from = parts.from,
      .output = {{"output", head_of(report.group, inputs, outputs, {})}}};
  std::ostringstream unheard;
  Console quiet{.out = unheard, .err = console.err};
  LiftedModels const models{lifted, {original_of(read_onnx(options.file), options.file, lifted)}};
  write_lifted(options.folder, models, frame, true, options.json ? quiet : console);
}

} // namespace

ExitCode run_network_symmetries(SymmetriesOptions const& options, Console& console) {
  NetworkFunction const network = network_function(options.file);
  sym::FunctionQuestion const question = question_of(options, network);
  sym::FunctionOptions const how = how_of(options, question.search);
  sym::FunctionSymmetries const found = watched_network_search(options, question, how, console);
  std::vector<std::size_t> const taken = taken_candidates(options, accepted(found));
  std::vector<algebra::SignedPermutation> motions;
  for (std::size_t const number : taken) {
    sym::FunctionCandidate const& each = found.candidates[number - 1];
    motions.push_back(sym::next_to(each.on_input, each.on_output));
  }
  ProposedGroup const group = proposed_group(motions);
  FunctionReport const report{network, question, found, how, taken, group, options.inputs};
  console.out << (options.json ? to_json(report).dump(1) + "\n" : to_text(report));
  ExitCode const code =
      found.search.is_cut || found.untested > 0 ? ExitCode::unfinished : ExitCode::done;
  if (options.folder.empty()) {
    return code;
  }
  if (group.generators.empty()) {
    return ExitCode::refuted;
  }
  write_spec(options, report, console);
  return code;
}

} // namespace equivarify::codegen
