#include "equivarify/codegen/report/report_page.hpp"

#include "equivarify/codegen/report/compare_section.hpp"
#include "equivarify/codegen/report/error_section.hpp"
#include "equivarify/codegen/report/html.hpp"
#include "equivarify/codegen/report/output_sections.hpp"
#include "equivarify/codegen/report/page_figures.hpp"
#include "equivarify/codegen/report/page_tables.hpp"
#include "equivarify/codegen/report/style.hpp"
#include "equivarify/codegen/report/wording.hpp"
#include "equivarify/codegen/text/numbers.hpp"

#include <fmt/format.h>

#include <cmath>

namespace equivarify::codegen {
namespace {

std::string tile(std::string const& figure, std::string const& meaning) {
  return fmt::format("<div class=\"tile\"><b>{}</b><span>{}</span></div>\n", figure, meaning);
}

/// How good each output is.
std::string output_tiles(NetworkFacts const& network, RunRecord const& run) {
  if (!run.output_evaluation) {
    return "";
  }
  std::string html;
  for (std::size_t i = 0; i < network.outputs.size(); ++i) {
    OutputScoreRecord const& score = run.output_evaluation->outputs[i];
    std::string const name = html_name(score.name);
    html += score.accuracy ? tile(percent(*score.accuracy), name + ": right")
                           : tile(fmt::format("{:.4g}", score.loss),
                                  fmt::format("{}: {}", name, to_string(network.outputs[i].loss)));
  }
  return html;
}

std::string tiles(NetworkFacts const& network, RunRecord const& run) {
  std::string html = output_tiles(network, run);
  if (run.evaluation) {
    Accuracy const& accuracy = run.evaluation->random_turn.accuracy;
    html += std::isnan(accuracy.joint)
                ? tile(percent(accuracy.class_alone), "class right, whatever the turn")
                : tile(percent(accuracy.joint), "class and turn both right");
  }
  if (run.bit_check) {
    CheckRecord const& check = *run.bit_check;
    html += tile(grouped(check.exact ? check.differing_bits : check.deviation_ulp),
                 fmt::format("{} in {} values",
                             check.exact ? "differing bits" : "ULP at most between f(gx) and gf(x)",
                             rounded(check.values)));
    if (check.not_finite != 0) {
      html += tile(grouped(check.not_finite), "of them are no finite numbers");
    }
    if (check.symmetric != 0) {
      html += tile(grouped(check.symmetric), "images that a g but e leaves as they are");
    }
  }
  html += tile(grouped(network.parameters), "parameters, as many as the plain network");
  if (run.training) {
    html += tile(duration(run.training->seconds()),
                 fmt::format("to train {} of {} images with {} threads",
                             epochs_in_words(run.training->epochs.size()),
                             grouped(run.training->images),
                             run.training->threads));
  }
  return "<div class=\"tiles\">\n" + html + "</div>\n";
}

std::string notice(RunRecord const& run) {
  if (!is_sample(run)) {
    return "";
  }
  return "<p class=\"notice\">MNIST could not be fetched, so this network was trained and tested "
         "on the small sample "
         "in tests/data/mnist. Its figures are not those of MNIST.</p>\n";
}

/// The description without its last full stop, or what to say where there is none.
std::string sentence(NetworkFacts const& network) {
  std::string text =
      network.description.empty() ? "A network without description" : network.description;
  if (text.back() == '.') {
    text.pop_back();
  }
  return text;
}

std::string head(NetworkFacts const& network, RunRecord const& run) {
  return fmt::format(
      "<header>\n<p class=\"kicker\">equivarify {}</p>\n<h1>{}</h1>\n"
      "<p class=\"lead\">{}. Equivariant under {} ({}): f(g&#8202;x) = g&#8202;f(x).</p>\n"
      "<p class=\"lead {}\">{}</p>\n{}</header>\n",
      EQUIVARIFY_VERSION,
      escape_html(network.name),
      escape_html(sentence(network)),
      escape_html(network.group),
      escape_html(network.action),
      is_sound(run) ? "good" : "bad",
      escape_html(verdict_in_words(run)),
      notice(run));
}

} // namespace

std::string to_report_page(NetworkFacts const& network, RunRecord const& run) {
  return fmt::format("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                     "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                     "<title>{} – equivarify</title>\n<style>\n{}</style>\n</head>\n<body>\n",
                     escape_html(network.name),
                     report_style()) +
         head(network, run) + tiles(network, run) +
         (network.outputs.empty()
              ? turns_section(network, run) + accuracy_section(run) + error_section(network, run)
              : output_turns_section(network, run) + output_scores_section(network, run) +
                    output_errors_section(network, run)) +
         verdict_section(network, run) + network_section(network, run) +
         training_section(network, run) + compare_section(run) + provenance_section(network, run) +
         "</body>\n</html>\n";
}

} // namespace equivarify::codegen
