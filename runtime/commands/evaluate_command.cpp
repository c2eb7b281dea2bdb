#include "equivarify/runtime/commands/evaluate_command.hpp"

#include "equivarify/runtime/evaluation.hpp"
#include "equivarify/runtime/progress.hpp"
#include "equivarify/runtime/results_json.hpp"
#include "equivarify/runtime/text.hpp"

#include <cmath>

namespace equivarify::runtime {

namespace {

std::string share_text(double share) {
  return std::isnan(share) ? "-" : percent(share);
}

void print_row(std::ostream& out, std::string const& name, Accuracy const& accuracy) {
  out << "  " << left_aligned(name, 18) << right_aligned(share_text(accuracy.joint), 10)
      << right_aligned(percent(accuracy.class_alone), 10)
      << right_aligned(share_text(accuracy.pose), 18)
      << right_aligned(share_text(accuracy.joint_up_to_symmetry), 24) << '\n';
}

void print(std::ostream& out, Description const& description, Evaluation const& evaluation) {
  out << grouped(evaluation.images) << " test images in " << description.order << " turns, "
      << grouped(static_cast<std::uint64_t>(std::llround(evaluation.images_per_second)))
      << " images/s\n";
  out << "  " << left_aligned("turned by", 18) << right_aligned("joint", 10)
      << right_aligned("class", 10) << right_aligned("pose given class", 18)
      << right_aligned("joint up to symmetry", 24) << '\n';
  print_row(out, "one at random each", evaluation.random_turn);
  for (std::size_t g = 0; g < evaluation.copies.size(); ++g) {
    print_row(out, description.element_labels[g], evaluation.copies[g]);
  }
}

} // namespace

Outcome run_evaluate(Program const& program, TestOptions const& options) {
  ThreadPool pool(options.threads);
  std::unique_ptr<Network> const network = network_with_weights(program, pool, options.weights);
  Dataset const data = load_dataset(options.data, Split::test, program.description, options.limit);
  CountProgress progress(program.console, "evaluating");
  Evaluation const evaluation =
      evaluate(*network, data, options.seed, [&](std::size_t done, std::size_t total) {
        progress.update(done, total);
      });
  progress.clear();
  write_json(program, options.json, to_json(program.description, evaluation));
  if (options.json != "-") {
    print(program.console.out, program.description, evaluation);
  }
  return Outcome::success;
}

} // namespace equivarify::runtime
