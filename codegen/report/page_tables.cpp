#include "equivarify/codegen/report/page_tables.hpp"

#include "equivarify/codegen/report/html.hpp"
#include "equivarify/codegen/report/wording.hpp"
#include "equivarify/codegen/text/numbers.hpp"

#include <fmt/format.h>

namespace equivarify::codegen {
namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string mark(bool good, std::string_view yes, std::string_view no) {
  return good ? fmt::format("<span class=\"good\">✓ {}</span>", yes)
              : fmt::format("<span class=\"bad\">✗ {}</span>", no);
}

std::string count_or_dash(std::size_t count) {
  return count == 0 ? "–" : grouped(count);
}

std::string scope_and_source(VerifiedLemma const& lemma) {
  return lemma.source.empty() ? lemma.scope : fmt::format("{} [{}]", lemma.scope, lemma.source);
}

std::string lemma_table(Verification const& record) {
  Rows rows;
  for (VerifiedLemma const& lemma : record.lemmas) {
    rows.push_back({fmt::format("<code>{}</code>", escape_html(lemma.id)),
                    fmt::format("{}<br><span class=\"soft\">{}</span>",
                                escape_html(lemma.statement),
                                escape_html(scope_and_source(lemma))),
                    count_or_dash(lemma.exhaustive.cases),
                    count_or_dash(lemma.exhaustive.equations),
                    count_or_dash(lemma.property.tests),
                    mark(lemma.holds(), "holds", "refuted")});
  }
  return html_table({{.heading = "identity"},
                     {.heading = "statement and scope"},
                     {.heading = "exhaustive cases", .numeric = true},
                     {.heading = "equations", .numeric = true},
                     {.heading = "random tests", .numeric = true},
                     {.heading = "verdict"}},
                    rows);
}

std::string layer_check_table(NetworkCheck const& record) {
  Rows rows;
  for (LayerCheck const& layer : record.layers) {
    rows.push_back({fmt::format("<code>{}</code>", escape_html(layer.layer)),
                    grouped(layer.values_compared),
                    grouped(layer.differing_bits),
                    mark(layer.differing_bits == 0, "equal", "differs")});
  }
  return html_table({{.heading = "layer"},
                     {.heading = "values compared", .numeric = true},
                     {.heading = "differing bits", .numeric = true},
                     {.heading = "verdict"}},
                    rows);
}

/// The rows of a list of terms and what they are.
class Definitions {
public:
  void add(std::string_view term, std::string const& text) {
    rows_ += fmt::format("<dt>{}</dt><dd>{}</dd>\n", term, escape_html(text));
  }

  void add_digest(std::string_view term, std::string const& digest) {
    if (!digest.empty()) {
      rows_ += fmt::format("<dt>{}</dt><dd><code>{}</code></dd>\n", term, escape_html(digest));
    }
  }

  [[nodiscard]] std::string html() const { return "<dl>\n" + rows_ + "</dl>\n"; }

private:
  std::string rows_;
};

} // namespace

std::string verdict_section(NetworkFacts const& network, RunRecord const& run) {
  if (!run.verification) {
    return "";
  }
  NetworkCheck const& check = run.verification->network;
  std::string const network_text = fmt::format(
      "<p>The network itself, with random weights, on {} inputs and every element of {}, layer by "
      "layer: f(g&#8202;x) against g&#8202;f(x), {}.</p>\n",
      grouped(check.inputs),
      escape_html(network.group),
      differing(check.differing_bits()));
  return html_section("What was checked",
                      lemma_table(*run.verification) + network_text + layer_check_table(check));
}

std::string network_section(NetworkFacts const& network, RunRecord const& run) {
  Rows rows;
  std::string last_block;
  for (LayerFacts const& layer : network.layers) {
    bool const first = layer.block != last_block;
    last_block = layer.block;
    rows.push_back({first ? fmt::format("<b>{}</b>", escape_html(layer.block)) : "",
                    first ? escape_html(layer.equivarified) : "",
                    escape_html(layer.operation),
                    fmt::format("{} × {}", network.copies, escape_html(layer.output)),
                    count_or_dash(layer.parameters),
                    layer.multiply_adds == 0 ? "–" : rounded(layer.multiply_adds)});
  }
  std::string const table = html_table({{.heading = "block"},
                                        {.heading = "made equivariant by"},
                                        {.heading = "layer"},
                                        {.heading = "copies × output"},
                                        {.heading = "parameters", .numeric = true},
                                        {.heading = "multiply-adds", .numeric = true}},
                                       rows);
  std::string const plain =
      run.verification
          ? fmt::format(", the plain network has {}", grouped(run.verification->plain_parameters))
          : "";
  std::string const generated =
      run.generation && run.generation->multiplications > 0
          ? fmt::format(", for which the generated code takes {} multiplications",
                        grouped(run.generation->multiplications))
          : "";
  return html_section(
      "The network",
      table +
          fmt::format("<p>{} parameters{}. All copies of one image take {} multiply-adds by the "
                      "definition{}.</p>\n",
                      grouped(network.parameters),
                      plain,
                      grouped(network.multiply_adds),
                      generated));
}

std::string accuracy_section(RunRecord const& run) {
  if (!run.evaluation) {
    return "";
  }
  Rows rows{accuracy_row("each by a random element", run.evaluation->random_turn.accuracy)};
  for (CopyAccuracy const& copy : run.evaluation->copies) {
    rows.push_back(accuracy_row(fmt::format("all by {} (<code>{}</code>)",
                                            html_name(copy.label),
                                            escape_html(copy.element)),
                                copy.accuracy));
  }
  std::string const table = html_table({{.heading = "test images turned"},
                                        {.heading = "joint", .numeric = true},
                                        {.heading = "class", .numeric = true},
                                        {.heading = "turn, class told", .numeric = true},
                                        {.heading = "joint up to symmetry", .numeric = true}},
                                       rows);
  return html_section("Accuracy",
                      fmt::format("<p>On {} test images. Joint: class and turn "
                                  "both right; class: that of the largest probability summed over "
                                  "all turns; up to symmetry: a turn that maps the class to "
                                  "itself counts as right. Of several best answers each counts "
                                  "with its share. The "
                                  "accuracy is {} on every turned copy.</p>\n{}",
                                  grouped(run.evaluation->images),
                                  run.evaluation->same_on_all_copies()
                                      ? "the same"
                                      : "<b class=\"bad\">not the same</b>",
                                  table));
}

std::string provenance_section(NetworkFacts const& network, RunRecord const& run) {
  Definitions list;
  list.add("data", data_in_words(run));
  list.add_digest("spec (SHA-256)", network.spec_sha256);
  if (run.training) {
    list.add("seed", fmt::to_string(run.training->seed));
    list.add("threads", fmt::to_string(run.training->threads));
    list.add_digest("weights (SHA-256)", run.training->weights_sha256);
  }
  if (run.generation && run.generation->comparison) {
    Comparison const& comparison = *run.generation->comparison;
    list.add("generated code against the reference evaluator",
             fmt::format("at most {} ULP apart over {} test vectors (largest difference {:.3g})",
                         grouped(comparison.largest_ulp()),
                         grouped(comparison.vectors),
                         comparison.largest_difference));
  }
  list.add("figures for machines", "result.json, beside this page");
  return html_section("Where this came from", list.html());
}

} // namespace equivarify::codegen
