#include "equivarify/codegen/spec/resolve_construction.hpp"

#include "equivarify/algebra/permutation.hpp"
#include "equivarify/codegen/groups/permutation_form.hpp"
#include "equivarify/codegen/spec/group.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

namespace equivarify::codegen {
namespace {

using algebra::SignedPermutation;
using Images = std::vector<std::uint32_t>;

constexpr char const* subgroup_place = "/already/subgroup";
constexpr char const* labels_place = "/already/labels";

/// The permutation of \p classes classes that \p spec writes; nothing, and a problem at \p place,
/// if it is none.
std::optional<algebra::Permutation> resolve_permutation(PermutationSpec const& spec,
                                                        std::uint32_t classes,
                                                        std::string const& place,
                                                        Problems& problems) {
  nlohmann::json const form = nlohmann::json::parse(spec.form);
  return problems.attempt([&] { return read_permutation(JsonNode{form, place}, classes); });
}

/// Turns the names in "already" into a subgroup and its action on the classes.
class AlreadyResolver {
public:
  AlreadyResolver(Spec const& spec, algebra::Group const& group, Problems& problems)
      : spec_{*spec.already}, classes_{static_cast<std::uint32_t>(spec.labels.classes.size())},
        group_{group}, problems_{problems} {}

  std::optional<Construction> resolve() {
    std::vector<algebra::Element> const generators = resolve_generators();
    if (problems_.blocked(subgroup_place)) {
      return std::nullopt;
    }
    auto const subgroup = algebra::Subgroup::generated_by(group_, generators);
    auto const moves = resolve_action(subgroup, generators);
    return moves ? std::optional{coinduction(subgroup, *moves)} : std::nullopt;
  }

  /// The same where F gives \p outputs, on which H acts as a part of G does.
  std::optional<Construction> resolve(std::vector<Output> const& outputs) {
    refuse_labels();
    std::vector<algebra::Element> const generators = resolve_generators();
    if (problems_.blocked(subgroup_place) || problems_.blocked(labels_place)) {
      return std::nullopt;
    }
    auto const subgroup = algebra::Subgroup::generated_by(group_, generators);
    std::vector<SignedPermutation> moves;
    for (algebra::Element const k : subgroup.elements()) {
      moves.push_back(move_of(outputs, k));
    }
    return coinduction(subgroup, moves);
  }

private:
  void refuse_labels() {
    if (!spec_.labels.empty()) {
      problems_.add({.pointer = labels_place,
                     .summary = "labels of a network with \"output\"",
                     .found = "permutations of classes",
                     .expected = "none: the heads say how the subgroup moves what comes out"});
    }
  }

  /// How \p k moves the numbers of all \p outputs, one after another.
  static SignedPermutation move_of(std::vector<Output> const& outputs, algebra::Element k) {
    SignedPermutation move;
    for (Output const& output : outputs) {
      SignedPermutation const& own = output.head.outputs().of(k);
      for (std::uint32_t const source : own.gather) {
        move.gather.push_back(static_cast<std::uint32_t>(output.offset + source));
      }
      move.negated.insert(move.negated.end(), own.negated.begin(), own.negated.end());
    }
    return move;
  }

  std::vector<algebra::Element> resolve_generators() {
    std::vector<algebra::Element> generators;
    for (std::size_t i = 0; i < spec_.subgroup.size(); ++i) {
      if (auto const element =
              resolve_element(spec_.subgroup[i], group_, child(subgroup_place, i), problems_)) {
        generators.push_back(*element);
      }
    }
    return generators;
  }

  /// How each element of the subgroup moves the classes.
  std::optional<std::vector<SignedPermutation>>
  resolve_action(algebra::Subgroup const& subgroup,
                 std::vector<algebra::Element> const& generators) {
    auto const images = resolve_images();
    if (problems_.blocked(labels_place)) {
      return std::nullopt;
    }
    auto const of_elements = extend(generators, images);
    if (!of_elements) {
      return std::nullopt;
    }
    std::vector<SignedPermutation> moves; // (k u)[c] = u[k^-1 c]
    for (algebra::Element const k : subgroup.elements()) {
      moves.push_back(algebra::without_signs(of_elements->at(group_.inverse(k))));
    }
    return moves;
  }

