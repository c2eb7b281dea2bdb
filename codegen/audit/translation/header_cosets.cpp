#include "equivarify/codegen/audit/translation/header_cosets.hpp"

#include "equivarify/codegen/audit/proof/refusal.hpp"
#include "equivarify/codegen/audit/translation/action_text.hpp"
#include "equivarify/codegen/audit/translation/declaration.hpp"
#include "equivarify/codegen/audit/translation/header_text.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace equivarify::audit {
namespace {

/// The numbers in \p member, the array `subgroup`.
std::vector<std::uint32_t> listed_in(std::string const& member) {
  std::vector<std::uint32_t> numbers;
  MemberText text{member};
  text.take("static constexpr std::array<std::uint32_t,");
  std::size_t const count = text.number();
  text.take(">subgroup{");
  for (std::size_t i = 0; i < count; ++i) {
    text.take(i == 0 ? "" : ",");
    numbers.push_back(static_cast<std::uint32_t>(text.number()));
  }
  text.take("};");
  return numbers;
}

} // namespace

void expect_cosets(HeaderDue const& due, std::string const& body) {
  std::string const size = std::to_string(due.subgroup_order);
  std::vector<std::string> const members = members_of(body);
  for (std::string const& member :
       {"static inline const auto cosets=rt::cosets_of<" + size + ">(steps,subgroup);",
        std::string{"static constexpr auto const&candidates=cosets.candidates;"},
        std::string{"static constexpr auto const&coset=cosets.coset;"},
        std::string{"static constexpr auto const&returned_by=cosets.returned_by;"}}) {
    demand(std::count(members.begin(), members.end(), member) == 1,
           "Construction has not once: " + member);
  }
  std::vector<std::uint32_t> generators;
  for (std::string const& member : members) {
    std::string const name = word_before(member, member.find_first_of("={"));
    demand(name != "steps", "Construction hides a member: steps");
    if (name == "subgroup") {
      generators = listed_in(member);
    }
  }
  demand(due.generates(generators), "Construction is of another subgroup than the spec");
}

} // namespace equivarify::audit
