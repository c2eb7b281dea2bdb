#include "equivarify/codegen/audit/spec/labels.hpp"

#include "equivarify/codegen/audit/spec/printable.hpp"
#include "equivarify/codegen/audit/spec/refuse.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace equivarify::audit {
namespace {

using nlohmann::json;

/// The element called \p name exactly.
std::uint32_t element_called(std::string const& name, Group const& group) {
  auto const found = group.numbers.find(name);
  if (found == group.numbers.end()) {
    throw Refusal{"at /labels: the group has no element " + in_quotes(name)};
  }
  return found->second;
}

void expect_subgroup(json const& names, Group const& group, std::string const& of_class) {
  std::set<std::uint32_t> elements{0};
  for (json const& name : names) {
    elements.insert(element_called(name.get<std::string>(), group));
  }
  if (generated_by(group, {elements.begin(), elements.end()}).size() != elements.size()) {
    refuse("symmetries-subgroup",
           "at /labels/symmetries: those of " + in_quotes(of_class) + " are no subgroup");
  }
}

/// Elements with what each does to the classes.
using ActingElements = std::vector<std::pair<std::uint32_t, Images>>;

/// What \p generators generate in \p group, in order. \throws Refusal unless that acts on the
/// \p classes classes.
Images closed(Group const& group, ActingElements const& generators, std::uint32_t classes) {
  std::map<std::uint32_t, Images> known{{0, identity_of(classes)}};
  Images reached{0};
  std::vector<Images> columns;
  for (auto const& [generator, images] : generators) {
    columns.push_back(group.column(generator));
  }
  for (std::size_t at = 0; at < reached.size(); ++at) {
    for (std::size_t k = 0; k < generators.size(); ++k) {
      Images const& images = generators[k].second;
      std::uint32_t const to = columns[k][reached[at]];
      Images const found = product(known[reached[at]], images);
      auto const [place, is_new] = known.emplace(to, found);
      if (place->second != found) {
        refuse("already-acts",
               "at /already/labels: two permutations of the classes for " +
                   in_quotes(group.names[to]));
      }
      if (is_new) {
        reached.push_back(to);
      }
    }
  }
  std::sort(reached.begin(), reached.end());
  return reached;
}

/// Classes that \p images, which \p name makes, takes to each other cost the same.
void expect_equal_weights(json const& labels, Images const& images, std::string const& name) {
  json const weights = labels.value("class_weights", json::array());
  for (std::size_t c = 0; c < weights.size() && c < images.size(); ++c) {
    if (weights[c] != weights[images[c]]) {
      refuse("label-weights-orbit",
             "at /labels/class_weights: " + in_quotes(name) +
                 " takes a class to one of another weight");
    }
  }
}

} // namespace

void check_labels(json const& labels, Group const& group) {
  if (labels.contains("class_weights") &&
      labels["class_weights"].size() != labels.at("classes").size()) {
    refuse("label-weights-length",
           "at /labels/class_weights: the weights are not one for each class");
  }
  std::set<std::string> classes;
  for (json const& name : labels.value("classes", json::array())) {
    if (!classes.insert(name.get<std::string>()).second) {
      refuse("class-twice",
             "at /labels/classes: two classes are called " + in_quotes(name.get<std::string>()));
    }
  }
  for (auto const& [name, label] : labels.at("elements").items()) {
    static_cast<void>(element_called(name, group));
  }
  json const symmetries = labels.value("symmetries", json::object());
  for (auto const& [name, elements] : symmetries.items()) {
    if (!classes.contains(name)) {
      refuse("class-unknown", "at /labels/symmetries: there is no class " + in_quotes(name));
    }
    expect_subgroup(elements, group, name);
  }
}

Images already_subgroup(json const& spec, Group const& group, std::size_t& letters) {
  json const& already = spec.at("already");
  json labels = already.at("labels");
  auto const classes =
      static_cast<std::uint32_t>(spec.at("labels").value("classes", json::array()).size());
  ActingElements generators;
  for (json const& word : already.at("subgroup")) {
    auto const& text = word.get_ref<std::string const&>();
    bool const moves = labels.is_object() && labels.contains(text);
    generators.emplace_back(element_named(text, group, letters),
                            moves ? read_permutation(labels[text], classes) : identity_of(classes));
    expect_equal_weights(spec.at("labels"), generators.back().second, text);
    if (moves) {
      labels.erase(text); // it says what the first element of this name does
    }
  }
  if (labels.is_object() && !labels.empty()) {
    refuse("already-of-none",
           "at /already/labels: " + in_quotes(labels.begin().key()) +
               " is not among the elements of the subgroup");
  }
  return closed(group, generators, classes);
}

} // namespace equivarify::audit
