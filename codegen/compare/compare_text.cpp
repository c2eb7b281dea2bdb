#include "equivarify/codegen/compare/compare_text.hpp"

#include "equivarify/codegen/text/numbers.hpp"
#include "equivarify/codegen/text/table.hpp"
#include "equivarify/runtime/records/record_writer.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace equivarify::codegen {
namespace {

using Cells = std::vector<std::string>;

/// Numbers stand on the right.
std::vector<TableColumn> columns() {
  return {{Side::left},
          {Side::left},
          {Side::right},
          {Side::right},
          {Side::right},
          {Side::right},
          {Side::left}};
}

std::string bytes(std::size_t count) {
  constexpr double kibi = 1024.0;
  auto const size = static_cast<double>(count);
  return size < kibi * kibi ? fmt::format("{:.1f} KiB", size / kibi)
                            : fmt::format("{:.1f} MiB", size / kibi / kibi);
}

std::string projection_words(Alternative const& alternative) {
  return alternative.found->kept ? alternative.found->kept->words() : "no F";
}

std::string parameter_words(Alternative const& alternative) {
  return alternative.found->free_parameters == alternative.found->parameters
             ? grouped(alternative.found->parameters)
             : fmt::format("{} ({} free)",
                           grouped(alternative.found->parameters),
                           grouped(alternative.found->free_parameters));
}

bool is_trained(std::vector<Alternative> const& alternatives) {
  return std::any_of(alternatives.begin(), alternatives.end(), [](Alternative const& alternative) {
    return alternative.found && alternative.found->accuracy;
  });
}

Cells heading(bool trained) {
  Cells cells{"construction",
              "scope",
              "copies",
              "parameters",
              "multiply-adds",
              "memory",
              "y(g x) = g y(x)",
              "p F^ = F"};
  if (trained) {
    cells.insert(cells.end(), {"class", "joint*"});
  }
  return cells;
}

Cells cells_of(Alternative const& alternative, bool trained) {
  char const* const scope = alternative.method.absolute ? "absolute" : "relative";
  if (!alternative.found) {
    return {alternative.method.name, scope, "-", "-", "-", "-", "-", "-"};
  }
  Cells cells{alternative.method.name,
              scope,
              grouped(alternative.found->copies),
              parameter_words(alternative),
              grouped(alternative.found->multiply_adds),
              bytes(alternative.found->memory),
              alternative.found->equivariance.words(),
              projection_words(alternative)};
  if (trained && alternative.found->accuracy) {
    cells.push_back(percent(alternative.found->accuracy->class_alone));
    cells.push_back(percent(alternative.found->accuracy->joint_up_to_symmetry));
  }
  return cells;
}

std::string remarks(Alternative const& alternative) {
  Method const& method = alternative.method;
  std::string text = fmt::format("  {:<16} {}\n", method.name, method.formula);
  text += fmt::format("                   for {}\n", method.scope);
  if (!method.gives_up.empty()) {
    text += fmt::format("                   gives up {}\n", method.gives_up);
  }
  if (alternative.found) {
    text += fmt::format("                   measured: g (h w) = (g h) w {}, p onto {}\n",
                        alternative.found->codomain.action.words(),
                        alternative.found->codomain.onto.words());
  }
  for (OutputFinding const& output :
       alternative.found ? alternative.found->outputs : std::vector<OutputFinding>{}) {
    text += fmt::format("                   {}: {}, {}; here {}\n",
                        output.name,
                        output.head,
                        output.keeps,
                        output.kept ? output.kept->words() : "no F");
  }
  if (!alternative.note.empty()) {
    text += fmt::format("                   here: {}\n", alternative.note);
  }
  return text;
}

/// How outputs come from the copies, where there are some.
std::string outputs_in_words(Network const& network) {
  return network.outputs.empty()
             ? ""
             : "  Outputs are read by heads: R(s)(t) = mean over k in H of k s(t k). p F^ = F is "
               "of "
               "the copies s\n  before them; below, what each head keeps of it, of a random F that "
               "does not commute.\n";
}

} // namespace

std::string to_text(Network const& network, std::vector<Alternative> const& alternatives) {
  bool const trained = is_trained(alternatives);
  TableRows rows{heading(trained)};
  for (Alternative const& alternative : alternatives) {
    rows.push_back(cells_of(alternative, trained));
  }
  std::string text = fmt::format("{}: {} with {} elements on {}, {}\n\n{}\n",
                                 network.name,
                                 network.group.name(),
                                 network.group.order(),
                                 to_string(network.input),
                                 network.action_description,
                                 table(rows, columns()));
  if (trained) {
    text += "  * class and element, up to what leaves the class as it is; test images turned at "
            "random\n";
  }
  text += "  y(g x) against g y(x), and p F^ against F, in single precision on random weights, "
          "random inputs\n  and inputs that an element fixes; relative to the largest value.\n" +
          outputs_in_words(network) +
          "  Clauses are those of definition 3.0.3: an action, p onto, every F lifts with "
          "p F^ = F;\n  the first two are measured on random outputs w and values z.\n\n";
  for (Alternative const& alternative : alternatives) {
    text += remarks(alternative);
  }
  return text;
}

std::string to_json(Network const& network, std::vector<Alternative> const& alternatives) {
  Alternatives const all{.subject = {network.name, network.spec_sha256},
                         .group = network.group.name(),
                         .order = network.group.order(),
                         .constructions = alternatives};
  return runtime::record_json<nlohmann::ordered_json>(all).dump(2) + "\n";
}

} // namespace equivarify::codegen
