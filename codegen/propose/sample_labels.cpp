#include "equivarify/codegen/propose/sample_labels.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/codegen/text/numbers.hpp"

#include <fmt/format.h>

#include <cmath>
#include <optional>
#include <set>

namespace equivarify::codegen {
namespace {

using runtime::NumberArray;

constexpr std::size_t most_classes = 512;
constexpr double largest_class = 1e9;
constexpr std::size_t fewest_of_a_class = 4;

/// Why labels can be no classes, if they cannot.
std::optional<std::string> why_no_classes(NumberArray const& labels,
                                          std::set<std::int64_t>& classes) {
  if (labels.row_size() != 1) {
    return fmt::format("there are {} for each sample", labels.row_size());
  }
  for (std::size_t r = 0; r < labels.rows(); ++r) {
    double const value = runtime::number_at(labels, r);
    if (value != std::floor(value) || std::abs(value) > largest_class) {
      return fmt::format("that of sample {} is {}, which is no whole number up to 10^9", r, value);
    }
    classes.insert(static_cast<std::int64_t>(value));
    if (classes.size() > most_classes) {
      return fmt::format("more than {} of them are different", most_classes);
    }
  }
  return std::nullopt;
}

LabelReading as_numbers(std::string const& why) {
  return {{}, fmt::format("labels are read as numbers: {}", why)};
}

} // namespace

LabelReading read_labels_as(NumberArray const& labels, LabelsAre how, std::string const& place) {
  if (how == LabelsAre::numbers) {
    return as_numbers("--labels-are says so");
  }
  std::set<std::int64_t> classes;
  std::optional<std::string> const reason = why_no_classes(labels, classes);
  if (reason && how == LabelsAre::classes) {
    throw algebra::AlgebraError(fmt::format(
        "{}: --labels-are classes, but {}; expected one whole number for each sample, at most {} "
        "different ones",
        place,
        *reason,
        most_classes));
  }
  if (reason) {
    return as_numbers(*reason);
  }
  std::string const counted = fmt::format(
      "{} different ones in {} samples", grouped(classes.size()), grouped(labels.rows()));
  if (how == LabelsAre::as_they_look && labels.rows() < fewest_of_a_class * classes.size()) {
    return as_numbers(fmt::format("whole ones, {}, fewer than {} samples for each; --labels-are "
                                  "classes reads them so",
                                  counted,
                                  fewest_of_a_class));
  }
  std::string const why = how == LabelsAre::classes
                              ? "--labels-are says so"
                              : "whole numbers; --labels-are numbers reads them as such";
  return {{classes.begin(), classes.end()},
          fmt::format("labels are read as classes, {}: {}", counted, why)};
}

void append_label(NumberArray const& labels,
                  std::size_t row,
                  LabelReading const& reading,
                  std::vector<double>& values) {
  if (reading.classes.empty()) {
    for (std::size_t i = 0; i < labels.row_size(); ++i) {
      values.push_back(runtime::number_at(labels, row * labels.row_size() + i));
    }
    return;
  }
  auto const own = static_cast<std::int64_t>(runtime::number_at(labels, row));
  for (std::int64_t const each : reading.classes) {
    values.push_back(each == own ? 1 : 0);
  }
}

} // namespace equivarify::codegen
