#include "equivarify/codegen/report/require_outputs.hpp"

#include "equivarify/codegen/json/record_reader.hpp"
#include "equivarify/codegen/report/moved_output.hpp"
#include "equivarify/codegen/report/require_record.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::codegen {
namespace {

/// Generated programs leave out the confusions of more classes.
constexpr std::size_t most_confusable = 100;

void require_same(JsonNode const& node, nlohmann::json const& expected, std::string const& why) {
  if (node.value != expected) {
    node.fail("not of this network", fmt::format("{}, {}", expected.dump(), why));
  }
}

void require_many(JsonNode const& list, std::size_t count, std::string const& of_what) {
  if (!list.value.is_array() || list.value.size() != count) {
    list.fail("wrong length", fmt::format("a list of {}, one for each {}", count, of_what));
  }
}

/// Each output of the network in its place.
void require_all_outputs(JsonNode const& list, NetworkFacts const& network) {
  require_many(list, network.outputs.size(), "output of this network");
  for (std::size_t i = 0; i < network.outputs.size(); ++i) {
    Output const& output = network.outputs[i];
    std::string const which = fmt::format("as output {} has", i + 1);
    require_same(list[i]["name"], output.name, which);
    require_same(list[i]["head"], algebra::name_of(output.head.kind()), which);
  }
}

bool all_finite(std::vector<double> const& values) {
  return std::all_of(values.begin(), values.end(), [](double v) { return std::isfinite(v); });
}

std::size_t target_numbers(Output const& output) {
  switch (output.loss) {
  case Loss::cross_entropy:
    return 1;
  case Loss::cross_entropy_per_cell:
    return cells_of(output);
  case Loss::mean_squared_error:
  case Loss::huber:
  case Loss::binary_cross_entropy:
    break;
  }
  return output.head.size();
}

/// The answers are all classes with the largest number; others only where rounding may have parted
/// what is equal. An output without classes has none.
void require_answers(JsonNode const& node, OutputAnswerRecord const& answer, Output const& output) {
  if (output.loss != Loss::cross_entropy) {
    if (answer.answers) {
      node["answers"].fail("not of this network", "nothing: its answer is no class");
    }
    return;
  }
  std::vector<std::string> const names = answer_names(output);
  std::vector<double> const& values = answer.values;
  double const largest = *std::max_element(values.begin(), values.end());
  double const slack = 1e-3 * std::abs(largest);
  auto missing = std::count(values.begin(), values.end(), largest);
  JsonNode const list = node["answers"];
  for (JsonNode const& entry : list.list()) {
    double const value = values[read_place(entry, names)];
    if (value < largest - slack) {
      entry.fail("contradicts the rest", "a class with the largest of the \"values\"");
    }
    missing -= value == largest ? 1 : 0;
  }
  if (all_finite(values) && missing != 0) {
    list.fail("contradicts the rest", "each class with the largest of the \"values\" once");
  }
}

void require_target(JsonNode const& node, std::vector<double> const& target, Output const& output) {
  require_many(node, target_numbers(output), "number of a target");
  if (!has_class_targets(output)) {
    return;
  }
  std::size_t const classes = answer_names(output).size();
  for (std::size_t i = 0; i < target.size(); ++i) {
    if (!(target[i] >= 0 && target[i] < static_cast<double>(classes) &&
          target[i] == std::floor(target[i]))) {
      node[i].fail(fmt::format("the number of a class, from 0 to {}", classes - 1));
    }
  }
}

/// What the outputs say of one input. \p has_targets: and what they should.
void require_outputs_of_input(JsonNode const& node,
                              std::vector<OutputAnswerRecord> const& found,
                              NetworkFacts const& network,
                              bool has_targets) {
  require_many(node["input"], network.input.size(), "number of an input");
  JsonNode const list = node["outputs"];
  require_all_outputs(list, network);
  for (std::size_t i = 0; i < found.size(); ++i) {
    Output const& output = network.outputs[i];
    require_many(list[i]["values"], output.head.size(), "number of the output");
    require_answers(list[i], found[i], output);
    if (has_targets) {
      require_target(list[i]["target"], found[i].target, output);
    }
  }
}

/// The confusions of an output, and the share of right answers that they give.
void require_confusion(JsonNode const& node,
                       OutputScoreRecord const& score,
                       Output const& output,
                       std::size_t images) {
  std::size_t const classes = answer_names(output).size();
  if (classes > most_confusable) {
    return;
  }
  JsonNode const table = node["confusion"];
  require_many(table, classes, "class");
  double right = 0;
  double all = 0;
  for (std::size_t row = 0; row < classes; ++row) {
    require_many(table[row], classes, "class");
    for (std::size_t column = 0; column < classes; ++column) {
      double const count = (*score.confusion)[row][column];
      if (!(count >= 0)) {
        table[row][column].fail("out of range", "a number of inputs, 0 or more");
      }
      all += count;
      right += row == column ? count : 0.0;
    }
  }
  double const cells =
      output.loss == Loss::cross_entropy_per_cell ? static_cast<double>(cells_of(output)) : 1.0;
  double const count = cells * static_cast<double>(images);
  constexpr double rounding = 1e-6;
  if (all > count * (1 + rounding)) {
    table.fail("contradicts the rest", fmt::format("{} answers at most", count));
  }
  if (std::abs(right - score.accuracy.value_or(0) * count) > rounding * count) {
    fail_contradiction(node["accuracy"], right / count);
  }
}

void require_score(JsonNode const& node,
                   OutputScoreRecord const& score,
                   Output const& output,
                   std::size_t images) {
  bool const are_errors = output.loss == Loss::mean_squared_error || output.loss == Loss::huber;
  if (!are_errors) {
    static_cast<void>(read_share(node["accuracy"])); // or there is none
  } else if (std::isfinite(score.loss)) {
    static_cast<void>(node["mean_absolute_error"].real());
  }
  if (has_class_targets(output)) {
    require_confusion(node, score, output, images);
  }
}

} // namespace

