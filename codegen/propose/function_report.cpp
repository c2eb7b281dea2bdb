#include "equivarify/codegen/propose/function_report.hpp"

#include "equivarify/algebra/symmetries/generated_symmetries.hpp"
#include "equivarify/codegen/propose/data_report.hpp"
#include "equivarify/codegen/propose/motion_words.hpp"
#include "equivarify/codegen/text/numbers.hpp"
#include "equivarify/codegen/text/table.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace equivarify::codegen {
namespace {

using algebra::symmetries::FunctionCandidate;
using algebra::symmetries::FunctionVerdict;
using nlohmann::ordered_json;

std::string word_of(FunctionVerdict verdict) {
  switch (verdict) {
  case FunctionVerdict::held:
    return "held";
  case FunctionVerdict::near:
    return "near";
  case FunctionVerdict::fails:
    break;
  }
  return "fails";
}

std::string candidates_table(FunctionReport const& report) {
  TableRows rows{{"", "fails at", "at most", "p", "largest", "relative", "", "inputs", "outputs"}};
  for (FunctionCandidate const& each : report.found.candidates) {
    rows.push_back({fmt::to_string(rows.size()),
                    fmt::format("{}", each.defect.failing),
                    percent(each.share_bound),
                    fmt::format("{:.4f}", each.p_value),
                    fmt::format("{:.2g}", each.defect.largest),
                    fmt::format("{:.2g}", each.defect.relative),
                    word_of(each.verdict),
                    motion_in_words(each.on_input, report.network.input),
                    cycles_in_words(each.on_output)});
  }
  std::vector<TableColumn> columns(6, {Side::right});
  columns.push_back({Side::left});
  return table(rows, columns);
}

/// Which of the inputs each of several has.
std::string part_lines(FunctionReport const& report) {
  std::string text;
  std::size_t begin = 0;
  for (LiftedInput const& input : report.network.lifted.inputs) {
    std::size_t const end = begin + input.shape.size();
    if (!input.part.empty()) {
      text += fmt::format(
          "inputs {} to {} are {} {}\n", begin, end - 1, input.part, to_string(input.shape));
    }
    begin = end;
  }
  return text;
}

/// Where entries of the file have other numbers than those of the table.
std::string order_lines(FunctionReport const& report) {
  auto const& lifted = report.network.lifted;
  std::string text;
  auto const add = [&](std::string const& what, std::vector<std::uint32_t> const& order) {
    if (!std::is_sorted(order.begin(), order.end())) {
      text +=
          fmt::format("{} are numbered as in the spec, in another order than in the file\n", what);
    }
  };
  for (LiftedInput const& input : lifted.inputs) {
    add(input.part.empty() ? "inputs" : fmt::format("inputs of {}", input.part), input.order);
  }
  add("outputs", lifted.output_order);
  return text;
}

/// The bounds of the box; null where there is none.
ordered_json bounds_json(FunctionReport const& report, std::vector<double> const& bounds) {
  return report.question.source.given ? ordered_json(nullptr) : ordered_json(bounds);
}

std::string source_words(FunctionReport const& report) {
  auto const& source = report.question.source;
  return source.given
             ? fmt::format(
                   "{} ({} of them searched)", report.given_by, grouped(report.found.searched))
             : fmt::format(
                   "[{}] to [{}]", fmt::join(source.lowest, ", "), fmt::join(source.highest, ", "));
}

} // namespace

std::string to_text(FunctionReport const& report) {
  auto const& found = report.found;
  std::string text = fmt::format("{} inputs from {}, {} outputs, the widest with the deviation "
                                 "{:.4g}\n",
                                 report.question.source.inputs,
                                 source_words(report),
                                 found.outputs,
                                 found.spread);
  text += part_lines(report) + order_lines(report);
  if (found.fixed_columns > 0) {
    text +=
        fmt::format("{} inputs or outputs are constant or too rare to judge, and stay in place\n",
                    found.fixed_columns);
  }
  text += left_out_lines(found.search, found.left_out, found.untested);
  if (found.candidates.empty()) {
    return text + "no candidate was found\n" + group_line(report.group, {});
  }
  text += candidates_table(report) + group_line(report.group, report.taken);
  text += fmt::format(
      "Of {} other inputs, so many fail: there f(g x) and g f(x) differ by more than {:g} times\n"
      "that deviation, in which the largest difference is given. Relative is what they differ by\n"
      "over what random numbers in the moved entries would change. The share of all such\n"
      "inputs that fail is at most as said, with confidence {} for all candidates together; p is\n"
      "the chance of so few if {} of them failed. This is no proof: `equivarify inspect` and\n"
      "`verify` prove what holds for all inputs.\n",
      grouped(found.candidates.front().defect.inputs),
      report.options.tolerance,
      percent(1 - report.options.level),
      percent(report.options.share));
  return text;
}

ordered_json to_json(FunctionReport const& report) {
  ordered_json candidates = ordered_json::array();
  for (FunctionCandidate const& each : report.found.candidates) {
    auto const outputs = static_cast<std::uint32_t>(report.found.outputs);
    candidates.push_back({{"proposed", each.proposed},
                          {"input", motion_as_form(each.on_input, report.network.input)},
                          {"output", motion_as_form(each.on_output, {outputs, 1, 1})},
                          {"inputs", each.defect.inputs},
                          {"failing", each.defect.failing},
                          {"share_bound", each.share_bound},
                          {"p_value", each.p_value},
                          {"largest", each.defect.largest},
                          {"relative", each.defect.relative},
                          {"verdict", word_of(each.verdict)}});
  }
  return {{"inputs", report.question.source.inputs},
          {"outputs", report.found.outputs},
          {"lowest", bounds_json(report, report.question.source.lowest)},
          {"highest", bounds_json(report, report.question.source.highest)},
          {"given", report.given_by},
          {"spread", report.found.spread},
          {"tolerance", report.options.tolerance},
          {"level", report.options.level},
          {"share", report.options.share},
          {"seed", report.options.seed},
          {"complete", report.found.search.complete && report.found.untested == 0},
          {"cut", report.found.search.is_cut || report.found.untested > 0},
          {"not_tested", report.found.left_out + report.found.untested},
          {"candidates", candidates},
          {"group", group_json(report.group, report.taken)}};
}

} // namespace equivarify::codegen
