#include "equivarify/codegen/report/screenful.hpp"

#include "equivarify/codegen/report/output_sections.hpp"
#include "equivarify/codegen/report/output_view.hpp"
#include "equivarify/codegen/report/turn_strip.hpp"
#include "equivarify/codegen/report/wording.hpp"
#include "equivarify/codegen/text/numbers.hpp"
#include "equivarify/codegen/text/paint.hpp"
#include "equivarify/codegen/text/table.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace equivarify::codegen {
namespace {

std::string heading(Paint const& paint, std::string const& text) {
  return fmt::format("\n{}\n", paint.bold(text));
}

std::string title(NetworkFacts const& network, RunRecord const& run, Paint const& paint) {
  std::string text = fmt::format("\n{}  {} {}: f(g x) = g f(x){}\n{}\n",
                                 paint.bold(network.name),
                                 is_sound(run) ? "equivariant under" : "is it equivariant under",
                                 network.group,
                                 is_sound(run) ? "" : "?",
                                 paint.verdict(is_sound(run), verdict_in_words(run)));
  if (is_sample(run)) {
    text +=
        paint.verdict(false,
                      "Trained and tested on the small sample in tests/data/mnist, not on MNIST.") +
        "\n";
  }
  return text;
}

std::string lemma_cell(VerifiedLemma const& lemma, Paint const& paint) {
  return paint.verdict(lemma.holds(), lemma.holds() ? "✓" : "✗") +
         fmt::format(" {:<17}{:>6} cases {:>5} random",
                     lemma.id,
                     rounded(lemma.exhaustive.cases),
                     grouped(lemma.property.tests));
}

std::string lemmas(RunRecord const& run, Paint const& paint) {
  if (!run.verification) {
    return "";
  }
  std::string text = heading(paint, "Lemma identities");
  std::vector<VerifiedLemma> const& list = run.verification->lemmas;
  std::size_t const rows = (list.size() + 1) / 2;
  for (std::size_t row = 0; row < rows; ++row) {
    bool const has_right = row + rows < list.size();
    text += fmt::format("  {}{}{}\n",
                        lemma_cell(list[row], paint),
                        has_right ? "    " : "",
                        has_right ? lemma_cell(list[row + rows], paint) : "");
  }
  return text;
}

std::string facts(NetworkFacts const& network, RunRecord const& run, Paint const& paint) {
  std::string text = heading(paint, "Network");
  text += fmt::format("  {} parameters, as many as the plain network; {} multiply-adds an image\n",
                      grouped(network.parameters),
                      rounded(network.multiply_adds));
  if (run.generation && run.generation->comparison) {
    text += fmt::format(
        "  generated code: {} multiplications; at most {} ULP from the reference on {} vectors\n",
        rounded(run.generation->multiplications),
        grouped(run.generation->comparison->largest_ulp()),
        grouped(run.generation->comparison->vectors));
  }
  if (run.training) {
    text += fmt::format(
        "  trained on {} images of {} for {} in {} ({} images/s, {} threads, seed {})\n",
        grouped(run.training->images),
        data_in_words(run),
        epochs_in_words(run.training->epochs.size()),
        duration(run.training->seconds()),
        grouped(run.training->images_per_second()),
        run.training->threads,
        run.training->seed);
  }
  return text;
}

std::string accuracies(RunRecord const& run, Paint const& paint) {
  if (!run.evaluation) {
    return "";
  }
  constexpr std::size_t shown = 8;
  std::vector<CopyAccuracy> const& copies = run.evaluation->copies;
  TableRows rows{{fmt::format("Accuracy on {} images", grouped(run.evaluation->images)),
                  "joint",
                  "class",
                  "pose given class",
                  "joint up to symmetry"},
                 accuracy_row("  each turned at random", run.evaluation->random_turn.accuracy)};
  for (std::size_t i = 0; i < std::min(copies.size(), shown); ++i) {
    rows.push_back(
        accuracy_row(fmt::format("  all turned by {}", copies[i].label), copies[i].accuracy));
  }
  std::vector<std::string> const lines = aligned(rows,
                                                 {{Side::left, 30},
                                                  {Side::right, 10},
                                                  {Side::right, 10},
                                                  {Side::right, 16},
                                                  {Side::right, 22}});
  std::string text = heading(paint, lines.front()) +
                     fmt::format("{}\n", fmt::join(lines.begin() + 1, lines.end(), "\n"));
  if (copies.size() > shown) {
    text += fmt::format("  and {} more in report.html\n", copies.size() - shown);
  }
  return text;
}

std::string output_scores(NetworkFacts const& network, RunRecord const& run, Paint const& paint) {
  if (!run.output_evaluation && !run.bit_check) {
    return "";
  }
  TableRows rows{{"Outputs", "loss", "right", "mean abs. error", "values compared", "bits differ"}};
  for (std::size_t i = 0; i < network.outputs.size(); ++i) {
    rows.push_back(output_row(network, run, i));
    rows.back().front().insert(0, "  ");
  }
  std::vector<std::string> const lines = aligned(rows,
                                                 {{Side::left, 20},
                                                  {Side::right, 12},
                                                  {Side::right, 12},
                                                  {Side::right, 18},
                                                  {Side::right, 18},
                                                  {Side::right, 14}});
  return heading(paint, lines.front()) +
         fmt::format("{}\n", fmt::join(lines.begin() + 1, lines.end(), "\n"));
}

/// What the outputs say of the input itself.
std::string output_answers(NetworkFacts const& network, RunRecord const& run, Paint const& paint) {
  if (!run.output_prediction) {
    return "";
  }
  OutputPredictionRecord const& prediction = *run.output_prediction;
  std::string text = heading(paint, "One input, and what its outputs say");
  for (std::size_t i = 0; i < network.outputs.size(); ++i) {
    std::string const words =
        output_in_words(network.outputs[i], prediction.turns.front().outputs[i]);
    text += fmt::format("  {:<18} {}\n",
                        network.outputs[i].name,
                        words.empty() ? "planes, which report.html shows" : words);
  }
  return text +
         fmt::format("  and under {} elements g, f(g x) against g f(x): {}\n",
                     grouped(prediction.turns.size()),
                     paint.verdict(is_shift_sound(run), differing(prediction.differing_bits)));
}

std::string turns(NetworkFacts const& network, RunRecord const& run, Paint const& paint) {
  if (!run.prediction) {
    return "";
  }
  std::string const bits = differing(run.prediction->shift_differing_bits);
  return heading(paint, "One image in its turns, and the probability of each turn and class") +
         turn_strip(network, *run.prediction, paint) +
         fmt::format("  each column of cells is the one before, its rows moved: {}\n",
                     paint.verdict(is_shift_sound(run), bits));
}

} // namespace

std::string to_screenful(NetworkFacts const& network, RunRecord const& run, bool colour) {
  Paint const paint(colour);
  return title(network, run, paint) + lemmas(run, paint) + facts(network, run, paint) +
         (network.outputs.empty()
              ? accuracies(run, paint) + turns(network, run, paint)
              : output_scores(network, run, paint) + output_answers(network, run, paint));
}

} // namespace equivarify::codegen
