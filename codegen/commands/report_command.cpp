#include "equivarify/codegen/commands/report_command.hpp"

#include "equivarify/codegen/process/file.hpp"
#include "equivarify/codegen/report/read_run_record.hpp"
#include "equivarify/codegen/report/report_page.hpp"
#include "equivarify/codegen/report/result_json.hpp"
#include "equivarify/codegen/report/screenful.hpp"
#include "equivarify/codegen/report/wording.hpp"
#include "equivarify/codegen/spec/load.hpp"

#include <filesystem>
#include <memory>
#include <ostream>
#include <string>

namespace equivarify::codegen {
namespace {

struct ReportOptions {
  std::string spec;
  std::string directory;
};

ExitCode report(ReportOptions const& options, Console& console) {
  Network const described = load_network(options.spec);
  NetworkFacts const network = describe(described);
  std::filesystem::path const directory =
      options.directory.empty() ? "build/" + network.name : options.directory;
  RunRecord const run = read_run_record(directory, network);
  write_file(directory / "result.json", to_result_json(network, run));
  write_file(directory / "report.html", to_report_page(network, run));
  console.out << to_screenful(network, run, console.colour)
              << "\nMore: " << (directory / "report.html").string() << "  "
              << (directory / "result.json").string() << '\n';
  return is_sound(run) ? ExitCode::done : ExitCode::refuted;
}

} // namespace

void add_report_command(CommandLine& app, Action& action) {
  auto options = std::make_shared<ReportOptions>();
  CommandLine command = app.add_subcommand("report", "Gather the results of a run into one page");
  command.add_option("SPEC", options->spec, "The spec, a JSON file").required();
  command.add_option(
      "--directory", options->directory, "The folder of the run (default: build/NAME)");
  command.footer("Example:\n"
                 "  equivarify report specs/mnist_c4.json --directory build/mnist_c4\n"
                 "Writes report.html and result.json there and prints a screenful. Steps that "
                 "were not taken are\n"
                 "left out. The exit code is 1 when something was refuted or a bit differs.");
  command.on_choice([options, &action] {
    action = [options](Console& console) { return report(*options, console); };
  });
}

} // namespace equivarify::codegen
