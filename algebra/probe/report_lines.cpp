#include "equivarify/algebra/probe/probe.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

namespace equivarify::algebra::probe {

namespace {

using Lines = std::vector<std::string>;

constexpr std::size_t most_entries = 6;
constexpr double rounding_errors = 1e-4;

std::string what_was_tried(ProbeReport const& report, Group const& group) {
  std::string const elements =
      report.all_elements ? fmt::format("all {} elements of {}", group.order(), group.name())
                          : fmt::format("e and the {} generators of {}, which imply the other {} "
                                        "if they hold for every input",
                                        group.generators().size(),
                                        group.name(),
                                        group.order() - 1 - group.generators().size());
  return fmt::format("{} input{}, {}: {} evaluations, {} numbers compared, {} differ",
                     report.inputs,
                     report.inputs == 1 ? "" : "s",
                     elements,
                     report.evaluations,
                     report.numbers,
                     report.differing);
}

/// As short as the precision allows.
std::string number_text(double value, Precision precision) {
  return precision == Precision::single_precision ? fmt::format("{}", static_cast<float>(value))
                                                  : fmt::format("{}", value);
}

void add_failure(Lines& lines,
                 Failure const& failure,
                 ArrayAction const& input,
                 ArrayAction const& output,
                 Precision precision) {
  Disagreement const& difference = failure.disagreement;
  lines.push_back(fmt::format("g = {}", input.group().name_of(failure.g)));
  lines.push_back(fmt::format("x = {}", sparse_text(input, failure.x)));
  lines.push_back(fmt::format("at {}: {} in f(g x), {} in g f(x); {} of {} entries differ",
                              output.entry_name(difference.entry),
                              number_text(difference.turned_first, precision),
                              number_text(difference.turned_last, precision),
                              difference.entries,
                              output.size()));
  lines.push_back(fmt::format("found in the input '{}'", failure.found_in));
}

/// A tolerance with one digit that lets \p difference pass.
double tolerance_above(double difference) {
  double const unit = std::pow(10.0, std::floor(std::log10(difference)));
  return std::ceil(difference / unit * 1.001) * unit;
}

void add_rounding(Lines& lines, ProbeReport const& report) {
  LargestDifference const& largest = report.largest;
  if (largest.absolute == 0) { // NOLINT: 0 and -0 alone
    lines.emplace_back("equivariant but for the signs of zeros; any tolerance accepts it");
    return;
  }
  std::string const size =
      fmt::format("the largest difference is {:.3g} among numbers up to {:.3g}",
                  largest.absolute,
                  largest.largest_number);
  if (largest.absolute > rounding_errors * largest.largest_number) {
    lines.push_back("equivariant but for rounding on some inputs, not on all: " + size);
    return;
  }
  lines.push_back(fmt::format("equivariant but for rounding: {}; a tolerance of {:.3g} accepts it",
                              size,
                              tolerance_above(largest.absolute)));
}

void add_identification(Lines& lines, ProbeReport const& report) {
  Identification const& found = *report.identification;
  if (found.up_to_rounding) {
    add_rounding(lines, report);
    return;
  }
  for (OutputLaw const& law : found.laws) {
    lines.push_back(fmt::format("follows {}: {} ({})", law.name, law.equation, law.meaning));
  }
  if (!found.observed.empty()) {
    lines.push_back(fmt::format("equivariant under another action on the output: {}",
                                fmt::join(found.observed, ", ")));
  }
  if (found.laws.empty() && found.observed.empty()) {
    lines.emplace_back("follows no convention that is known here");
  }
  if (found.largest && found.largest->order() == 1) {
    lines.emplace_back("f(g x) = g f(x) held under no subgroup but the trivial one");
  } else if (found.largest) {
    lines.push_back(fmt::format("{} under which f(g x) = g f(x) held: {}, {} elements",
                                found.largest_is_bound ? "a subgroup" : "the largest subgroup",
                                found.largest->to_string(),
                                found.largest->order()));
  }
}

void add_remarks(Lines& lines, ProbeReport const& report) {
  if (report.not_numbers > 0) {
    lines.push_back(fmt::format("{} of the outputs' numbers are NaN", report.not_numbers));
  }
  if (report.constant && report.inputs > 1) {
    lines.emplace_back("every input had the same output, which says little");
  }
}

} // namespace

std::string sparse_text(ArrayAction const& action, Array const& x) {
  std::string text;
  std::size_t count = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (x[i] != 0 && ++count <= most_entries) { // NOLINT: entries that are exactly 0
      text += fmt::format("{}{} at {}", text.empty() ? "" : ", ", x[i], action.entry_name(i));
    }
  }
  if (count == 0) {
    return "0 everywhere";
  }
  return count <= most_entries ? text + (count < x.size() ? ", 0 elsewhere" : "")
                               : fmt::format("{} and {} more", text, count - most_entries);
}

Lines to_lines(ProbeReport const& report,
               ArrayAction const& input,
               ArrayAction const& output,
               Tolerance const& tolerance) {
  Lines lines;
  if (report.equivariant()) {
    lines.push_back("holds: f(g x) = g f(x) " + to_string(tolerance));
  } else if (report.is_function()) {
    lines.push_back("refutes: f(g x) = g f(x) " + to_string(tolerance));
    add_failure(lines, *report.failure, input, output, tolerance.precision);
  } else {
    lines.emplace_back("refutes: f(x) = f(x), asked twice: f is no function");
    add_failure(lines, *report.failure, input, output, tolerance.precision);
  }
  if (report.identification) {
    add_identification(lines, report);
  }
  add_remarks(lines, report);
  lines.push_back(what_was_tried(report, input.group()));
  return lines;
}

} // namespace equivarify::algebra::probe
