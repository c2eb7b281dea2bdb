#include "equivarify/codegen/groups/group_facts.hpp"

#include "equivarify/algebra/character_table.hpp"
#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/isomorphism.hpp"
#include "equivarify/algebra/permutation_group.hpp"
#include "equivarify/algebra/structure.hpp"
#include "equivarify/algebra/subgroup_lattice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace equivarify::codegen {

namespace {

using algebra::Group;

constexpr std::uint32_t largest_named = 2'048;
constexpr std::uint32_t largest_searched = 1'000;
constexpr std::uint32_t largest_for_normal_subgroups = 6'000;
constexpr std::size_t most_classes = 128;

/// The value of \p compute, or nothing where it meets a limit.
template <typename Compute>
auto within_limits(Compute const& compute) -> std::optional<decltype(compute())> {
  try {
    return compute();
  } catch (algebra::LimitError const&) {
    return std::nullopt;
  }
}

std::uint32_t exponent_of(Group const& group, std::vector<algebra::ConjugacyClass> const& classes) {
  std::uint32_t exponent = 1;
  for (algebra::ConjugacyClass const& members : classes) {
    exponent = std::lcm(exponent, group.element_order(members.front()));
  }
  return exponent;
}

void add_blocks(std::uint32_t order,
                std::vector<algebra::RealBlock> const& blocks,
                GroupFacts& facts) {
  facts.real_blocks.emplace();
  for (algebra::RealBlock const& block : blocks) {
    auto const equal = std::find_if(facts.real_blocks->begin(),
                                    facts.real_blocks->end(),
                                    [&](BlockCount const& count) { return count.block == block; });
    if (equal == facts.real_blocks->end()) {
      facts.real_blocks->push_back({block, 1});
    } else {
      ++equal->copies;
    }
  }
  facts.convolution = algebra::convolution_cost(order, blocks);
}

/// All characters of an abelian group are linear; as many are real as elements are their own
/// inverses.
void add_abelian_characters(Group const& group, GroupFacts& facts) {
  std::size_t real = 0;
  for (algebra::Element const g : group.elements()) {
    real += group.inverse(g) == g ? 1U : 0U;
  }
  facts.character_degrees.emplace(group.order(), 1U);
  facts.frobenius_schur.emplace(real, 1);
  facts.frobenius_schur->resize(group.order(), 0);
  std::vector<algebra::RealBlock> blocks(real, {algebra::DivisionRing::real, 1});
  blocks.resize((group.order() + real) / 2, {algebra::DivisionRing::complex, 1});
  add_blocks(group.order(), blocks, facts);
}

void add_characters(Group const& group, GroupFacts& facts) {
  if (facts.abelian && group.order() <= largest_named) {
    add_abelian_characters(group, facts);
  } else if (!facts.abelian && *facts.conjugacy_classes <= most_classes) {
    facts.character_degrees.emplace();
    facts.frobenius_schur.emplace();
    algebra::CharacterTable const table = algebra::character_table(group);
    for (algebra::Character const& character : table.characters) {
      facts.character_degrees->push_back(character.degree);
      facts.frobenius_schur->push_back(character.indicator);
    }
    add_blocks(group.order(), algebra::real_blocks(table), facts);
  }
}

void add_subgroups(Group const& group, GroupFacts& facts) {
  if (group.order() > largest_searched) {
    return;
  }
  auto const classes = within_limits([&] { return algebra::subgroup_classes(group); });
  if (classes) {
    facts.subgroup_classes = classes->size();
    facts.subgroups = 0;
    for (algebra::SubgroupClass const& subgroup_class : *classes) {
      *facts.subgroups += subgroup_class.members.size();
    }
  }
}

GroupFacts facts_of_listed(Group const& group) {
  GroupFacts facts{.order = fmt::format("{}", group.order()), .abelian = group.is_abelian()};
  std::vector<algebra::ConjugacyClass> const classes = algebra::conjugacy_classes(group);
  facts.conjugacy_classes = classes.size();
  facts.exponent = exponent_of(group, classes);
  facts.centre_order = algebra::centre(group).order();
  facts.derived_order = algebra::derived_subgroup(group).order();
  facts.abelian_invariants = algebra::abelian_invariants(group);
  if (facts.abelian || group.order() <= largest_named) {
    facts.name = algebra::identify(group);
  }
  add_subgroups(group, facts);
  if (facts.abelian) {
    facts.normal_subgroups = facts.subgroups;
  } else if (group.order() <= largest_for_normal_subgroups && classes.size() <= 200) {
    facts.normal_subgroups = within_limits([&] { return algebra::normal_subgroups(group).size(); });
  }
  if (group.order() <= largest_searched) {
    facts.automorphisms = within_limits([&] { return algebra::count_automorphisms(group); });
  }
  add_characters(group, facts);
  return facts;
}

GroupFacts facts_of_large(algebra::PermutationGroup const& group) {
  if (group.order() <= Group::max_order) {
    auto const listed = within_limits([&] { return group.to_group(); });
    if (listed) {
      return facts_of_listed(*listed);
    }
  }
  GroupFacts facts{.order = algebra::to_string(group.order()), .abelian = true};
  for (auto const& [name, a] : group.generators()) {
    for (auto const& [other, b] : group.generators()) {
      facts.abelian = facts.abelian && a * b == b * a;
    }
  }
  return facts;
}

nlohmann::json to_json(std::vector<BlockCount> const& blocks) {
  nlohmann::json result = nlohmann::json::array();
  for (BlockCount const& count : blocks) {
    result.push_back({{"block", count.block.to_string()},
                      {"copies", count.copies},
                      {"dimension", count.block.dimension()},
                      {"multiplications", count.block.multiplications()}});
  }
  return result;
}

template <typename Value>
nlohmann::json or_null(std::optional<Value> const& value) {
  return value ? nlohmann::json(*value) : nlohmann::json(nullptr);
}

} // namespace

GroupFacts gather_facts(AnyGroup const& group) {
  if (auto const* const listed = std::get_if<Group>(&group)) {
    return facts_of_listed(*listed);
  }
  return facts_of_large(std::get<algebra::PermutationGroup>(group));
}

nlohmann::json to_json(GroupFacts const& facts) {
  return {
      {"order", facts.order},
      {"abelian", facts.abelian},
      {"exponent", or_null(facts.exponent)},
      {"conjugacy_classes", or_null(facts.conjugacy_classes)},
      {"centre_order", or_null(facts.centre_order)},
      {"derived_order", or_null(facts.derived_order)},
      {"normal_subgroups", or_null(facts.normal_subgroups)},
      {"subgroups", or_null(facts.subgroups)},
      {"subgroup_classes", or_null(facts.subgroup_classes)},
      {"automorphisms", or_null(facts.automorphisms)},
      {"character_degrees", or_null(facts.character_degrees)},
      {"frobenius_schur", or_null(facts.frobenius_schur)},
      {"real_blocks", facts.real_blocks ? to_json(*facts.real_blocks) : nlohmann::json(nullptr)},
      {"convolution_multiplications",
       facts.convolution ? nlohmann::json{{"direct", facts.convolution->direct},
                                          {"fourier", facts.convolution->fourier}}
                         : nlohmann::json(nullptr)},
      {"abelian_invariants", or_null(facts.abelian_invariants)},
      {"name", or_null(facts.name)}};
}

} // namespace equivarify::codegen
