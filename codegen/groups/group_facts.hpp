/// \file
/// What `equivarify group` says of a group.
#ifndef EQUIVARIFY_CODEGEN_GROUPS_GROUP_FACTS_HPP
#define EQUIVARIFY_CODEGEN_GROUPS_GROUP_FACTS_HPP

#include "equivarify/algebra/wedderburn.hpp"
#include "equivarify/codegen/groups/group_form.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// Equal factors of the real group algebra.
struct BlockCount {
  algebra::RealBlock block;
  std::size_t copies = 1;
};

/// Facts about a group; those that would cost more than the stated bounds are missing.
struct GroupFacts {
  std::string order;
  bool abelian = false;
  std::optional<std::string> name{};       ///< for abelian groups, and up to order 2048
  std::optional<std::uint32_t> exponent{}; ///< for listed groups, as the next four
  std::optional<std::size_t> conjugacy_classes{};
  std::optional<std::uint32_t> centre_order{};
  std::optional<std::uint32_t> derived_order{};
  std::optional<std::vector<std::uint32_t>> abelian_invariants{};
  std::optional<std::size_t> normal_subgroups{}; ///< up to order 6000 and 200 classes
  std::optional<std::size_t> subgroups{};        ///< up to order 1000 and 30000 subgroups
  std::optional<std::size_t> subgroup_classes{};
  std::optional<std::uint64_t> automorphisms{}; ///< up to order 1000
  std::optional<std::vector<std::uint32_t>>
      character_degrees{}; ///< up to 128 classes, abelian up to 2048
  std::optional<std::vector<int>> frobenius_schur{};
  std::optional<std::vector<BlockCount>> real_blocks{}; ///< as the characters
  std::optional<algebra::ConvolutionCost> convolution{};
};

/// The facts about \p group.
[[nodiscard]] GroupFacts gather_facts(AnyGroup const& group);

/// \p facts as JSON with null for what is missing.
[[nodiscard]] nlohmann::json to_json(GroupFacts const& facts);

} // namespace equivarify::codegen

#endif
