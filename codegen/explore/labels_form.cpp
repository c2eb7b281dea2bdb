#include "equivarify/codegen/explore/labels_form.hpp"

#include "equivarify/codegen/explore/images_form.hpp"
#include "equivarify/codegen/explore/no_candidate.hpp"

#include <fmt/format.h>

namespace equivarify::codegen {
namespace {

constexpr std::uint32_t most_labels = 1U << 24;

NamedSet read_label_names(JsonNode const& node) {
  NamedSet labels = NamedSet::read(node, "labels");
  if (labels.size() == 0 || labels.size() > most_labels) {
    node.fail("number of labels", fmt::format("from 1 to {}", most_labels));
  }
  return labels;
}

std::vector<algebra::Labels::Images>
read_label_images(JsonNode const& node, FileGroup const& group, NamedSet const& names) {
  try {
    return read_given_images(node, group, names);
  } catch (NoCandidate const& error) {
    throw InputError{error}; // the labels are a part of the candidate, not the candidate
  }
}

} // namespace

NamedSet read_labels(JsonNode const& node) {
  if (node.value.is_object()) {
    node.fail("labels with an action",
              "a number of labels or a list of names: labels on which a subgroup acts are not "
              "taken here");
  }
  return read_label_names(node);
}

NamedLabels read_labels(JsonNode const& node, FileGroup const& group) {
  if (!node.value.is_object()) {
    NamedSet names = read_label_names(node);
    std::uint32_t const size = names.size();
    return {std::move(names), size};
  }
  node.require_keys({{"set", "action"}, {}});
  return read_label_action(node["action"], group, read_label_names(node["set"]));
}

NamedLabels read_label_action(JsonNode const& action, FileGroup const& group, NamedSet names) {
  auto const given = read_label_images(action, group, names);
  algebra::Labels labels = at(action, "no action on the labels", [&] {
    return algebra::Labels::with_action(group.group(), names.size(), given);
  });
  return {std::move(names), std::move(labels)};
}

std::string product_name(algebra::Labels const& labels, FileGroup const& group) {
  return labels.subgroup() == nullptr ? "Z^{xG}"
                                      : fmt::format("Map_{}(G, Z)", group.name(*labels.subgroup()));
}

nlohmann::json
to_form(algebra::Labels const& labels, FileGroup const& group, NamedSet const& names) {
  if (labels.subgroup() == nullptr) {
    return names.form();
  }
  nlohmann::json action = nlohmann::json::object();
  for (algebra::Element const h : labels.subgroup()->generators()) {
    algebra::LabelMap images;
    for (algebra::Label z = 0; z < labels.size(); ++z) {
      images.push_back(labels.act(h, z));
    }
    action[group.name(h)] = names.to_json(images);
  }
  return {{"set", names.form()}, {"action", std::move(action)}};
}

} // namespace equivarify::codegen
