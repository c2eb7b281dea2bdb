#include "equivarify/codegen/spec_group.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/named_groups.hpp"

#include <fmt/format.h>

#include <map>
#include <utility>

namespace equivarify::codegen {
namespace {

/// Builds one group and remembers where in the spec it stands.
class GroupBuilder {
public:
  GroupBuilder(std::string pointer, SpecProblems& problems)
      : pointer_{std::move(pointer)}, problems_{problems} {}

  std::optional<algebra::Group> operator()(NamedGroupSpec const& spec) const {
    using Family = algebra::Group (*)(std::uint32_t);
    static std::map<std::string, Family> const families{{"cyclic", algebra::cyclic},
                                                        {"dihedral", algebra::dihedral},
                                                        {"symmetric", algebra::symmetric},
                                                        {"alternating", algebra::alternating},
                                                        {"dicyclic", algebra::dicyclic}};
    return families.at(spec.family)(spec.parameter);
  }

  std::optional<algebra::Group> operator()(PermutationGroupSpec const& spec) const {
    std::string const place = child(child(pointer_, "permutations"), "generators");
    std::vector<algebra::NamedPermutation> generators;
    for (auto const& [name, permutation] : spec.generators) {
      refuse_identity_name(name, child(place, name));
      if (auto resolved = resolve_permutation(permutation, spec.degree, child(place, name))) {
        generators.emplace_back(name, *resolved);
      }
    }
    if (generators.size() < spec.generators.size() || problems_.blocked(place)) {
      return std::nullopt;
    }
    return try_at(place, [&] { return algebra::generated_by(spec.degree, generators); });
  }

  std::optional<algebra::Group> operator()(ProductGroupSpec const& spec) const {
    std::string const place = child(pointer_, "product");
    std::vector<algebra::Group> factors;
    std::size_t order = 1;
    for (std::size_t i = 0; i < spec.factors.size(); ++i) {
      GroupBuilder const builder{child(place, i), problems_};
      if (auto factor = std::visit(builder, spec.factors[i].kind)) {
        order *= factor->order();
        factors.push_back(*std::move(factor));
      }
    }
    if (factors.size() < spec.factors.size() || !is_small_enough(order)) {
      return std::nullopt;
    }
    return algebra::direct_product(factors);
  }

  /// Whether a network may have \p order copies; a problem if not.
  [[nodiscard]] bool is_small_enough(std::size_t order) const {
    if (order <= largest_order) {
      return true;
    }
    problems_.add(
        {.pointer = pointer_,
         .summary = "group too large",
         .found = fmt::format("a group of {} elements", order),
         .expected = fmt::format("at most {}: the network has one copy for each", largest_order)});
    return false;
  }

private:
  void refuse_identity_name(std::string const& name, std::string const& place) const {
    if (!algebra::is_generator_name(name)) {
      problems_.add_at_key({.pointer = place,
                            .summary = "name kept for the identity",
                            .found = in_quotes(name),
                            .expected = "another name for a generator"});
    }
  }

  template <typename Make>
  auto try_at(std::string const& place, Make const& make) const -> std::optional<decltype(make())> {
    try {
      return make();
    } catch (algebra::AlgebraError const& error) {
      problems_.add({.pointer = place, .summary = "no such group", .found = error.what()});
      return std::nullopt;
    }
  }

  [[nodiscard]] std::optional<algebra::Permutation> resolve_permutation(
      PermutationSpec const& spec, std::uint32_t degree, std::string const& place) const {
    if (auto const* cycles = std::get_if<std::string>(&spec)) {
      return try_at(place, [&] { return algebra::Permutation::from_cycles(*cycles, degree); });
    }
    auto const& images = std::get<std::vector<std::uint32_t>>(spec);
    if (images.size() != degree) {
      problems_.add({.pointer = place,
                     .summary = "no permutation",
                     .found = fmt::format("a list of {}", images.size()),
                     .expected = fmt::format("a list of {}, the degree", degree)});
      return std::nullopt;
    }
    return try_at(place, [&] { return algebra::Permutation::from_images(images); });
  }

  std::string pointer_;
  SpecProblems& problems_;
};

} // namespace

std::optional<algebra::Group> resolve_group(GroupSpec const& spec, SpecProblems& problems) {
  GroupBuilder const builder{"/group", problems};
  auto group = std::visit(builder, spec.kind);
  return group && builder.is_small_enough(group->order()) ? group : std::nullopt;
}

} // namespace equivarify::codegen
