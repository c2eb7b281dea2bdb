#include "equivarify/codegen/groups/group_form.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/extensions.hpp"
#include "equivarify/algebra/matrix_group.hpp"
#include "equivarify/algebra/named_groups.hpp"
#include "equivarify/algebra/permutation_group.hpp"
#include "equivarify/algebra/presentation.hpp"
#include "equivarify/codegen/json/node.hpp"

#include <fmt/format.h>

#include <map>

namespace equivarify::codegen {

namespace {

using algebra::Group;

/// What \p make returns, a failure of which is one of the group at \p node.
template <typename Make>
auto group_at(JsonNode const& node, Make const& make) {
  return at(node, "no such group", make);
}

AnyGroup read(JsonNode const& form);

Group read_listed(JsonNode const& form) {
  AnyGroup group = read(form);
  if (auto* const listed = std::get_if<Group>(&group)) {
    return std::move(*listed);
  }
  return group_at(form, [&] { return std::get<algebra::PermutationGroup>(group).to_group(); });
}

algebra::NamedPermutation
read_generator(std::string const& name, JsonNode const& node, std::uint32_t degree) {
  if (!algebra::is_generator_name(name)) {
    throw InputError{
        {.pointer = node.pointer,
         .summary = name == "e" ? "name kept for the identity" : "no name for a generator",
         .found = in_quotes(name),
         .expected = name == "e" ? "another name for a generator"
                                 : "a letter, then letters, digits and underscores",
         .at_the_key = true}};
  }
  return {name, read_permutation(node, degree)};
}

/// The listed group where that is possible, else the permutation group itself.
AnyGroup list_if_small(algebra::PermutationGroup const& group) {
  if (group.order() > 5'040) {
    return group;
  }
  return group.to_group();
}

AnyGroup read_permutations(JsonNode const& node) {
  node.require_keys({{"degree", "generators"}});
  std::uint32_t const degree = node["degree"].number(0, algebra::PermutationGroup::max_degree);
  std::vector<algebra::NamedPermutation> generators;
  Problems problems;
  for (auto const& member : node["generators"].members()) {
    problems.attempt(
        [&] { generators.push_back(read_generator(member.first, member.second, degree)); });
  }
  problems.require_none();
  return group_at(node["generators"], [&] {
    return list_if_small(algebra::PermutationGroup::generated_by(degree, std::move(generators)));
  });
}

/// (first ... n-1) on n points.
algebra::Permutation cycle_from(std::uint32_t first, std::uint32_t n) {
  std::vector<std::uint32_t> images = algebra::Permutation::identity(n).images();
  for (std::uint32_t x = first; x < n; ++x) {
    images[x] = x + 1 < n ? x + 1 : first;
  }
  return algebra::Permutation::from_images(std::move(images));
}

/// Degrees from 8 on are not listed; the chain of S_n stores about n^3 images.
AnyGroup read_symmetric(JsonNode const& node, bool alternating) {
  std::uint32_t const n = node.number();
  if (n <= 7) {
    return group_at(node,
                    [&] { return alternating ? algebra::alternating(n) : algebra::symmetric(n); });
  }
  if (n > 200) {
    node.fail("out of range", "a degree of at most 200");
  }
  std::string const first = alternating ? "(0 1 2)" : "(0 1)";
  std::uint32_t const start = alternating && n % 2 == 0 ? 1 : 0;
  return algebra::PermutationGroup::generated_by(
      n, {{"a", algebra::Permutation::from_cycles(first, n)}, {"b", cycle_from(start, n)}});
}

AnyGroup read_product(JsonNode const& node) {
  std::vector<Group> factors;
  for (JsonNode const& factor : node.list()) {
    factors.push_back(read_listed(factor));
  }
  return group_at(node, [&] { return algebra::direct_product(factors); });
}

AnyGroup read_semidirect(JsonNode const& node) {
  node.require_keys({{"normal", "quotient", "action"}});
  Group const normal = read_listed(node["normal"]);
  Group const quotient = read_listed(node["quotient"]);
  std::vector<std::vector<algebra::Element>> action;
  node["action"].require_keys({quotient.generator_names()});
  for (algebra::Generator const& h : quotient.generators()) {
    std::vector<algebra::Element>& images = action.emplace_back();
    JsonNode const row = node["action"][h.name];
    row.require_keys({normal.generator_names()});
    for (algebra::Generator const& n : normal.generators()) {
      JsonNode const image = row[n.name];
      images.push_back(group_at(image, [&] { return normal.element_named(image.text()); }));
    }
  }
  return group_at(node, [&] { return algebra::semidirect_product(normal, quotient, action); });
}

AnyGroup read_wreath(JsonNode const& node) {
  std::vector<JsonNode> const parts = node.list();
  if (parts.size() != 2) {
    node.fail("a list of two groups");
  }
  Group const base = read_listed(parts[0]);
  Group const top = read_listed(parts[1]);
  return group_at(node, [&] { return algebra::wreath_product(base, top); });
}

AnyGroup read_presentation(JsonNode const& node) {
  node.require_keys({{"generators", "relations"}, {"max_cosets"}});
  auto const given = node.find("max_cosets");
  std::uint32_t const bound = given ? given->number() : algebra::default_max_cosets;
  std::vector<std::string> const generators = node["generators"].texts();
  std::vector<std::string> const relations = node["relations"].texts();
  return group_at(node, [&] {
    return algebra::presented_group(algebra::make_presentation(generators, relations), bound);
  });
}

AnyGroup read_matrices(JsonNode const& node) {
  node.require_keys({{"modulus", "generators"}});
  std::vector<algebra::NamedMatrix> generators;
  for (auto const& [name, member] : node["generators"].members()) {
    generators.emplace_back(name, member.rows());
  }
  return group_at(node,
                  [&] { return algebra::matrix_group(node["modulus"].number(), generators); });
}

AnyGroup read_elementary_abelian(JsonNode const& node) {
  std::vector<std::uint32_t> const numbers = node.numbers();
  if (numbers.size() != 2) {
    node.fail("a prime and an exponent");
  }
  return group_at(node, [&] { return algebra::elementary_abelian(numbers[0], numbers[1]); });
}

AnyGroup read_octahedral(JsonNode const& node) {
  if (node.value != true) {
    node.fail("true");
  }
  return algebra::octahedral();
}

using GroupReader = AnyGroup (*)(JsonNode const&);

std::map<std::string, GroupReader> const& group_readers() {
  static std::map<std::string, GroupReader> const all{
      {"cyclic",
       [](JsonNode const& n) -> AnyGroup {
         return group_at(n, [&] { return algebra::cyclic(n.number()); });
       }},
      {"dihedral",
       [](JsonNode const& n) -> AnyGroup {
         return group_at(n, [&] { return algebra::dihedral(n.number()); });
       }},
      {"dicyclic",
       [](JsonNode const& n) -> AnyGroup {
         return group_at(n, [&] { return algebra::dicyclic(n.number()); });
       }},
      {"symmetric", [](JsonNode const& n) { return read_symmetric(n, false); }},
      {"alternating", [](JsonNode const& n) { return read_symmetric(n, true); }},
      {"elementary_abelian", read_elementary_abelian},
      {"octahedral", read_octahedral},
      {"product", read_product},
      {"semidirect", read_semidirect},
      {"wreath", read_wreath},
      {"permutations", read_permutations},
      {"table",
       [](JsonNode const& n) -> AnyGroup {
         return group_at(n, [&] { return Group::from_table(n.rows()); });
       }},
      {"presentation", read_presentation},
      {"matrices", read_matrices}};
  return all;
}

std::vector<std::string> kinds() {
  std::vector<std::string> names;
  for (auto const& [name, unused] : group_readers()) {
    names.push_back(name);
  }
  return names;
}

AnyGroup read(JsonNode const& form) {
  auto const [kind, parameter] = form.choice("group", kinds());
  return group_readers().at(kind)(parameter);
}

} // namespace

algebra::Permutation read_permutation(JsonNode const& node, std::uint32_t degree) {
  return at(node, "no permutation", [&] {
    if (node.value.is_string()) {
      return algebra::Permutation::from_cycles(node.text(), degree);
    }
    std::vector<std::uint32_t> images = node.numbers();
    if (images.size() != degree) {
      throw InputError{{.pointer = node.pointer,
                        .summary = "no permutation",
                        .found = fmt::format("a list of {}", images.size()),
                        .expected = fmt::format("a list of {}, one image for each point", degree)}};
    }
    return algebra::Permutation::from_images(std::move(images));
  });
}

AnyGroup read_group(JsonNode const& form) {
  return read(form);
}

Group read_listed_group(JsonNode const& form) {
  return read_listed(form);
}

} // namespace equivarify::codegen
