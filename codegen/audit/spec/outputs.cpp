#include "equivarify/codegen/audit/spec/outputs.hpp"

#include "equivarify/codegen/audit/spec/bounds.hpp"
#include "equivarify/codegen/audit/spec/input_parts.hpp"
#include "equivarify/codegen/audit/spec/motions.hpp"
#include "equivarify/codegen/audit/spec/printable.hpp"
#include "equivarify/codegen/audit/spec/refuse.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace equivarify::audit {
namespace {

using nlohmann::json;

Extents extents_of(json const& output) {
  if (output.contains("shape")) {
    return extents_of_shape(output.at("shape"));
  }
  std::size_t const classes = output.contains("classes") ? output.at("classes").size() : 0;
  return {output.value("units", static_cast<std::uint32_t>(classes)), 1, 1};
}

std::uint64_t numbers_of(json const& output) {
  Extents const extents = extents_of(output);
  return std::uint64_t{extents.channels} * extents.rows * extents.columns;
}

/// Builds one output.
class OutputReader {
public:
  OutputReader(json const& spec, std::string const& name, Group const& group, std::size_t& letters)
      : output_{spec.at("output").at(name)}, input_{spec.at("input")}, group_{group},
        letters_{letters}, extents_{extents_of(output_)}, place_{"at /output/" + name + ": "} {
    result_.name = name;
    result_.head = output_.at("head").get<std::string>();
    result_.size = extents_.size();
  }

  Representation read() {
    expect_classes();
    if (result_.head == "invariant") {
      result_.subgroup = identity_of(group_.order());
    } else {
      find_movers();
      close();
    }
    expect_loss();
    if (output_.contains("class_weights")) {
      expect_class_weights();
    }
    return std::move(result_);
  }

private:
  void expect_classes() const {
    std::set<std::string> seen;
    json const classes = output_.value("classes", json::array());
    for (json const& name : classes) {
      if (!seen.insert(name.get<std::string>()).second) {
        refuse("output-class-twice",
               place_ + "two classes are called " + in_quotes(name.get<std::string>()));
      }
    }
    if (!classes.empty() && classes.size() != extents_.channels) {
      refuse("output-classes", place_ + "the classes are not one for each channel");
    }
  }

  /// The elements that the output names, with how they move its entries.
  void find_movers() {
    if (result_.head == "induced") {
      for (json const& word : output_.at("subgroup")) {
        auto const& name = word.get_ref<std::string const&>();
        add_mover(element_named(name, group_, letters_), name, output_.at("action"));
      }
      return;
    }
    bool const as_input = output_.at("action").is_string();
    if (as_input && input_.contains("parts")) {
      add_movers_of_parts();
      return;
    }
    json const& action = as_input ? input_.at("action") : output_.at("action");
    for (auto const& [name, step] : group_.steps) {
      add_mover(step[0], name, action);
    }
    if (action.size() != group_.steps.size()) {
      refuse("output-motion-of-none", place_ + "a motion of something that is no generator");
    }
    add_components();
  }

  /// The generators move the output as they do all parts of the input together.
  void add_movers_of_parts() {
    json const& shape = input_.at("shape");
    if (extents_ != Extents{shape[0].get<std::uint32_t>(), 1, 1}) {
      throw Refusal{place_ + "it has not the entries of all parts of the input"};
    }
    for (auto const& [name, step] : group_.steps) {
      result_.elements.push_back(step[0]);
      result_.movers.emplace_back(name, sources_of_parts(input_.at("parts"), name));
    }
    add_components();
  }

  void add_mover(std::uint32_t element, std::string const& name, json const& action) {
    if (!action.contains(name)) {
      throw Refusal{place_ + "no motion of " + in_quotes(name)};
    }
    result_.elements.push_back(element);
    result_.movers.emplace_back(name, motion_sources(action.at(name), extents_));
  }

  /// The channels move after the cells.
  void add_components() {
    if (!output_.contains("components")) {
      return;
    }
    json const& components = output_.at("components");
    std::size_t const cells = std::size_t{extents_.rows} * extents_.columns;
    for (std::size_t k = 0; k < group_.steps.size(); ++k) {
      std::string const& name = group_.steps[k].first;
      if (!components.contains(name)) {
        throw Refusal{place_ + "no motion of the channels by " + in_quotes(name)};
      }
      Images const channels = motion_sources(components.at(name), {extents_.channels, 1, 1});
      Images planes(2 * result_.size);
      for (std::size_t at = 0; at < planes.size(); ++at) {
        planes[at] = static_cast<std::uint32_t>(channels[at / cells] * cells + at % cells);
      }
      Images& sources = result_.movers[k].second; // (g v)[i] = v[sources[planes[i]]]
      sources = product(sources, planes);
    }
    if (components.size() != group_.steps.size()) {
      refuse("output-components-of-none",
             place_ + "a motion of channels of something that is no generator");
    }
  }

