#include "equivarify/runtime/commands/evaluate_command.hpp"

#include "equivarify/runtime/commands/progress.hpp"
#include "equivarify/runtime/commands/results_json.hpp"
#include "equivarify/runtime/evaluation/evaluation.hpp"
#include "equivarify/runtime/evaluation/output_evaluation.hpp"
#include "equivarify/runtime/evaluation/tried_elements.hpp"
#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/files/text.hpp"
#include "equivarify/runtime/training/shift.hpp"

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

/// `10,000 test images, each moved by up to 1 pixel,`.
std::string images_text(std::size_t images, std::size_t shift) {
  if (shift == 0) {
    return counted(images, "test image");
  }
  return text(
      counted(images, "test image"), ", each moved by up to ", counted(shift, "pixel"), ",");
}

/// Says how many of \p all answers are no numbers, and where the first of them was.
void print_answers_that_are_none(std::ostream& out,
                                 NotFinite const& not_finite,
                                 std::size_t all,
                                 std::string const& turn) {
  if (not_finite.answers != 0) {
    out << "NO NUMBERS: " << grouped(not_finite.answers) << " of " << grouped(all)
        << " answers are not finite, the first for image " << not_finite.image << turn
        << "; they count as wrong\n";
  }
}

void print(std::ostream& out, Description const& description, Evaluation const& evaluation) {
  out << images_text(evaluation.images, evaluation.shift) << " in "
      << tried_text(evaluation.elements.size(), description.order)
      << (description.order == 1 ? " turn, " : " turns, ")
      << grouped(static_cast<std::uint64_t>(std::llround(evaluation.images_per_second)))
      << " images/s\n";
  out << "  " << left_aligned("turned by", 18) << right_aligned("joint", 10)
      << right_aligned("class", 10) << right_aligned("pose given class", 18)
      << right_aligned("joint up to symmetry", 24) << '\n';
  print_row(out, "one at random each", evaluation.random_turn);
  for (std::size_t i = 0; i < evaluation.copies.size(); ++i) {
    print_row(out, description.element_labels[evaluation.elements[i]], evaluation.copies[i]);
  }
  print_answers_that_are_none(out,
                              evaluation.not_finite,
                              evaluation.images * evaluation.elements.size(),
                              " turned by g = " +
                                  description.element_names[evaluation.not_finite.element]);
}

/// `digit: 98.5 % right, loss 0.04`.
void print_score(std::ostream& out, OutputFacts const& output, OutputScore const& score) {
  out << "  " << left_aligned(output.name, 18);
  if (score.accuracy) {
    out << right_aligned(percent(*score.accuracy), 10)
        << (output.loss == Loss::cross_entropy_per_cell ? " of cells" : "") << " right";
  }
  if (score.mean_absolute_error) {
    out << "  mean absolute error " << fixed(*score.mean_absolute_error, 5);
  }
  out << "  loss " << fixed(score.loss, 5) << '\n';
}

void print(std::ostream& out, Description const& description, OutputEvaluation const& evaluation) {
  out << images_text(evaluation.images, evaluation.shift) << (evaluation.shift == 0 ? ", " : " ")
      << grouped(static_cast<std::uint64_t>(std::llround(evaluation.images_per_second)))
      << " images/s, loss " << fixed(evaluation.loss, 5) << '\n';
  for (std::size_t i = 0; i < evaluation.outputs.size(); ++i) {
    print_score(out, description.outputs[i], evaluation.outputs[i]);
  }
  print_answers_that_are_none(out, evaluation.not_finite, evaluation.images, "");
}

} // namespace

Outcome run_evaluate(Program const& program, TestOptions const& options) {
  if (options.elements != 0 && !program.description.outputs.empty()) {
    throw DataError("--elements: named outputs are judged on the inputs as they stand; `check` "
                    "tries elements of the group");
  }
  ThreadPool pool(options.threads);
  std::unique_ptr<Network> const network = network_with_weights(program, pool, options.weights);
  Dataset data =
      load_dataset(options.data, Split::test, program.description, {.limit = options.limit});
  if (options.shift != 0) {
    shift_pictures(program.description, options.shift, options.seed, data);
  }
  CountProgress progress(program.console, "evaluating");
  Watcher const watcher = [&](std::size_t done, std::size_t total) {
    progress.update(done, total);
  };
  auto const show = [&](auto evaluation) {
    progress.clear();
    evaluation.shift = options.shift;
    write_json(program, options.json, to_json(program.description, evaluation));
    if (options.json != "-") {
      print(program.console.out, program.description, evaluation);
    }
    return evaluation.not_finite.answers == 0 ? Outcome::success : Outcome::refuted;
  };
  if (program.description.outputs.empty()) {
    std::size_t const order = program.description.order;
    return show(evaluate(*network,
                         data,
                         options.seed,
                         tried_elements(order, options.elements, options.seed),
                         watcher));
  }
  return show(evaluate_outputs(*network, data, watcher));
}

} // namespace equivarify::runtime
