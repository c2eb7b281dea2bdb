#include "equivarify/codegen/spec/labels.hpp"

#include "equivarify/algebra/subgroup.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace equivarify::codegen {
namespace {

using Elements = std::vector<algebra::Element>;

/// Turns names into classes and elements.
class LabelResolver {
public:
  LabelResolver(LabelsSpec const& spec, algebra::Group const& group, Problems& problems)
      : spec_{spec}, group_{group}, problems_{problems} {
    for (algebra::Element const g : group.elements()) {
      names_.push_back(group.name_of(g));
    }
  }

  Labels resolve() {
    refuse_repeated_names(spec_.classes, child(spec_.place, "classes"), problems_);
    Labels labels{.classes = spec_.classes,
                  .element_labels = element_labels(),
                  .symmetries =
                      std::vector<Elements>(spec_.classes.size(), Elements{group_.identity()}),
                  .pose = spec_.pose,
                  .class_weights = spec_.class_weights};
    if (!spec_.class_weights.empty() && spec_.class_weights.size() != spec_.classes.size()) {
      problems_.add({.pointer = child(spec_.place, "class_weights"),
                     .summary = "weights of other classes",
                     .found = fmt::format("{} weights", spec_.class_weights.size()),
                     .expected = fmt::format("{}, one for each class", spec_.classes.size())});
    }
    for (auto const& [name, elements] : spec_.symmetries) {
      std::string const pointer = child("/labels/symmetries", name);
      auto const index = class_named(name, pointer);
      Elements symmetries = elements_named(elements, pointer);
      if (index && !problems_.blocked(pointer)) {
        expect_subgroup(symmetries, pointer);
        labels.symmetries[*index] = std::move(symmetries);
      }
    }
    return labels;
  }

private:
  std::vector<std::string> element_labels() {
    std::vector<std::string> labels = names_;
    for (auto const& [name, label] : spec_.elements) {
      std::string const pointer = child("/labels/elements", name);
      if (auto const element = element_named(name)) {
        labels[element->index()] = label;
      } else {
        problems_.add_at_key(unknown("element", name, names_, pointer));
      }
    }
    return labels;
  }

  [[nodiscard]] std::optional<algebra::Element> element_named(std::string const& name) const {
    auto const found = std::find(names_.begin(), names_.end(), name);
    if (found == names_.end()) {
      return std::nullopt;
    }
    return group_.element(static_cast<std::uint32_t>(found - names_.begin()));
  }

  std::optional<std::size_t> class_named(std::string const& name, std::string const& pointer) {
    auto const found = std::find(spec_.classes.begin(), spec_.classes.end(), name);
    if (found == spec_.classes.end()) {
      problems_.add_at_key(unknown("class", name, spec_.classes, pointer));
      return std::nullopt;
    }
    return static_cast<std::size_t>(found - spec_.classes.begin());
  }

  /// The identity and the elements with \p names, in the group's order.
  Elements elements_named(std::vector<std::string> const& names, std::string const& pointer) {
    Elements elements{group_.identity()};
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (auto const element = element_named(names[i])) {
        elements.push_back(*element);
      } else {
        problems_.add(unknown("element", names[i], names_, child(pointer, i)));
      }
    }
    std::sort(elements.begin(), elements.end());
    elements.erase(std::unique(elements.begin(), elements.end()), elements.end());
    return elements;
  }

  void expect_subgroup(Elements const& elements, std::string const& pointer) {
    if (algebra::Subgroup::generated_by(group_, elements).order() == elements.size()) {
      return;
    }
    for (algebra::Element const g : elements) {
      for (algebra::Element const h : elements) {
        algebra::Element const product = group_.multiply(g, h);
        if (!std::binary_search(elements.begin(), elements.end(), product)) {
          problems_.add(
              {.pointer = pointer,
               .summary = "symmetries that are no subgroup",
               .found = fmt::format("{} and {} without their product {}",
                                    in_quotes(group_.name_of(g)),
                                    in_quotes(group_.name_of(h)),
                                    in_quotes(group_.name_of(product))),
               .expected = "with two elements their product: both leave the class as it is"});
          return;
        }
      }
    }
  }

  static Problem unknown(char const* what,
                         std::string const& name,
                         std::vector<std::string> const& valid,
                         std::string const& pointer) {
    return {.pointer = pointer,
            .summary = fmt::format("unknown {}", what),
            .found = in_quotes(name),
            .expected = one_of(valid),
            .nearest = suggestion(name, valid)};
  }

  LabelsSpec const& spec_;
  algebra::Group const& group_;
  Problems& problems_;
  std::vector<std::string> names_;
};

} // namespace

void refuse_repeated_names(std::vector<std::string> const& classes,
                           std::string const& pointer,
                           Problems& problems) {
  std::set<std::string> seen;
  for (std::size_t i = 0; i < classes.size(); ++i) {
    if (!seen.insert(classes[i]).second) {
      problems.add({.pointer = child(pointer, i),
                    .summary = "two classes with one name",
                    .found = in_quotes(classes[i]),
                    .expected = "each class a name of its own",
                    .blocking = false});
    }
  }
}

Labels resolve_labels(LabelsSpec const& spec, algebra::Group const& group, Problems& problems) {
  return LabelResolver{spec, group, problems}.resolve();
}

void check_class_weights(LabelsSpec const& spec,
                         std::vector<std::vector<std::uint32_t>> const& class_sources,
                         Problems& problems) {
  for (std::vector<std::uint32_t> const& sources : class_sources) {
    for (std::size_t c = 0; c < spec.class_weights.size(); ++c) {
      std::size_t const d = sources[c];
      if (spec.class_weights[c] != spec.class_weights[d]) {
        problems.add({.pointer = child(spec.place, "class_weights"),
                      .summary = "weights of classes that the subgroup exchanges",
                      .found = fmt::format("{} for {} and {} for {}",
                                           spec.class_weights[c],
                                           in_quotes(spec.classes[c]),
                                           spec.class_weights[d],
                                           in_quotes(spec.classes[d])),
                      .expected = "one weight for both: they are one class, seen at two turns"});
        return;
      }
    }
  }
}

} // namespace equivarify::codegen