  /// The images of the classes under each generator.
  std::vector<Images> resolve_images() {
    Images identity(classes_);
    std::iota(identity.begin(), identity.end(), 0U);
    std::vector<Images> images(spec_.subgroup.size(), identity);
    for (auto const& [name, permutation] : spec_.labels) {
      std::string const place = child(labels_place, name);
      auto const found = std::find(spec_.subgroup.begin(), spec_.subgroup.end(), name);
      if (found == spec_.subgroup.end()) {
        problems_.add_at_key({.pointer = place,
                              .summary = "not among the generators of the subgroup",
                              .found = in_quotes(name),
                              .expected = one_of(spec_.subgroup),
                              .nearest = suggestion(name, spec_.subgroup)});
      } else if (auto const resolved =
                     resolve_permutation(permutation, classes_, place, problems_)) {
        images[static_cast<std::size_t>(found - spec_.subgroup.begin())] = resolved->images();
      }
    }
    return images;
  }

  /// The images under each element, reached by multiplying by generators from the right.
  std::optional<std::map<algebra::Element, Images>>
  extend(std::vector<algebra::Element> const& generators, std::vector<Images> const& images) {
    Images identity(classes_);
    std::iota(identity.begin(), identity.end(), 0U);
    std::map<algebra::Element, Images> known{{group_.identity(), identity}};
    std::vector<algebra::Element> waiting{group_.identity()};
    for (std::size_t next = 0; next < waiting.size(); ++next) {
      for (std::size_t i = 0; i < generators.size(); ++i) {
        algebra::Element const product = group_.multiply(waiting[next], generators[i]);
        Images composed;
        for (std::uint32_t const c : images[i]) {
          composed.push_back(known.at(waiting[next])[c]);
        }
        auto const [place, is_new] = known.emplace(product, composed);
        if (is_new) {
          waiting.push_back(product);
        } else if (place->second != composed) {
          refuse(product);
          return std::nullopt;
        }
      }
    }
    return known;
  }

  void refuse(algebra::Element element) {
    problems_.add({.pointer = labels_place,
                   .summary = "no action of the subgroup",
                   .found = fmt::format("two permutations of the classes for {}",
                                        in_quotes(group_.name_of(element))),
                   .expected = "permutations that meet every relation of the generators"});
  }

  AlreadySpec const& spec_;
  std::uint32_t classes_;
  algebra::Group const& group_;
  Problems& problems_;
};

} // namespace

algebra::Subgroup kernel_of_action(algebra::Group const& group,
                                   std::vector<Images> const& input_permutations) {
  std::vector<algebra::Element> elements;
  for (algebra::Element const g : group.elements()) {
    if (input_permutations[g.index()] == input_permutations.front()) {
      elements.push_back(g);
    }
  }
  return algebra::Subgroup::from_elements(group, elements);
}

namespace {

/// The elements that move no entry and change no sign.
algebra::Subgroup kernel_of(algebra::Group const& group, InputAction const& action) {
  algebra::Subgroup const moves_nothing = kernel_of_action(group, action.sources);
  std::vector<algebra::Element> elements;
  for (algebra::Element const g : moves_nothing.elements()) {
    if (action.negated.empty() || action.negated[g.index()] == action.negated.front()) {
      elements.push_back(g);
    }
  }
  return algebra::Subgroup::from_elements(group, elements);
}

} // namespace

std::optional<Construction> resolve_construction(Spec const& spec,
                                                 algebra::Group const& group,
                                                 InputAction const& action,
                                                 std::vector<Output> const& outputs,
                                                 Problems& problems) {
  std::size_t const classes = spec.labels.classes.size();
  if (spec.already && spec.construction != "g_product") {
    problems.add({.pointer = "/construction",
                  .summary = "two constructions",
                  .found = fmt::format("{} beside \"already\"", in_quotes(spec.construction)),
                  .expected = "one of the two: what is equivariant already is coinduced"});
    return std::nullopt;
  }
  if (spec.already && !spec.input.parts.empty()) {
    problems.add({.pointer = "/already",
                  .summary = "an input of several parts of a network that is equivariant already",
                  .found = "\"already\" and /input/parts",
                  .expected = "one of the two"});
    return std::nullopt;
  }
  if (spec.already) {
    AlreadyResolver resolver{spec, group, problems};
    return spec.output.empty() ? resolver.resolve() : resolver.resolve(outputs);
  }
  if (spec.construction == "kernel_quotient") {
    return kernel_quotient(kernel_of(group, action), classes);
  }
  if (spec.construction == "reynolds") {
    return reynolds(group, classes);
  }
  return spec.construction == "canonical" ? std::optional{canonical(group, classes)} : std::nullopt;
}

BlockDemands demands_of(std::optional<Construction> const& construction,
                        algebra::Group const& group) {
  if (!construction) {
    return {.copies = group.order()};
  }
  return {.copies = construction->copies(),
          .sheets = construction->sheets,
          .lifts_alone = construction->kind != ConstructionKind::kernel_quotient,
          .constructed = true,
          .tied_by = construction->kind == ConstructionKind::coinduction
                         ? construction->subgroup.order()
                         : 0};
}

} // namespace equivarify::codegen
