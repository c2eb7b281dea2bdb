#include "equivarify/codegen/onnx/onnx_heads.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <utility>

namespace equivarify::codegen {
namespace {

using Extents = std::vector<std::int64_t>;

/// Adds the nodes of one head. Their names hold two slashes, which no other name does.
class HeadBuilder {
public:
  HeadBuilder(Output const& output,
              std::vector<std::string> const& copies,
              std::size_t numbers,
              OnnxModel& model)
      : output_{output}, v_{output.head.outputs()}, copies_{copies}, numbers_{numbers},
        model_{model}, name_{"head//" + output.name} {}

  void run() {
    add_constants();
    std::vector<std::string> values;
    for (algebra::Element const t : v_.acting().transversal()) {
      values.push_back(mean_at(t));
    }
    std::string const name = onnx_output_name(output_.name);
    model_.nodes.push_back({"Concat", values, {name}, {{"axis", std::int64_t{1}}}});
    model_.outputs.push_back(batched(name, {static_cast<std::int64_t>(output_.head.size())}));
  }

private:
  std::string constant(std::string const& name, Extents const& values) {
    model_.constants.push_back({name_ + name, {static_cast<std::int64_t>(values.size())}, values});
    return name_ + name;
  }

  /// What all cosets share: places of terms, shapes, numbers.
  void add_constants() {
    model_.constants.push_back({name_ + "/zero", {}, std::vector<float>{0.0F}});
    auto const order = static_cast<float>(v_.acting().order());
    model_.constants.push_back({name_ + "/order", {}, std::vector<float>{order}});
    auto const size = static_cast<std::int64_t>(v_.size());
    row_ = constant("/row", {-1, 1, size});
    vector_ = constant("/vector", {-1, size});
    count_ = constant("/count", {static_cast<std::int64_t>(v_.acting().order())});
    for (std::size_t k = 0; k < v_.acting().order(); ++k) {
      numbers_of_terms_.push_back(
          constant(fmt::format("/number{}", k), {static_cast<std::int64_t>(k)}));
    }
    for (algebra::Element const k : v_.acting().elements()) {
      algebra::SignedPermutation const& motion = v_.of(k);
      Extents places;
      for (std::size_t i = 0; i < motion.gather.size(); ++i) {
        std::size_t const place = output_.offset + motion.gather[i];
        places.push_back(static_cast<std::int64_t>(motion.negated[i] ? numbers_ + place : place));
      }
      places_.push_back(constant(fmt::format("/places{}", k.index()), places));
    }
  }

  /// Adds a node; the name of what it gives.
  std::string node(std::string const& type,
                   std::vector<std::string> inputs,
                   std::vector<std::pair<std::string, OnnxAttribute>> const& attributes = {}) {
    std::string const name = fmt::format("{}/{}", name_, nodes_++);
    model_.nodes.push_back({type, std::move(inputs), {name}, attributes});
    return name;
  }

  std::string negative(std::string const& value) { return node("Sub", {name_ + "/zero", value}); }

  /// k s(t k) for every k in H.
  std::vector<std::string> terms_at(algebra::Element t) {
    std::vector<std::string> terms;
    std::size_t number = 0;
    for (algebra::Element const k : v_.acting().elements()) {
      std::string const& copy = copies_[v_.acting().group().multiply(t, k).index()];
      std::string const with_negatives =
          node("Concat", {copy, negative(copy)}, {{"axis", std::int64_t{1}}});
      terms.push_back(
          node("Gather", {with_negatives, places_[number++]}, {{"axis", std::int64_t{1}}}));
    }
    return terms;
  }

  /// The sum of what is positive in \p terms, in the order of size; a zero has no sign.
  std::string positive_sum(std::vector<std::string> const& terms) {
    std::vector<std::string> rows;
    for (std::string const& term : terms) {
      rows.push_back(node("Reshape", {node("Relu", {term}), row_}));
    }
    std::string const all = node("Concat", rows, {{"axis", std::int64_t{1}}});
    std::string const sorted = node(
        "TopK",
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

  /// R(s)(t).
  std::string mean_at(algebra::Element t) {
    std::vector<std::string> const terms = terms_at(t);
    std::vector<std::string> negatives;
    for (std::string const& term : terms) {
      negatives.push_back(negative(term));
    }
    std::string const positive = positive_sum(terms);
    return node("Div", {node("Sub", {positive, positive_sum(negatives)}), name_ + "/order"});
  }

  Output const& output_;
  algebra::SignedRepresentation const& v_;
  std::vector<std::string> const& copies_;
  std::size_t numbers_;
  OnnxModel& model_;
  std::string name_;
  std::string row_;
  std::string vector_;
  std::string count_;
  std::vector<std::string> numbers_of_terms_;
  std::vector<std::string> places_; ///< of the entries of k v, for each k
  std::size_t nodes_ = 0;
};

} // namespace

std::string onnx_output_name(std::string const& name) {
  return name == "images" || name == "pixels" ? name + "_" : name;
}

void add_head(Output const& output,
              std::vector<std::string> const& copies,
              std::size_t numbers,
              OnnxModel& model) {
  HeadBuilder{output, copies, numbers, model}.run();
}

} // namespace equivarify::codegen
