#include "equivarify/codegen/onnx/onnx_means.hpp"

#include <fmt/format.h>

namespace equivarify::codegen {

OnnxMeans::OnnxMeans(std::string name, std::size_t terms, std::size_t size, OnnxModel& model)
    : name_{std::move(name)}, model_{model}, terms_{terms} {
  model_.constants.push_back({name_ + "/zero", {}, std::vector<float>{0.0F}});
  auto const entries = static_cast<std::int64_t>(size);
  row_ = constant("/row", {-1, 1, entries});
  vector_ = constant("/vector", {-1, entries});
  count_ = constant("/count", {static_cast<std::int64_t>(terms)});
  for (std::size_t k = 0; k < terms; ++k) {
    numbers_of_terms_.push_back(
        constant(fmt::format("/number{}", k), {static_cast<std::int64_t>(k)}));
  }
}

std::string OnnxMeans::constant(std::string const& name, std::vector<std::int64_t> const& values) {
  model_.constants.push_back({name_ + name, {static_cast<std::int64_t>(values.size())}, values});
  return name_ + name;
}

std::string OnnxMeans::node(std::string const& type,
                            std::vector<std::string> inputs,
                            std::vector<std::pair<std::string, OnnxAttribute>> const& attributes) {
  std::string const name = fmt::format("{}/{}", name_, nodes_++);
  model_.nodes.push_back({type, std::move(inputs), {name}, attributes});
  return name;
}

std::string OnnxMeans::negative(std::string const& value) {
  return node("Sub", {name_ + "/zero", value});
}

/// The sum of what is positive in \p terms, in the order of size; a zero has no sign.
std::string OnnxMeans::positive_sum(std::vector<std::string> const& terms) {
  std::vector<std::string> rows;
  for (std::string const& term : terms) {
    rows.push_back(node("Reshape", {node("Relu", {term}), row_}));
  }
  std::string const all = node("Concat", rows, {{"axis", std::int64_t{1}}});
  std::string const sorted =
      node("TopK",
           {all, count_},
           {{"axis", std::int64_t{1}}, {"largest", std::int64_t{0}}, {"sorted", std::int64_t{1}}});
  model_.nodes.back().outputs.push_back(sorted + "/indices");
  std::string sum;
  for (std::string const& number : numbers_of_terms_) {
    std::string const term = node("Gather", {sorted, number}, {{"axis", std::int64_t{1}}});
    sum = sum.empty() ? term : node("Add", {sum, term});
  }
  return node("Reshape", {node("Abs", {sum}), vector_});
}

std::string OnnxMeans::sum_of(std::vector<std::string> const& terms) {
  std::vector<std::string> negatives;
  for (std::string const& term : terms) {
    negatives.push_back(negative(term));
  }
  std::string const positive = positive_sum(terms);
  return node("Sub", {positive, positive_sum(negatives)});
}

std::string OnnxMeans::mean_of(std::vector<std::string> const& terms) {
  if (order_.empty()) {
    order_ = name_ + "/order";
    model_.constants.push_back({order_, {}, std::vector<float>{static_cast<float>(terms_)}});
  }
  return node("Div", {sum_of(terms), order_});
}

// A zero among the terms changes no bit of their sum.
std::string OnnxMeans::mean_of(std::vector<std::string> const& terms,
                               std::vector<std::string> const& counts) {
  constexpr std::int64_t onnx_bool = 9;
  std::vector<std::string> counted;
  std::string number;
  for (std::size_t k = 0; k < terms.size(); ++k) {
    std::string const counts_here = node("Cast", {counts[k]}, {{"to", onnx_bool}});
    counted.push_back(node("Where", {counts_here, terms[k], name_ + "/zero"}));
    number = number.empty() ? counts[k] : node("Add", {number, counts[k]});
  }
  return node("Div", {sum_of(counted), number});
}

} // namespace equivarify::codegen
