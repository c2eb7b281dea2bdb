#include "equivarify/codegen/commands/relate_command.hpp"

#include "equivarify/codegen/commands/command_line.hpp"
#include "equivarify/codegen/explore/relate_report.hpp"
#include "equivarify/codegen/json/document.hpp"

#include <memory>
#include <ostream>

namespace equivarify::codegen {
namespace {

struct RelateOptions {
  std::string first;
  std::string second;
  std::size_t limit = 1'000;
  bool json = false;
};

CandidateFile load_candidate(std::string const& path) {
  return load_document(path, "a JSON file").read(read_candidate);
}

ExitCode run_relate(RelateOptions const& options, Console& console) {
  CandidateFile const first = load_candidate(options.first);
  CandidateFile const second = load_candidate(options.second);
  auto const description = [&] {
    try {
      return describe_relation(first, second, options.limit);
    } catch (algebra::AlgebraError const& error) {
      throw InputError{options.second,
                       {{.summary = "no candidate for the same labels under the same group",
                         .found = error.what(),
                         .expected = "the group and the labels of " + options.first}}};
    }
  }();
  console.out << (options.json ? description.dump(2) + '\n' : relation_text(description));
  return description["isomorphic"] == true ? ExitCode::done : ExitCode::refuted;
}

constexpr char const* relate_examples = R"(Examples:
  equivarify explore relate mine.json product.json           are these two the same up to names?
  equivarify explore relate mine.json product.json --json    the maps over Z, both ways

Both files are candidates as for `explore decide`: group, labels, and set, action, projection or a
construction. A map over Z is an equivariant one that keeps labels. It takes w to a point with the same
label all along its orbit, which Stab(w) fixes.

Exit codes: 0 isomorphic over Z, 1 not, 2 a file is no candidate, or one for another group.)";

} // namespace

void add_relate_command(CommandLine& app, Action& action) {
  auto options = std::make_shared<RelateOptions>();
  CommandLine command =
      app.add_subcommand("relate", "Find the maps between two candidates that keep the labels");
  command.add_option("FILE", options->first, "A JSON file with a candidate W").required();
  command.add_option("OTHER", options->second, "Another one, V").required();
  command.add_option("--limit", options->limit, "Cut lists to this many entries").shows_default();
  command.add_flag("--json", options->json, "Print JSON for machines");
  command.footer(relate_examples);
  command.on_choice([options, &action] {
    action = [options](Console& console) { return run_relate(*options, console); };
  });
}

} // namespace equivarify::codegen
