#include "equivarify/codegen/groups/group_form.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/extensions.hpp"
#include "equivarify/algebra/matrix_group.hpp"
#include "equivarify/algebra/named_groups.hpp"
#include "equivarify/algebra/presentation.hpp"
#include "equivarify/algebra/text.hpp"
#include "equivarify/codegen/groups/json_node.hpp"

#include <fmt/format.h>

#include <map>

namespace equivarify::codegen {

namespace {

using algebra::AlgebraError;
using algebra::Group;
using Json = nlohmann::json;

/// Runs \p make and puts the place before the message of an AlgebraError that does not name one.
template <typename Make>
auto at(JsonNode const& node, Make const& make) {
  try {
    return make();
  } catch (algebra::LimitError const&) {
    throw;
  } catch (AlgebraError const& error) {
    std::string const message = error.what();
    throw AlgebraError(
        message.starts_with("at '") ? message : fmt::format("at '{}': {}", node.pointer, message));
  }
}

AnyGroup read(JsonNode const& form);

Group read_listed(JsonNode const& form) {
  AnyGroup group = read(form);
  if (auto* const listed = std::get_if<Group>(&group)) {
    return std::move(*listed);
  }
  return std::get<algebra::PermutationGroup>(group).to_group();
}

algebra::Permutation read_permutation(JsonNode const& node, std::uint32_t degree) {
  return at(node, [&] {
    if (node.value.is_string()) {
      return algebra::Permutation::from_cycles(node.text(), degree);
    }
    std::vector<std::uint32_t> images = node.numbers();
    if (images.size() != degree) {
      node.fail(fmt::format("a list of {} images, the degree", degree));
    }
    return algebra::Permutation::from_images(std::move(images));
  });
}

/// The listed group where that is possible, else the permutation group itself.
AnyGroup list_if_small(algebra::PermutationGroup const& group) {
  if (group.order() > 5'040) {
    return group;
  }
  return group.to_group();
}

AnyGroup read_permutations(JsonNode const& node) {
  std::uint32_t const degree = node["degree"].number();
  if (degree > algebra::PermutationGroup::max_degree) {
    throw algebra::LimitError(fmt::format("at '{}/degree': {} points; at most {}",
                                          node.pointer,
                                          degree,
                                          algebra::PermutationGroup::max_degree));
  }
  std::vector<algebra::NamedPermutation> generators;
  for (auto const& [name, member] : node["generators"].members()) {
    generators.emplace_back(name, read_permutation(member, degree));
  }
  return at(node, [&] {
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
    return at(node, [&] { return alternating ? algebra::alternating(n) : algebra::symmetric(n); });
  }
  if (n > 200) {
    throw algebra::LimitError(fmt::format("at '{}': degree {}; at most 200", node.pointer, n));
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
  return at(node, [&] { return algebra::direct_product(factors); });
}

AnyGroup read_semidirect(JsonNode const& node) {
  Group const normal = read_listed(node["normal"]);
  Group const quotient = read_listed(node["quotient"]);
  std::vector<std::vector<algebra::Element>> action;
  for (algebra::Generator const& h : quotient.generators()) {
    std::vector<algebra::Element>& images = action.emplace_back();
    JsonNode const row = node["action"][h.name];
    for (algebra::Generator const& n : normal.generators()) {
      JsonNode const image = row[n.name];
      images.push_back(at(image, [&] { return normal.element_named(image.text()); }));
    }
  }
  return at(node, [&] { return algebra::semidirect_product(normal, quotient, action); });
}

AnyGroup read_wreath(JsonNode const& node) {
  std::vector<JsonNode> const parts = node.list();
  if (parts.size() != 2) {
    node.fail("a list of two groups");
  }
  Group const base = read_listed(parts[0]);
  Group const top = read_listed(parts[1]);
  return at(node, [&] { return algebra::wreath_product(base, top); });
}

AnyGroup read_presentation(JsonNode const& node) {
  std::uint32_t const bound =
      node.value.contains("max_cosets") ? node["max_cosets"].number() : algebra::default_max_cosets;
  std::vector<std::string> const generators = node["generators"].texts();
  std::vector<std::string> const relations = node["relations"].texts();
  return at(node, [&] {
    return algebra::presented_group(algebra::make_presentation(generators, relations), bound);
  });
}

AnyGroup read_matrices(JsonNode const& node) {
  std::vector<algebra::NamedMatrix> generators;
  for (auto const& [name, member] : node["generators"].members()) {
    generators.emplace_back(name, member.rows());
  }
  return at(node, [&] { return algebra::matrix_group(node["modulus"].number(), generators); });
}

AnyGroup read_elementary_abelian(JsonNode const& node) {
  std::vector<std::uint32_t> const numbers = node.numbers();
  if (numbers.size() != 2) {
    node.fail("a prime and an exponent");
  }
  return at(node, [&] { return algebra::elementary_abelian(numbers[0], numbers[1]); });
}

AnyGroup read_octahedral(JsonNode const& node) {
  if (node.value != true) {
    node.fail("true");
  }
  return algebra::octahedral();
}

using Reader = AnyGroup (*)(JsonNode const&);

std::map<std::string, Reader> const& readers() {
  static std::map<std::string, Reader> const all{
      {"cyclic",
       [](JsonNode const& n) -> AnyGroup {
         return at(n, [&] { return algebra::cyclic(n.number()); });
       }},
      {"dihedral",
       [](JsonNode const& n) -> AnyGroup {
         return at(n, [&] { return algebra::dihedral(n.number()); });
       }},
      {"dicyclic",
       [](JsonNode const& n) -> AnyGroup {
         return at(n, [&] { return algebra::dicyclic(n.number()); });
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
         return at(n, [&] { return Group::from_table(n.rows()); });
       }},
      {"presentation", read_presentation},
      {"matrices", read_matrices}};
  return all;
}

AnyGroup read(JsonNode const& form) {
  if (!form.value.is_object() || form.value.size() != 1) {
    form.fail("an object with one key, the kind of group");
  }
  std::string const kind = form.value.begin().key();
  auto const reader = readers().find(kind);
  if (reader == readers().end()) {
    std::vector<std::string> names;
    for (auto const& [name, unused] : readers()) {
      names.push_back(name);
    }
    throw AlgebraError(fmt::format("at '{}': there is no kind of group '{}' (nearest: '{}')",
                                   form.pointer,
                                   kind,
                                   algebra::nearest_name(kind, names)));
  }
  return reader->second(form[kind]);
}

} // namespace

AnyGroup read_group(Json const& form) {
  return read({form, ""});
}

Group read_listed_group(Json const& form) {
  return read_listed({form, ""});
}

} // namespace equivarify::codegen
