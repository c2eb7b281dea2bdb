#include "equivarify/runtime/commands/check_command.hpp"

#include "equivarify/runtime/commands/data_work.hpp"
#include "equivarify/runtime/commands/progress.hpp"
#include "equivarify/runtime/commands/results_json.hpp"
#include "equivarify/runtime/evaluation/equivariance_check.hpp"
#include "equivarify/runtime/evaluation/tried_elements.hpp"
#include "equivarify/runtime/files/text.hpp"
#include "equivarify/runtime/integer/definition_check.hpp"

#include <ios>

namespace equivarify::runtime {

namespace {

void print_first(std::ostream& out, Description const& description, Difference const& first) {
  std::string const place =
      description.outputs.empty()
          ? text(", at (",
                 description.element_names[first.copy],
                 ", ",
                 description.class_names[first.class_index],
                 ")")
          : text(" ", description.outputs[first.output].name, ", at number ", first.entry);
  out << "first: the " << first.kind << (description.outputs.empty() ? "" : place) << " of image "
      << first.image << " turned by g = " << description.element_names[first.element]
      << (description.outputs.empty() ? place : "") << ", is " << std::hexfloat
      << static_cast<double>(first.found) << ", but g acting on the output of the image gives "
      << static_cast<double>(first.expected) << std::defaultfloat << '\n';
}

void print(std::ostream& out, Description const& description, EquivarianceReport const& report) {
  out << grouped(report.images) << " images x " << tried_text(report.elements, description.order)
      << " elements, " << grouped(report.values)
      << " values compared: " << grouped(report.differing_bits) << " bits differ\n";
  for (std::size_t i = 0; i < report.outputs.size(); ++i) {
    out << "  " << left_aligned(description.outputs[i].name, 18)
        << grouped(report.outputs[i].values) << " values, "
        << grouped(report.outputs[i].differing_bits) << " bits differ\n";
  }
  if (!description.is_exact) {
    char const* const what = description.outputs.empty() ? "logit" : "number";
    out << "the largest deviation of two " << what << "s is " << grouped(report.deviation)
        << " ULP of the largest " << what << " of their image; up to " << grouped(allowed_deviation)
        << " are rounding (arithmetic: fast)\n"
        << (holds(description, report) ? "f(g x) = g f(x) for all of them, to rounding\n"
                                       : "REFUTED: f(g x) is not g f(x)\n");
  } else if (report.first) {
    out << "REFUTED: f(g x) is not g f(x)\n";
    print_first(out, description, *report.first);
  } else {
    out << "f(g x) = g f(x) for all of them, to the last bit\n";
  }
  if (report.definition) {
    out << grouped(report.definition->values) << " logits compared with plain loops of integers: "
        << grouped(report.definition->differing) << " differ\n";
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
      << " shards are done, with " << grouped(images) << " of " << grouped(work.size())
      << " images; " << grouped(work.size() - images) << " are left out\n"
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
      [&](std::size_t done, std::size_t total) { progress.update(done, total); },
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
  CountProgress progress(program.console, "checking");
  EquivarianceReport report = check_equivariance(
      *network,
      data,
      tried_elements(program.description.order, options.elements, options.seed),
      [&](std::size_t done, std::size_t total) { progress.update(done, total); });
  report.seed = options.seed;
  progress.clear();
  if (auto* const integers = dynamic_cast<IntegerNetwork*>(network.get())) {
    CountProgress again(program.console, "comparing with the definition");
    auto const tell = [&](std::size_t done) {
      again.update(done, data.size());
      return true;
    };
    report.definition = check_definition(*integers, data, {0, data.size()}, pool, tell);
    again.clear();
  }
  return conclude_check(program, options, network->description(), report);
}

} // namespace equivarify::runtime
