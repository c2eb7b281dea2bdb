#include "equivarify/runtime/commands/check_command.hpp"

#include "equivarify/runtime/commands/data_work.hpp"
#include "equivarify/runtime/commands/progress.hpp"
#include "equivarify/runtime/commands/results_json.hpp"
#include "equivarify/runtime/evaluation/equivariance_check.hpp"
#include "equivarify/runtime/evaluation/tried_elements.hpp"
#include "equivarify/runtime/files/text.hpp"
#include "equivarify/runtime/integer/definition_check.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <ios>
#include <sstream>
#include <string>
#include <vector>

namespace equivarify::runtime {

namespace {

/// `the logit of image 7 turned by g = r, at (e, 3)`, or of an output.
std::string place_text(Description const& description, Difference const& difference) {
  std::string const image = text(" of image ",
                                 difference.image,
                                 " turned by g = ",
                                 description.element_names[difference.element]);
  if (description.outputs.empty()) {
    return text("the ",
                difference.kind,
                image,
                ", at (",
                description.element_names[difference.copy],
                ", ",
                description.class_names[difference.class_index],
                ")");
  }
  return text("the output ",
              description.outputs[difference.output].name,
              ", at number ",
              difference.entry,
              image);
}

/// All of \p value: what differs in a bit looks different.
std::string bits_text(float value) {
  std::ostringstream stream;
  stream << std::hexfloat << static_cast<double>(value);
  if (std::isnan(value)) { // of which there are many
    stream << " (bits 0x" << std::hex << std::bit_cast<std::uint32_t>(value) << ')';
  }
  return stream.str();
}

void print_first(std::ostream& out, Description const& description, Difference const& first) {
  out << "first: " << place_text(description, first) << ", is " << bits_text(first.found)
      << ", but g acting on the output of the image gives " << bits_text(first.expected) << '\n';
}

/// Says which answers are no numbers, if there are such.
void print_values_that_are_none(std::ostream& out,
                                Description const& description,
                                EquivarianceReport const& report) {
  if (!report.first_not_finite) {
    return;
  }
  Difference const& first = *report.first_not_finite;
  bool const is_turned = !std::isfinite(first.found);
  out << "NO NUMBERS: " << grouped(report.not_finite) << " of the values are not finite; "
      << "nothing is shown where they are\nfirst: " << place_text(description, first) << ", is "
      << (is_turned ? first.found : first.expected)
      << (is_turned ? "" : " where g acts on the output of the image") << '\n';
}

/// Says how many images are symmetric, and what follows for their answers. Of elements that were
/// not tried nothing is known.
void print_symmetric(std::ostream& out,
                     Description const& description,
                     EquivarianceReport const& report) {
  if (report.symmetric == 0) {
    return;
  }
  out << "symmetric images: " << (report.elements < description.order ? "at least " : "")
      << grouped(report.symmetric) << "; some g but e leaves them as they are, so f(x) too"
      << (description.outputs.empty() ? ": their best answers are whole cosets\n" : "\n");
}

/// What is said where nothing is refuted: of numbers.
std::string verdict_text(EquivarianceReport const& report, char const* how) {
  return report.not_finite == 0 ? text("f(g x) = g f(x) for all of them, ", how, "\n")
                                : text("f(g x) = g f(x) for all others, ", how, "\n");
}

/// `1 bit differs`, `2 bits differ`.
std::string differing_text(std::size_t bits) {
  return counted(bits, "bit") + (bits == 1 ? " differs" : " differ");
}

void print(std::ostream& out, Description const& description, EquivarianceReport const& report) {
  out << counted(report.images, "image") << " x " << tried_text(report.elements, description.order)
      << (description.order == 1 ? " element, " : " elements, ") << counted(report.values, "value")
      << " compared: " << differing_text(report.differing_bits) << '\n';
  for (std::size_t i = 0; i < report.outputs.size(); ++i) {
    out << "  " << left_aligned(description.outputs[i].name, 18)
        << counted(report.outputs[i].values, "value") << ", "
        << differing_text(report.outputs[i].differing_bits) << '\n';
  }
  if (!description.is_exact) {
    char const* const what = description.outputs.empty() ? "logit" : "number";
    out << "the largest deviation of two " << what << "s is " << grouped(report.deviation)
        << " ULP of the largest " << what << " of their image; up to " << grouped(allowed_deviation)
        << " are rounding (arithmetic: fast)\n"
        << (refutes(description, report) ? "REFUTED: f(g x) is not g f(x)\n"
                                         : verdict_text(report, "to rounding"));
  } else if (report.first) {
    out << "REFUTED: f(g x) is not g f(x)\n";
    print_first(out, description, *report.first);
  } else {
    out << verdict_text(report, "to the last bit");
  }
  print_values_that_are_none(out, description, report);
  print_symmetric(out, description, report);
  if (report.definition) {
    out << counted(report.definition->values, "logit")
        << " compared with plain loops of integers: " << grouped(report.definition->differing)
        << (report.definition->differing == 1 ? " differs\n" : " differ\n");
  }
}

/// What is told when all is done.
Outcome conclude_check(Program const& program,
                       TestOptions const& options,
                       Description const& network,
                       EquivarianceReport const& report) {
  if (program.team->is_first()) {
    write_json(program, options.json, to_json(network, report));
  }
  if (options.json != "-") {
    print(program.console.out, network, report);
  }
  return holds(network, report) ? Outcome::success : Outcome::refuted;
}

/// Says what is done and what is left out.
void print_images_left(std::ostream& out,
                       DataWork const& work,
                       ShardResults const& results,
                       bool is_kept) {
  std::size_t images = 0;
  for (auto const& entry : results) {
    images += work.part(entry.first).size();
  }
  out << "not finished: " << grouped(results.size()) << " of " << grouped(work.job().count)
      << " shards are done, with " << grouped(images) << " of " << counted(work.size(), "image")
      << "; " << grouped(work.size() - images) << " are left out\n"
      << (is_kept ? "the same command goes on, and sums all up without --shard\n"
                  : "with --shards DIR the same command would go on\n");
}

Outcome check_in_shards(Program const& program, TestOptions const& options, ShardPlan const& plan) {
  DataWork work(program, options);
  CountProgress progress(program.console, "checking");
  ShardResults const results = run_kept_shards(
      *program.team,
      work.job(),
      plan,
      {.assigned = [&](ShardsOfRanks const& shards) { work.fetch(shards); },
       .watcher = [&](std::size_t done, std::size_t total) { progress.update(done, total); }},
      work.pool(),
      [&](std::size_t shard, std::size_t thread, HasTime const& has_time) {
        return work.check(shard, thread, has_time);
      });
  progress.clear();
  if (!is_complete(work.job(), results)) {
    print_images_left(program.console.out, work, results, !plan.folder.empty());
    return Outcome::interrupted;
  }
  EquivarianceReport report = work.sum(results, plan);
  report.seed = options.seed;
  return conclude_check(program, options, work.description(), report);
}

} // namespace

Outcome run_check(Program const& program, TestOptions const& options, ShardPlan const& plan) {
  if (plan.is_special() || program.team->size() > 1) {
    return check_in_shards(program, options, plan);
  }
  ThreadPool pool(options.threads);
  std::unique_ptr<Network> const network = network_with_weights(program, pool, options.weights);
  Dataset const data =
      load_dataset(options.data, Split::test, program.description, {.limit = options.limit});
  std::vector<std::size_t> const elements =
      tried_elements(program.description.order, options.elements, options.seed);
  CountProgress progress(program.console, "checking");
  EquivarianceReport report =
      check_equivariance(*network, data, elements, [&](std::size_t done, std::size_t total) {
        progress.update(done, total);
      });
  report.seed = options.seed;
  progress.clear();
  if (auto* const integers = dynamic_cast<IntegerNetwork*>(network.get())) {
    CountProgress again(program.console, "comparing with the definition");
    auto const tell = [&](std::size_t done) {
      again.update(done, data.size());
      return true;
    };
    report.definition = check_definition(*integers, {data, {0, data.size()}, elements}, pool, tell);
    again.clear();
  }
  return conclude_check(program, options, network->description(), report);
}

} // namespace equivarify::runtime
