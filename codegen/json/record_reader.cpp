#include "equivarify/codegen/json/record_reader.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

namespace equivarify::codegen {
namespace {

void require_length(JsonNode const& list, std::size_t length, char const* what) {
  if (!list.value.is_array() || list.value.size() != length) {
    list.fail("wrong length", fmt::format("a list of {}, one for each {}", length, what));
  }
}

void require_length(JsonNode const& list, runtime::Axis axis, RecordNames const& names) {
  bool const is_classes = axis == runtime::Axis::classes;
  require_length(list,
                 is_classes ? names.classes.size() : names.elements.size(),
                 is_classes ? "class" : "element");
}

/// A number of pictures, of which some may count in part.
double read_pictures(JsonNode const& node) {
  double const pictures = node.real();
  if (!(pictures >= 0.0 && std::isfinite(pictures))) {
    node.fail("out of range", "a number of pictures, 0 or more");
  }
  return pictures;
}

} // namespace

double read_share(JsonNode const& node) {
  double const share = node.real();
  if (!(share >= 0.0 && share <= 1.0)) {
    node.fail("out of range", "a number from 0 to 1");
  }
  return share;
}

std::size_t read_place(JsonNode const& node, std::span<std::string const> names) {
  auto const place = std::find(names.begin(), names.end(), node.text());
  if (place == names.end()) {
    node.fail("unknown name", fmt::format("one of {}", fmt::join(names, ", ")));
  }
  return static_cast<std::size_t>(place - names.begin());
}

std::size_t read_word(JsonNode const& node, runtime::InWords const& words) {
  std::vector<std::string> known;
  std::copy_if(std::begin(words.of),
               std::end(words.of),
               std::back_inserter(known),
               [](char const* word) { return word != nullptr; });
  std::string const found = node.text();
  auto const place = std::find(known.begin(), known.end(), found);
  if (place == known.end()) {
    node.fail("unknown word", one_of(known), suggestion(found, known));
  }
  return static_cast<std::size_t>(place - known.begin());
}

void fail_contradiction(JsonNode const& node, nlohmann::json const& expected) {
  node.fail("contradicts the rest", expected.dump() + ", which follows from the rest");
}

std::vector<double> read_numbers(JsonNode const& node) {
  std::vector<double> numbers;
  for (JsonNode const& entry : node.list()) {
    numbers.push_back(entry.value.is_null() ? std::numeric_limits<double>::quiet_NaN()
                                            : entry.real());
  }
  return numbers;
}

std::vector<double> read_input(JsonNode const& node, RecordNames const& names) {
  require_length(node, names.pixels, "pixel of the input");
  return read_numbers(node);
}

std::vector<std::uint32_t> read_pixels(JsonNode const& node, RecordNames const& names) {
  require_length(node, names.pixels, "pixel of the input");
  return node.numbers(255);
}

std::vector<std::vector<double>>
read_table(JsonNode const& node, runtime::NumberTable const& form, RecordNames const& names) {
  require_length(node, form.rows, names);
  std::vector<std::vector<double>> table;
  for (JsonNode const& row : node.list()) {
    require_length(row, form.columns, names);
    std::vector<double>& numbers = table.emplace_back();
    for (JsonNode const& entry : row.list()) {
      numbers.push_back(form.cells == runtime::Cells::shares ? read_share(entry)
                                                             : read_pictures(entry));
    }
  }
  return table;
}

} // namespace equivarify::codegen
