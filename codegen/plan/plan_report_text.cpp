#include "equivarify/codegen/generate/passes.hpp"
#include "equivarify/codegen/plan/plan_report.hpp"
#include "equivarify/codegen/text/numbers.hpp"
#include "equivarify/codegen/text/table.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace equivarify::codegen {
namespace {

std::string count(std::size_t number) {
  return number == 0 ? "" : rounded(number);
}

std::string bytes(std::size_t number) {
  return number == 0 ? "" : fmt::format("{:.1f} kB", static_cast<double>(number) / 1000);
}

std::vector<std::string> row(StepReport const& step) {
  std::vector<std::string> cells{step.name, count(step.multiply_adds)};
  for (std::size_t const number : step.after_pass) {
    cells.push_back(count(number));
  }
  cells.push_back(bytes(step.value_bytes));
  cells.push_back(bytes(step.weight_bytes));
  return cells;
}

std::vector<std::string> heading(PlanReport const& report) {
  std::vector<std::string> cells{"step", "by definition"};
  for (std::string const& pass : report.passes) {
    cells.push_back("after " + pass);
  }
  cells.insert(cells.end(), {"values", "weights"});
  return cells;
}

std::string step_table(PlanReport const& report) {
  TableRows rows{heading(report)};
  for (StepReport const& step : report.steps) {
    rows.push_back(row(step));
  }
  rows.push_back(row(total(report)));
  return table(rows, {{Side::left, 19}, {Side::right, 15}, {Side::right, 14}});
}

std::string pass_lines(PlanReport const& report) {
  std::string text;
  for (Pass const& pass : passes()) {
    auto const is_in = [&](std::vector<std::string> const& names) {
      return std::find(names.begin(), names.end(), pass.name) != names.end();
    };
    bool const is_off = is_in(report.switched_off);
    if (is_off || is_in(report.passes)) {
      text +=
          fmt::format("  {:<10}{}{}\n", pass.name, pass.summary, is_off ? " (switched off)" : "");
    }
  }
  return text;
}

std::string kernel_lines(PlanReport const& report) {
  std::string text;
  for (StepReport const& step : report.steps) {
    text += fmt::format(
        "  {:<19} {}{}{}\n", step.name, step.kernel, step.reason.empty() ? "" : ": ", step.reason);
  }
  return text;
}

/// What one image costs at least: its multiplications, and its weights where they are read for one
/// image alone.
std::string roofline_lines(PlanReport const& report, Roofline const& roofline) {
  StepReport const sum = total(report);
  auto const rate = [&](std::size_t multiplications) {
    return roofline.multiply_adds_per_second /
           static_cast<double>(std::max<std::size_t>(1, multiplications));
  };
  std::size_t const planned = sum.after_pass.empty() ? sum.multiply_adds : sum.after_pass.back();
  double const weights_alone =
      roofline.bytes_per_second / static_cast<double>(std::max<std::size_t>(1, sum.weight_bytes));
  return fmt::format(
      "\nthis machine, measured now with {} threads: {:.0f} G multiply-adds/s, {:.1f} GB/s from "
      "memory\n"
      "  no direct method can evaluate more than       {:>12} images/s\n"
      "  the multiplications of this plan allow        {:>12} images/s (transforms not counted)\n"
      "  one by one, if all weights come from memory   {:>12} images/s\n",
      roofline.threads,
      roofline.multiply_adds_per_second / 1e9,
      roofline.bytes_per_second / 1e9,
      grouped(rate(sum.multiply_adds)),
      grouped(rate(planned)),
      grouped(std::min(rate(planned), weights_alone)));
}

} // namespace

std::string to_text(PlanReport const& report) {
  std::string text =
      fmt::format("{}: {} as planned, F(g x) = g F(x) {}\n\npasses, in this order; --without NAME "
                  "switches one off\n{}\n"
                  "multiplications and bytes for one image, all copies\n{}",
                  report.network,
                  report.group,
                  report.exact ? "to the last bit" : R"(to rounding ("arithmetic": "fast"))",
                  pass_lines(report),
                  step_table(report));
  text += "\nkernels\n" + kernel_lines(report);
  text += fmt::format("\nvalues read and written: {} as planned, {} without any pass\n",
                      bytes(total(report).value_bytes),
                      bytes(report.value_bytes_before));
  if (report.training) {
    text +=
        fmt::format("batch_norm in training: the values of {} images, and their gradients, are in "
                    "memory at once: {:.1f} MB\n",
                    report.training->images,
                    static_cast<double>(report.training->bytes) / 1e6);
  }
  return text + (report.roofline ? roofline_lines(report, *report.roofline) : "");
}

} // namespace equivarify::codegen
