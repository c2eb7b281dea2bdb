#include "equivarify/codegen/groups/group_form.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/extensions.hpp"
#include "equivarify/algebra/matrix_group.hpp"
#include "equivarify/algebra/named_groups.hpp"
#include "equivarify/algebra/presentation.hpp"
#include "equivarify/codegen/forms/wording.hpp"
#include "equivarify/codegen/groups/known_groups.hpp"
#include "equivarify/codegen/groups/parts_of_groups.hpp"
#include "equivarify/codegen/groups/permutation_form.hpp"
#include "equivarify/codegen/json/node.hpp"

#include <fmt/format.h>

#include <utility>

namespace equivarify::codegen {

namespace {

using algebra::Group;

/// What \p make returns, a failure of which is one of the group at \p node.
template <typename Make>
auto group_at(JsonNode const& node, Make const& make) {
  return at(node, "no such group", make);
}

AnyGroup read(JsonNode const& form);

/// Refuses S_n and A_n by name where they are too large to list: 8! elements are not, half of 9!
/// are. Their chains, by which others are refused, take long to find.
void refuse_large_degree(JsonNode const& form) {
  for (auto const& [key, letter] : {std::pair{"symmetric", 'S'}, std::pair{"alternating", 'A'}}) {
    auto const degree = form.find(key);
    if (degree && degree->value.is_number_unsigned() && degree->number() > 8) {
      form.refuse("no such group",
                  fmt::format("{0}{1} has {1}!{2} elements; at most {3} are listed one by one",
                              letter,
                              degree->value.dump(),
                              letter == 'A' ? "/2" : "",
                              Group::max_order));
    }
  }
}

Group read_listed(JsonNode const& form) {
  refuse_large_degree(form);
  AnyGroup group = read(form);
  if (auto* const listed = std::get_if<Group>(&group)) {
    return std::move(*listed);
  }
  return group_at(form, [&] { return std::get<algebra::PermutationGroup>(group).to_group(); });
}

constexpr std::uint32_t most_listed = 5'040;

constexpr std::uint32_t most_of_a_torus = 10'000;

/// The listed group where that is possible, else the permutation group itself.
AnyGroup list_if_small(algebra::PermutationGroup const& group) {
  return group.order() > most_listed ? AnyGroup{group} : AnyGroup{group.to_group()};
}

AnyGroup read_permutations(JsonNode const& node) {
  node.require_keys({{"degree", "generators"}});
  std::uint32_t const degree = node["degree"].number(0, algebra::PermutationGroup::max_degree);
  auto generators = read_named_permutations(node["generators"], degree);
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

using Reader = AnyGroup (*)(JsonNode const&);

/// A group made of one number, of a family of \p Make.
template <Group (*Make)(std::uint32_t)>
AnyGroup read_family(JsonNode const& node) {
  return group_at(node, [&] { return Make(node.number()); });
}

/// A key of a group: what a spec may say under it, and how it is read, larger groups included.
struct GroupKind {
  FormField field;
  Reader read;
};

std::vector<GroupKind> const& group_kinds() {
  static std::vector<GroupKind> const all{
      {{"cyclic", forms::integer(1, 128), "The rotations of an n-gon, order n; generator r."},
       read_family<algebra::cyclic>},
      {{"dihedral",
        forms::integer(1, 64),
        "All symmetries of an n-gon, order 2n; generators r (turn) and s (flip), s r s = r^-1."},
       read_family<algebra::dihedral>},
      {{"dicyclic",
        forms::integer(1, 32),
        "The dicyclic group of order 4n; n = 2 is the quaternion group; generators a, b."},
       read_family<algebra::dicyclic>},
      {{"symmetric",
        forms::integer(1, 5),
        "All permutations of n points; generators a = (0 1), b = (0 1 ... n-1)."},
       [](JsonNode const& n) { return read_symmetric(n, false); }},
      {{"alternating",
        forms::integer(1, 5),
        "The even permutations of n points; generators a = (0 1 2), b an n-cycle or (1 2 ... "
        "n-1)."},
       [](JsonNode const& n) { return read_symmetric(n, true); }},
      {{"elementary_abelian",
        forms::list(forms::integer(1, 128), {2, 2}),
        "[p, k]: the product of k cyclic groups of prime order p; generators r1 to rk, r if k is "
        "1."},
       read_elementary_abelian},
      {{"octahedral",
        Form{TruthForm{.must_hold = true}},
        "The 24 rotations of a cube; generators x and y, perpendicular quarter turns."},
       read_octahedral},
      {{"small_group",
        forms::list(forms::integer(1, 127), {2, 2}),
        "[order, number]: the group that GAP calls SmallGroup(order, number), of an order up to "
        "127 "
        "but 64 and 96; generators f1, f2, ..."},
       [](JsonNode const& numbers) -> AnyGroup { return read_small_group(numbers); }},
      {{"space_group",
        space_group_form(),
        "A space group of a torus with side x side translations: p1, p2, pm, pg, cm, pmm, pmg, "
        "pgg, cmm, p4, p4m, p4g of squares, p3, p3m1, p31m, p6, p6m of triangles; generators x and "
        "y (shifts of columns and rows), r (turn), s (mirror or glide)."},
       [](JsonNode const& form) -> AnyGroup { return read_space_group(form, most_of_a_torus); }},
      {{"product",
        forms::list(group_form, {2, 4}),
        "The direct product of groups; a name of a generator that occurs twice gets 1, 2, ... "
        "appended."},
       read_product},
      {{"semidirect",
        semidirect_form(),
        "The semidirect product of two groups; generators of the normal one, then of the quotient, "
        "named as those of a product."},
       read_semidirect},
      {{"wreath",
        forms::list(group_form, {2, 2}),
        "[G, H]: a copy of G for each point that H permutes, then H; of H itself, if H was not "
        "made to permute points, in the order in which products with generators from the left "
        "find its elements."},
       read_wreath},
      {{"permutations",
        permutations_form(),
        "The group that permutations of 0, ..., degree-1 generate; generators sorted by name."},
       read_permutations},
      {{"table",
        forms::list(forms::list(forms::integer(0, 127), {1, 128}), {1, 128}),
        "The multiplication table: row i, column j holds the product of i and j; the identity may "
        "stand anywhere; generators are a few of g1, g2, ..."},
       [](JsonNode const& n) -> AnyGroup {
         return group_at(n, [&] { return Group::from_table(n.rows()); });
       }},
      {{"presentation",
        presentation_form(),
        "Generators and relations; the cosets of the trivial subgroup are enumerated."},
       read_presentation},
      {{"matrices",
        matrices_form(),
        "The group that invertible matrices over the integers modulo a prime generate; generators "
        "sorted by name."},
       read_matrices}};
  return all;
}

AnyGroup read(JsonNode const& form) {
  static std::vector<std::string> const names = keys_of(std::get<RecordForm>(group_form().kind));
  auto const& [name, parameter] = form.choice("group", names);
  for (GroupKind const& kind : group_kinds()) {
    if (kind.field.name == name) {
      return kind.read(parameter);
    }
  }
  throw algebra::InternalError{"a kind of group without a reader"};
}

} // namespace

Form const& group_form() {
  static Form const form = [] {
    std::vector<FormField> fields;
    for (GroupKind const& kind : group_kinds()) {
      fields.push_back(kind.field);
    }
    return forms::choice(std::move(fields))
        .called("group", "Exactly one of the ways to name a finite group.");
  }();
  return form;
}

AnyGroup read_group(JsonNode const& form) {
  return read(form);
}

Group read_listed_group(JsonNode const& form) {
  return read_listed(form);
}

} // namespace equivarify::codegen
