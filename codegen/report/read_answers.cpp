#include "equivarify/codegen/report/read_answers.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

namespace equivarify::codegen {
namespace {

void require_length(JsonNode const& list, std::size_t length, char const* what) {
  if (!list.value.is_array() || list.value.size() != length) {
    list.fail("wrong length", fmt::format("a list of {}, one for each {}", length, what));
  }
}

/// The share at \p node, from 0 to 1.
double read_share(JsonNode const& node) {
  double const share = node.real();
  if (!(share >= 0.0 && share <= 1.0)) {
    node.fail("out of range", "a number from 0 to 1");
  }
  return share;
}

/// A number of pictures, of which some may count in part.
double read_pictures(JsonNode const& node) {
  double const pictures = node.real();
  if (!(pictures >= 0.0 && std::isfinite(pictures))) {
    node.fail("out of range", "a number of pictures, 0 or more");
  }
  return pictures;
}

/// What a table has in a direction: how many, and their name.
struct TableAxis {
  std::size_t size = 0;
  char const* what = "";
};

template <typename Read>
std::vector<std::vector<double>> read_table(JsonNode const& node,
                                            TableAxis const& rows,
                                            TableAxis const& columns,
                                            Read const& read) {
  require_length(node, rows.size, rows.what);
  std::vector<std::vector<double>> table;
  for (JsonNode const& row : node.list()) {
    require_length(row, columns.size, columns.what);
    std::vector<double>& numbers = table.emplace_back();
    for (JsonNode const& entry : row.list()) {
      numbers.push_back(read(entry));
    }
  }
  return table;
}

std::size_t place_of(JsonNode const& node, std::vector<std::string> const& names) {
  auto const place = std::find(names.begin(), names.end(), node.text());
  if (place == names.end()) {
    node.fail("unknown name", fmt::format("one of {}", fmt::join(names, ", ")));
  }
  return static_cast<std::size_t>(place - names.begin());
}

LabelRecord read_label(JsonNode const& fields, NetworkFacts const& network) {
  return {.element = place_of(fields["element"], network.elements),
          .class_index = place_of(fields["class"], network.classes)};
}

AnswerRecord read_answer(JsonNode const& fields, NetworkFacts const& network) {
  AnswerRecord answer{.best = {},
                      .class_probability = read_share(fields["class_probability"]),
                      .pose_probability = read_share(fields["pose_probability"])};
  for (JsonNode const& label : fields["answers"].list()) {
    answer.best.push_back(read_label(label, network));
  }
  return answer;
}

std::vector<unsigned> read_pixels(JsonNode const& node, NetworkFacts const& network) {
  require_length(node, network.input.size(), "pixel of the input");
  return node.numbers(255);
}

ConfidenceRecord read_confidence(JsonNode const& fields) {
  return {.from = read_share(fields["from"]),
          .to = read_share(fields["to"]),
          .images = fields["images"].count(),
          .confidence = read_share(fields["confidence"]),
          .class_right = read_share(fields["class"])};
}

ErrorRecord read_error(JsonNode const& fields, NetworkFacts const& network) {
  return {.image = fields["image"].count(),
          .truth = read_label(fields, network),
          .answer = read_answer(fields, network),
          .true_class_probability = read_share(fields["true_class_probability"]),
          .pixels = read_pixels(fields["pixels"], network)};
}

TurnRecord read_turn(JsonNode const& turn, NetworkFacts const& network) {
  return {.element = turn["element"].text(),
          .label = turn["label"].text(),
          .pixels = read_pixels(turn["pixels"], network),
          .probabilities = read_table(turn["probabilities"],
                                      {network.elements.size(), "element"},
                                      {network.classes.size(), "class"},
                                      read_share),
          .answer = read_answer(turn, network)};
}

} // namespace

ErrorsRecord read_errors(JsonNode const& fields, NetworkFacts const& network) {
  TableAxis const classes{network.classes.size(), "class"};
  ErrorsRecord record{
      .confusion = read_table(fields["confusion"], classes, classes, read_pictures),
      .turns_off = read_table(
          fields["turns_off"], classes, {network.elements.size(), "element"}, read_pictures),
      .by_confidence = {},
      .worst = {}};
  for (JsonNode const& bin : fields["by_confidence"].list()) {
    record.by_confidence.push_back(read_confidence(bin));
  }
  for (JsonNode const& error : fields["worst"].list()) {
    record.worst.push_back(read_error(error, network));
  }
  return record;
}

PredictionRecord read_prediction(JsonNode const& fields, NetworkFacts const& network) {
  PredictionRecord record{.turns = {},
                          .shift_differing_bits = fields["shift_differing_bits"].count()};
  Problems problems;
  for (JsonNode const& turn : fields["turns"].list()) {
    problems.attempt([&] { record.turns.push_back(read_turn(turn, network)); });
  }
  problems.require_none();
  if (record.turns.empty()) {
    fields["turns"].fail("no turns", "a list with one or more turned pictures");
  }
  return record;
}

} // namespace equivarify::codegen
