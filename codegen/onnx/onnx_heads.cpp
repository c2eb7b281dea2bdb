#include "equivarify/codegen/onnx/onnx_heads.hpp"

#include "equivarify/codegen/onnx/onnx_means.hpp"
#include "equivarify/codegen/reference/answer_means.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <utility>

namespace equivarify::codegen {
namespace {

/// Adds the nodes of one head. Their names hold two slashes, which no other name does.
class HeadBuilder {
public:
  HeadBuilder(Output const& output,
              std::vector<std::string> const& copies,
              std::size_t numbers,
              OnnxModel& model)
      : output_{output}, v_{output.head.outputs()}, copies_{copies}, numbers_{numbers},
        model_{model}, means_{"head//" + output.name, v_.acting().order(), v_.size(), model} {}

  void run() {
    add_places();
    std::vector<std::string> values;
    for (algebra::Element const t : v_.acting().transversal()) {
      values.push_back(means_.mean_of(terms_at(t)));
    }
    std::string const name = onnx_output_name(output_.name);
    model_.nodes.push_back({"Concat", values, {name}, {{"axis", std::int64_t{1}}}});
    model_.outputs.push_back(batched(name, {static_cast<std::int64_t>(output_.head.size())}));
  }

private:
  /// The entries of k v, for each k.
  void add_places() {
    for (algebra::Element const k : v_.acting().elements()) {
      algebra::SignedPermutation const& motion = v_.of(k);
      std::vector<std::int64_t> places;
      for (std::size_t i = 0; i < motion.gather.size(); ++i) {
        std::size_t const place = output_.offset + motion.gather[i];
        places.push_back(static_cast<std::int64_t>(motion.negated[i] ? numbers_ + place : place));
      }
      places_.push_back(means_.constant(fmt::format("/places{}", k.index()), places));
    }
  }

  /// k s(t k) for every k in H.
  std::vector<std::string> terms_at(algebra::Element t) {
    std::vector<std::string> terms;
    std::size_t number = 0;
    for (algebra::Element const k : v_.acting().elements()) {
      std::string const& copy = copies_[v_.acting().group().multiply(t, k).index()];
      std::string const with_negatives =
          means_.node("Concat", {copy, means_.negative(copy)}, {{"axis", std::int64_t{1}}});
      terms.push_back(
          means_.node("Gather", {with_negatives, places_[number++]}, {{"axis", std::int64_t{1}}}));
    }
    return terms;
  }

  Output const& output_;
  algebra::SignedRepresentation const& v_;
  std::vector<std::string> const& copies_;
  std::size_t numbers_;
  OnnxModel& model_;
  OnnxMeans means_;
  std::vector<std::string> places_;
};

/// For each k what says for each number of the answer whether its term k is at a pose.
std::vector<std::string> poses_of_numbers(Construction const& construction,
                                          std::vector<std::string> const& poses,
                                          OnnxMeans& nodes) {
  std::string const all = nodes.node("Concat", poses, {{"axis", std::int64_t{1}}});
  std::size_t const order = construction.subgroup.order();
  std::vector<std::string> result;
  for (std::size_t k = 0; k < order; ++k) {
    std::vector<std::int64_t> places;
    for (std::uint32_t const copy : construction.coset) {
      places.insert(
          places.end(), construction.classes(), static_cast<std::int64_t>(copy * order + k));
    }
    result.push_back(nodes.node("Gather",
                                {all, nodes.constant(fmt::format("/poses{}", k), places)},
                                {{"axis", std::int64_t{1}}}));
  }
  return result;
}

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

std::string add_construction(Construction const& construction,
                             std::vector<std::string> const& poses,
                             std::vector<std::string> const& copies,
                             OnnxModel& model) {
  Means const means = means_of(construction);
  std::size_t const size = means.sources.size() / means.terms;
  OnnxMeans nodes{"answer/", means.terms, size, model};
  std::string numbers = nodes.node("Concat", copies, {{"axis", std::int64_t{1}}});
  std::size_t const all = copies.size() * construction.sheets * construction.classes();
  if (!means.negated.empty()) {
    numbers = nodes.node("Concat", {numbers, nodes.negative(numbers)}, {{"axis", std::int64_t{1}}});
  }
  std::vector<std::string> terms;
  for (std::size_t k = 0; k < means.terms; ++k) {
    std::vector<std::int64_t> places;
    for (std::size_t i = k; i < means.sources.size(); i += means.terms) {
      bool const negated = !means.negated.empty() && means.negated[i] != 0;
      places.push_back(static_cast<std::int64_t>(means.sources[i] + (negated ? all : 0)));
    }
    terms.push_back(nodes.node("Gather",
                               {numbers, nodes.constant(fmt::format("/places{}", k), places)},
                               {{"axis", std::int64_t{1}}}));
  }
  if (!poses.empty()) {
    return nodes.mean_of(terms, poses_of_numbers(construction, poses, nodes));
  }
  return means.terms > 1 ? nodes.mean_of(terms) : terms.front();
}

void add_logits(Construction const& construction, std::string const& rebuilt, OnnxModel& model) {
  model.nodes.push_back({"Identity", {rebuilt}, {"logits"}});
  model.outputs = {batched(
      "logits", {static_cast<std::int64_t>(construction.coset.size() * construction.classes())})};
}

std::vector<std::string>
add_rebuilt_copies(Construction const& construction, std::string const& rebuilt, OnnxModel& model) {
  std::vector<std::string> copies;
  auto const classes = static_cast<std::int64_t>(construction.classes());
  for (std::size_t g = 0; g < construction.coset.size(); ++g) {
    std::vector<std::int64_t> places(construction.classes());
    std::iota(places.begin(), places.end(), static_cast<std::int64_t>(g) * classes);
    std::string const name = fmt::format("rebuilt//{}", g);
    model.constants.push_back({name + "/places", {classes}, places});
    model.nodes.push_back(
        {"Gather", {rebuilt, name + "/places"}, {name}, {{"axis", std::int64_t{1}}}});
    copies.push_back(name);
  }
  return copies;
}

} // namespace equivarify::codegen