  /// What the movers generate, and how each element of it moves the entries.
  void close() {
    std::map<std::uint32_t, Images> known{{0, identity_of(2 * result_.size)}};
    Images reached{0};
    std::vector<Images> rows; // a large group has no table
    for (std::uint32_t const element : result_.elements) {
      rows.push_back(group_.row(element));
    }
    for (std::size_t at = 0; at < reached.size(); ++at) {
      for (std::size_t k = 0; k < result_.elements.size(); ++k) {
        std::uint32_t const to = rows[k][reached[at]];
        // (g h v)[i] = (h v)[source of i under g]
        Images const found = product(known.at(reached[at]), result_.movers[k].second);
        auto const [place, is_new] = known.emplace(to, found);
        if (is_new) {
          reached.push_back(to);
        } else if (place->second != found) {
          refuse("output-relation",
                 place_ + "the motions break a relation of the group: two ways to the element " +
                     in_quotes(group_.names[to]) + " move the entries differently");
        }
      }
    }
    for (auto const& [element, sources] : known) {
      result_.subgroup.push_back(element);
    }
  }

  [[nodiscard]] bool changes_signs() const {
    auto const changes = [&](auto const& mover) {
      Images const& sources = mover.second;
      return std::any_of(sources.begin(),
                         sources.begin() + static_cast<std::ptrdiff_t>(result_.size),
                         [&](std::uint32_t place) { return place >= result_.size; });
    };
    return std::any_of(result_.movers.begin(), result_.movers.end(), changes);
  }

  [[nodiscard]] bool keeps_cells() const {
    std::size_t const cells = std::size_t{extents_.rows} * extents_.columns;
    for (auto const& [name, sources] : result_.movers) {
      for (std::size_t i = 0; i < result_.size; ++i) {
        if (sources[i] % cells != sources[i % cells] % cells) {
          return false;
        }
      }
    }
    return true;
  }

  /// What sees signs, or one class among several, is of an output that has none, or that has them.
  void expect_loss() const {
    std::string const loss = output_.at("loss").get<std::string>();
    bool const of_errors = loss == "mean_squared_error" || loss == "huber";
    if (result_.head == "permuted" && changes_signs()) {
      refuse("output-signs", place_ + "classes whose signs change");
    }
    if (!of_errors && loss != "binary_cross_entropy" && !output_.contains("classes")) {
      refuse("output-loss-of-numbers", place_ + "the loss " + loss + " of plain numbers");
    }
    if (!of_errors && changes_signs()) {
      refuse("output-loss-of-signs", place_ + "the loss " + loss + " of entries that change signs");
    }
    if (loss == "cross_entropy_per_cell" && !keeps_cells()) {
      refuse("output-cells", place_ + "the entries of a cell are moved apart");
    }
  }

  /// A weight for each class, and the same one for all classes of an orbit.
  void expect_class_weights() const {
    json const& weights = output_.at("class_weights");
    auto const loss = output_.at("loss").get<std::string>();
    if (loss != "cross_entropy" && loss != "cross_entropy_per_cell") {
      refuse("output-class-weights-loss", place_ + "weights of classes with the loss " + loss);
    }
    if (weights.size() != extents_.channels) {
      refuse("output-class-weights-length", place_ + "the weights are not one for each class");
    }
    std::size_t const cells = std::size_t{extents_.rows} * extents_.columns;
    for (auto const& [name, sources] : result_.movers) {
      for (std::size_t i = 0; i < result_.size; ++i) {
        if (weights[i / cells] != weights[sources[i] / cells]) {
          refuse("output-class-weights-orbit",
                 place_ + in_quotes(name) + " takes a class to one of another weight");
        }
      }
    }
  }

  json const& output_;
  json const& input_;
  Group const& group_;
  std::size_t& letters_;
  Extents extents_;
  std::string place_;
  Representation result_;
};

/// The actions on all outputs are in memory together, and stand in a certificate.
void expect_few_numbers(json const& outputs, Group const& group) {
  std::uint64_t by_elements = 0;
  std::uint64_t by_generators = 0;
  for (json const& output : outputs) {
    bool const induced = output.contains("subgroup");
    std::size_t const movers = induced ? output.at("subgroup").size() : group.steps.size();
    by_elements += 2 * numbers_of(output) * group.order();
    by_generators += 2 * numbers_of(output) * std::max<std::size_t>(movers, 1);
  }
  if (by_elements > bounds::action_numbers || by_generators > bounds::values) {
    throw Refusal{"too large: actions on outputs: elements times signed entries at most " +
                  std::to_string(bounds::action_numbers) +
                  ", generators times signed entries at most " + std::to_string(bounds::values)};
  }
}

/// An induced output names no motion of another element than its subgroup is generated by.
void expect_named(json const& output, std::string const& name) {
  if (output.at("head") != "induced") {
    return;
  }
  json const& elements = output.at("subgroup");
  for (auto const& [element, motion] : output.at("action").items()) {
    if (std::find(elements.begin(), elements.end(), json(element)) == elements.end()) {
      refuse("output-subgroup",
             "at /output/" + name + ": " + in_quotes(element) +
                 " is not among the elements of the subgroup");
    }
  }
}

} // namespace

std::vector<Representation> outputs_of(json const& spec, Group const& group, std::size_t& letters) {
  std::vector<Representation> outputs;
  json const all = spec.value("output", json::object());
  expect_few_numbers(all, group);
  for (auto const& [name, output] : all.items()) {
    expect_named(output, name);
    outputs.push_back(OutputReader{spec, name, group, letters}.read());
  }
  return outputs;
}

std::uint64_t entries_of_outputs(json const& spec) {
  std::uint64_t sum = 0;
  for (json const& output : spec.at("output")) {
    sum += numbers_of(output);
  }
  return sum;
}

} // namespace equivarify::audit
