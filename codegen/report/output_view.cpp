#include "equivarify/codegen/report/output_view.hpp"

#include "equivarify/codegen/report/html.hpp"
#include "equivarify/codegen/report/number_picture.hpp"
#include "equivarify/codegen/report/probability_grid.hpp"
#include "equivarify/codegen/text/numbers.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace equivarify::codegen {
namespace {

/// The planes of all cosets, one after another.
Shape shape_of_all(Output const& output) {
  return output.shape.with_channels(output.shape.channels * output.head.copies());
}

/// Replaces the entries of \p values from \p first on, every \p step-th, \p count of them, by their
/// softmax.
void take_softmax(std::vector<double>& values,
                  std::size_t first,
                  std::size_t step,
                  std::size_t count) {
  double largest = values[first];
  for (std::size_t i = 0; i < count; ++i) {
    largest = std::max(largest, values[first + i * step]);
  }
  double sum = 0;
  for (std::size_t i = 0; i < count; ++i) {
    double& value = values[first + i * step];
    value = std::exp(value - largest);
    sum += value;
  }
  for (std::size_t i = 0; i < count; ++i) {
    values[first + i * step] /= sum;
  }
}

/// The probabilities that \p values mean; themselves where they are plain numbers.
std::vector<double> shown_values(Output const& output, std::vector<double> values) {
  std::size_t const cells = cells_of(output);
  switch (output.loss) {
  case Loss::cross_entropy:
    take_softmax(values, 0, 1, values.size());
    break;
  case Loss::cross_entropy_per_cell:
    for (std::size_t cell = 0; cell < cells; ++cell) {
      take_softmax(values, cell, cells, values.size() / cells);
    }
    break;
  case Loss::binary_cross_entropy:
    std::transform(values.begin(), values.end(), values.begin(), [](double value) {
      return 1 / (1 + std::exp(-value));
    });
    break;
  case Loss::mean_squared_error:
  case Loss::huber:
    break;
  }
  return values;
}

bool are_probabilities(Output const& output) {
  return output.loss != Loss::mean_squared_error && output.loss != Loss::huber;
}

/// What the entries of V are called.
std::vector<std::string> entry_names(Output const& output) {
  if (output.classes.size() == output.shape.size()) {
    return output.classes;
  }
  std::vector<std::string> names;
  for (std::size_t i = 0; i < output.shape.size(); ++i) {
    names.push_back(fmt::to_string(i));
  }
  return names;
}

/// A row for each coset, or one for all.
std::string probabilities_html(Output const& output,
                               std::string const& name,
                               std::vector<double> const& values) {
  algebra::Subgroup const& acting = output.head.outputs().acting();
  GridLabels labels{
      .name = fmt::format("{}: {}", output.name, name), .rows = {}, .columns = entry_names(output)};
  std::vector<std::vector<double>> rows;
  for (algebra::Element const t : acting.transversal()) {
    auto const begin =
        values.begin() + static_cast<std::ptrdiff_t>(rows.size() * labels.columns.size());
    rows.emplace_back(begin, begin + static_cast<std::ptrdiff_t>(labels.columns.size()));
    labels.rows.push_back(acting.index() == 1 ? name : acting.group().name_of(t));
  }
  return probability_grid_html(rows, labels);
}

std::string pictures_html(Output const& output, NamedValues const& values) {
  std::vector<double> all;
  for (auto const& [name, numbers] : values) {
    all.insert(all.end(), numbers.begin(), numbers.end());
  }
  double const darkest = are_probabilities(output) ? 1.0 : darkest_of(all);
  std::string html;
  for (auto const& [name, numbers] : values) {
    html += fmt::format(
        "<div>{}{}</div>\n",
        escape_html(name),
        numbers_svg(
            numbers, shape_of_all(output), darkest, fmt::format("{}: {}", output.name, name)));
  }
  return "<div class=\"pair\">\n" + html + "</div>\n";
}

std::string numbers_html(NamedValues const& values) {
  std::vector<std::vector<std::string>> rows;
  for (auto const& [name, numbers] : values) {
    rows.push_back({escape_html(name), numbers_in_words(numbers)});
  }
  return html_table({{.heading = ""}, {.heading = "numbers"}}, rows);
}

} // namespace

std::string output_html(Output const& output, NamedValues const& values) {
  NamedValues shown;
  for (auto const& [name, numbers] : values) {
    shown.emplace_back(name, shown_values(output, numbers));
  }
  if (is_picture(shape_of_all(output))) {
    return pictures_html(output, shown);
  }
  if (!are_probabilities(output)) {
    return numbers_html(shown);
  }
  std::string html;
  for (auto const& [name, numbers] : shown) {
    html += (shown.size() == 1 ? ""
                               : fmt::format("<div class=\"soft\">{}</div>\n", escape_html(name))) +
            probabilities_html(output, name, numbers);
  }
  return html;
}

std::string output_in_words(Output const& output, OutputAnswerRecord const& answer) {
  if (answer.answers) {
    return answer.answers->empty() ? "no answer"
                                   : fmt::format("{}, {}{}",
                                                 fmt::join(*answer.answers, " or "),
                                                 percent(answer.probability.value_or(0)),
                                                 answer.answers->size() == 1 ? "" : " each");
  }
  if (is_picture(shape_of_all(output))) {
    return "";
  }
  return numbers_in_words(shown_values(output, answer.values));
}

std::string target_in_words(Output const& output, std::vector<double> const& target) {
  if (output.loss == Loss::cross_entropy) {
    return answer_names(output)[static_cast<std::size_t>(target.front())];
  }
  return is_picture(shape_of_all(output)) ? "" : numbers_in_words(target);
}

std::vector<double> values_of_target(Output const& output, std::vector<double> const& target) {
  constexpr double sure = 100;
  if (output.loss == Loss::binary_cross_entropy) {
    std::vector<double> logits(target);
    std::transform(logits.begin(), logits.end(), logits.begin(), [&](double share) {
      return std::clamp(std::log(share / (1 - share)), -sure, sure);
    });
    return logits;
  }
  if (!has_class_targets(output)) {
    return target;
  }
  std::vector<double> logits(output.head.size(), -sure);
  std::size_t const cells = output.loss == Loss::cross_entropy_per_cell ? cells_of(output) : 1;
  for (std::size_t cell = 0; cell < target.size(); ++cell) {
    logits[static_cast<std::size_t>(target[cell]) * cells + cell] = sure;
  }
  return logits;
}

} // namespace equivarify::codegen
