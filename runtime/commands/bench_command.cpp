#include "equivarify/runtime/commands/bench_command.hpp"

#include "equivarify/runtime/commands/results_json.hpp"
#include "equivarify/runtime/files/text.hpp"

#include <cmath>

namespace equivarify::runtime {

namespace {

void print_row(std::ostream& out, std::string const& what, Speed const& speed) {
  auto const rate = static_cast<std::uint64_t>(std::llround(speed.images_per_second));
  out << "  " << left_aligned(what, 10) << right_aligned(std::to_string(speed.batch), 8)
      << right_aligned(fixed(speed.milliseconds, 3), 14) << right_aligned(grouped(rate), 14)
      << '\n';
}

std::size_t mebibytes(std::size_t bytes) {
  return (bytes + (std::size_t{1} << 19U)) >> 20U;
}

std::unique_ptr<Network> random_network(Program const& program, ThreadPool& pool) {
  std::unique_ptr<Network> network = program.make_network(pool);
  network->initialize(program.description.seed);
  return network;
}

} // namespace

Outcome run_bench(Program const& program, BenchOptions const& options) {
  ThreadPool pool(options.threads);
  std::unique_ptr<Network> const network =
      options.weights.empty() ? random_network(program, pool)
                              : network_with_weights(program, pool, options.weights);
  SpeedReport const report = measure_speed(*network, pool, options.speed);
  write_json(program, options.json, to_json(program.description, report, options.threads));
  if (options.json != "-") {
    std::ostream& out = program.console.out;
    out << program.description.name << ", " << options.threads << " threads, medians of "
        << options.speed.repetitions << " repetitions\n";
    out << "  " << left_aligned("", 10) << right_aligned("batch", 8)
        << right_aligned("ms a batch", 14) << right_aligned("images/s", 14) << '\n';
    for (Speed const& speed : report.forward) {
      print_row(out, "forward", speed);
    }
    if (report.training) {
      print_row(out, "training", *report.training);
    }
    out << "  peak memory of the process: " << mebibytes(report.forward_bytes)
        << " MiB after evaluation";
    if (report.training) {
      out << ", " << mebibytes(report.training_bytes) << " MiB after training";
    }
    out << '\n';
  }
  return Outcome::success;
}

} // namespace equivarify::runtime
