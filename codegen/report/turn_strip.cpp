#include "equivarify/codegen/report/turn_strip.hpp"

#include "equivarify/codegen/report/digit_picture.hpp"
#include "equivarify/codegen/report/probability_grid.hpp"
#include "equivarify/codegen/report/wording.hpp"
#include "equivarify/codegen/text/numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <functional>

namespace equivarify::codegen {
namespace {

constexpr std::size_t column_width = 24;
constexpr std::size_t picture_width = 14;

/// One line: the text of each column, padded.
std::string across(std::size_t columns, std::function<std::string(std::size_t)> const& text_of) {
  std::string line;
  for (std::size_t column = 0; column < columns; ++column) {
    line += fmt::format("  {:<{}}", text_of(column), column_width - 2);
  }
  line.erase(line.find_last_not_of(' ') + 1);
  return line + "\n";
}

std::string
pictures(NetworkFacts const& network, std::vector<TurnRecord> const& turns, std::size_t columns) {
  std::vector<std::vector<std::string>> lines;
  for (std::size_t column = 0; column < columns; ++column) {
    lines.push_back(picture_lines(turns[column].pixels, network.input, picture_width));
  }
  std::string text;
  for (std::size_t line = 0; line < lines.front().size(); ++line) {
    text += across(columns, [&](std::size_t column) { return "       " + lines[column][line]; });
  }
  return text;
}

std::string
cells(NetworkFacts const& network, std::vector<TurnRecord> const& turns, std::size_t columns) {
  std::string text;
  for (std::size_t row = 0; row < network.elements.size(); ++row) {
    text += across(columns, [&](std::size_t column) {
      return fmt::format("{:>5.5}  {}",
                         network.element_labels[row],
                         probability_line(turns[column].probabilities[row]));
    });
  }
  return text;
}

} // namespace

std::string
turn_strip(NetworkFacts const& network, PredictionRecord const& prediction, Paint const& paint) {
  std::vector<TurnRecord> const& turns = prediction.turns;
  std::size_t const columns = std::min<std::size_t>(turns.size(), 4);
  if (columns == 0) {
    return "";
  }
  std::string text = pictures(network, turns, columns);
  if (network.elements.size() <= 8 && network.classes.size() <= 14) {
    text += cells(network, turns, columns);
  }
  std::string const answers = across(columns, [&](std::size_t column) {
    TurnRecord const& turn = turns[column];
    std::string const answer = answer_in_words(network, turn.answer, 1);
    std::string const sure = ", " + percent(turn.answer.class_probability);
    return answer.size() + sure.size() < column_width ? answer + sure : answer;
  });
  return text + paint.bold(answers.substr(0, answers.size() - 1)) + "\n";
}

} // namespace equivarify::codegen
