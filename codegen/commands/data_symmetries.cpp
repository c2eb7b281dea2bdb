#include "equivarify/algebra/symmetries/data_symmetries.hpp"

#include "equivarify/codegen/commands/lift_files.hpp"
#include "equivarify/codegen/commands/symmetries_options.hpp"
#include "equivarify/codegen/commands/symmetries_watch.hpp"
#include "equivarify/codegen/process/file.hpp"
#include "equivarify/codegen/propose/data_report.hpp"
#include "equivarify/codegen/propose/proposed_spec.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <filesystem>
#include <ostream>

namespace equivarify::codegen {
namespace {

namespace sym = algebra::symmetries;

sym::DataQuestion question_of(SymmetriesOptions const& options, SampleData const& data) {
  std::size_t const inputs = data.samples.width() - data.labels;
  sym::DataQuestion question{
      .coordinates = std::vector<sym::Coordinate>(inputs, {.kind = 0, .may_negate = true}),
      .labels = data.labels};
  question.coordinates.resize(data.samples.width(),
                              {.kind = 1, .may_negate = data.classes.empty()});
  question.proposals = proposed_motions(options, data.shape);
  question.search = wants_search(options, data.samples.width(), is_picture(data.shape));
  return question;
}

LabelsAre labels_are(SymmetriesOptions const& options) {
  if (!options.labels_are) {
    return LabelsAre::as_they_look;
  }
  return *options.labels_are == "classes" ? LabelsAre::classes : LabelsAre::numbers;
}

sym::DataOptions how_of(SymmetriesOptions const& options) {
  return {.seed = options.seed,
          .level = options.level,
          .near = options.near.value_or(0),
          .rows = options.tested,
          .rounds = options.rounds.value_or(sym::DataOptions{}.rounds)};
}

sym::DataSymmetries watched_data_search(SymmetriesOptions const& options,
                                        SampleData const& data,
                                        sym::DataOptions how,
                                        Console const& console) {
  SymmetriesWatch watch{options, console};
  how.search.watch = watch.of_search();
  how.watch = watch.of_tests();
  sym::DataQuestion const question = question_of(options, data);
  return of_file(options.file, [&] { return sym::data_symmetries(data.samples, question, how); });
}

std::vector<std::size_t> accepted(sym::DataSymmetries const& found) {
  std::vector<std::size_t> numbers;
  for (std::size_t c = 0; c < found.candidates.size(); ++c) {
    if (found.candidates[c].verdict != sym::DataVerdict::rejected) {
      numbers.push_back(c + 1);
    }
  }
  return numbers;
}

void write_spec(SymmetriesOptions const& options,
                ProposedGroup const& group,
                SampleData const& data,
                Console& console) {
  std::filesystem::path const file = options.file;
  std::string const name =
      as_name(options.name.empty() ? file.stem().string() : options.name, "data");
  std::filesystem::path const folder = options.folder;
  std::string const text = data_spec_text(group, data, name);
  make_folder(folder);
  write_file(folder / (name + ".json"), text);
  if (!options.json) {
    fmt::print(console.out, "wrote {}\n", (folder / (name + ".json")).string());
  }
}

} // namespace

ExitCode run_data_symmetries(SymmetriesOptions const& options, Console& console) {
  SampleData const data = read_samples({.file = options.file,
                                        .inputs = options.array.value_or(SampleSource{}.inputs),
                                        .labels = options.labels,
                                        .labels_are = labels_are(options),
                                        .most = options.samples.value_or(SampleSource{}.most)});
  sym::DataOptions const how = how_of(options);
  sym::DataSymmetries const found = watched_data_search(options, data, how, console);
  std::vector<std::size_t> const taken = taken_candidates(options, accepted(found));
  std::vector<algebra::SignedPermutation> motions;
  for (std::size_t const number : taken) {
    motions.push_back(found.candidates[number - 1].motion);
  }
  ProposedGroup const group = proposed_group(motions);
  DataReport const report{data, found, how, taken, group};
  console.out << (options.json ? to_json(report).dump(1) + "\n" : to_text(report));
  ExitCode const code =
      found.search.is_cut || found.untested > 0 ? ExitCode::unfinished : ExitCode::done;
  if (options.folder.empty()) {
    return code;
  }
  if (group.generators.empty()) {
    return ExitCode::refuted;
  }
  write_spec(options, group, data, console);
  return code;
}

} // namespace equivarify::codegen