void require_record(JsonNode const& fields, CheckRecord const& found, NetworkFacts const& network) {
  if (network.outputs.empty()) {
    if (found.outputs) {
      fields["outputs"].fail("not of this network", "nothing: it has no outputs");
    }
    return;
  }
  JsonNode const list = fields["outputs"];
  require_all_outputs(list, network);
  std::size_t values = 0;
  std::size_t bits = 0;
  for (std::size_t i = 0; i < network.outputs.size(); ++i) {
    require_same(list[i]["values"],
                 found.images * found.elements * network.outputs[i].head.size(),
                 "all numbers of the output for these images and elements");
    values += (*found.outputs)[i].values;
    bits += (*found.outputs)[i].differing_bits;
  }
  if (values != found.values) {
    fail_contradiction(fields["values"], values);
  }
  if (bits != found.differing_bits) {
    fail_contradiction(fields["differing_bits"], bits);
  }
}

void require_record(JsonNode const& fields,
                    OutputPredictionRecord const& found,
                    NetworkFacts const& network) {
  JsonNode const turns = fields["turns"];
  require_same(turns[0]["element"], network.elements.front(), "the input itself");
  std::size_t bits = 0;
  std::size_t not_finite = 0;
  for (std::size_t t = 0; t < found.turns.size(); ++t) {
    OutputsTurnRecord const& turn = found.turns[t];
    static_cast<void>(read_place(turns[t]["element"], network.elements));
    require_outputs_of_input(turns[t], turn.outputs, network, false);
    bool is_finite = true;
    for (std::size_t i = 0; i < turn.outputs.size(); ++i) {
      std::vector<double> const& first = found.turns.front().outputs[i].values;
      std::vector<double> const& values = turn.outputs[i].values;
      is_finite = is_finite && all_finite(values);
      bits += bits_between(moved_output(network.outputs[i], turn.element, first), values);
    }
    not_finite += is_finite ? 0 : 1;
  }
  if (not_finite != found.not_finite) {
    fail_contradiction(fields["not_finite"], not_finite);
  }
  if (not_finite == 0 && bits != found.differing_bits) { // null does not say which bits it had
    fail_contradiction(fields["differing_bits"], bits);
  }
}

void require_record(JsonNode const& fields,
                    OutputEvaluationRecord const& found,
                    NetworkFacts const& network) {
  JsonNode const list = fields["outputs"];
  require_all_outputs(list, network);
  double loss = 0;
  for (std::size_t i = 0; i < found.outputs.size(); ++i) {
    require_score(list[i], found.outputs[i], network.outputs[i], found.images);
    loss += network.outputs[i].weight * found.outputs[i].loss;
  }
  if (std::isfinite(loss) && std::abs(loss - found.loss) > 1e-9 * std::abs(loss)) {
    fail_contradiction(fields["loss"], loss);
  }
  for (auto const& [key, examples] :
       {std::pair{"examples", &found.examples}, std::pair{"worst", &found.worst}}) {
    for (std::size_t n = 0; n < examples->size(); ++n) {
      JsonNode const example = fields[key][n];
      require_outputs_of_input(example, (*examples)[n].outputs, network, true);
    }
  }
}

void require_record(JsonNode const& fields,
                    Alternatives const& found,
                    NetworkFacts const& network) {
  require_record(fields, found);
  for (std::size_t i = 0; i < found.constructions.size(); ++i) {
    if (!found.constructions[i].found) {
      continue;
    }
    JsonNode const construction = fields["constructions"][i];
    if (network.outputs.empty()) {
      if (construction.has("outputs")) {
        construction["outputs"].fail("not of this network", "nothing: it has no outputs");
      }
      continue;
    }
    JsonNode const list = construction["outputs"];
    require_all_outputs(list, network);
    for (std::size_t k = 0; k < network.outputs.size(); ++k) {
      require_same(list[k]["keeps"], network.outputs[k].head.keeps(), "as its head says");
    }
  }
}

} // namespace equivarify::codegen
