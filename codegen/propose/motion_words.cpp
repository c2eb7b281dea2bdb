#include "equivarify/codegen/propose/motion_words.hpp"

#include "equivarify/algebra/symmetries/grid_candidates.hpp"
#include "equivarify/algebra/symmetries/samples.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <numeric>
#include <optional>

namespace equivarify::codegen {
namespace {

using algebra::SignedPermutation;
using algebra::symmetries::GridCandidate;
using nlohmann::ordered_json;

constexpr std::size_t most_cycles = 12;

std::optional<GridCandidate> named(SignedPermutation const& motion,
                                   algebra::ArrayShape const& shape) {
  if (motion.changes_signs()) {
    return std::nullopt;
  }
  for (GridCandidate& candidate : algebra::symmetries::grid_candidates(shape)) {
    if (candidate.gather == motion.gather) {
      return std::move(candidate);
    }
  }
  return std::nullopt;
}

ordered_json as_form(GridCandidate const& candidate) {
  return candidate.by == 0 ? ordered_json(candidate.name)
                           : ordered_json{{candidate.name, candidate.by}};
}

} // namespace

std::string cycles_in_words(SignedPermutation const& motion) {
  auto const n = static_cast<std::uint32_t>(motion.gather.size());
  std::vector<bool> written(n);
  std::string text;
  std::size_t cycles = 0;
  for (auto const& cycle : algebra::symmetries::on_signed_places(motion).cycles()) {
    if (written[cycle.front() % n]) {
      continue; // the negative of a cycle that stands there
    }
    if (++cycles > most_cycles) {
      return text + "...";
    }
    std::vector<std::string> places;
    for (std::uint32_t const place : cycle) {
      written[place % n] = true;
      places.push_back(fmt::format("{}{}", place < n ? "" : "-", place % n));
    }
    text += fmt::format("({})", fmt::join(places, " "));
  }
  return text.empty() ? "e" : text;
}

std::string motion_in_words(SignedPermutation const& motion, algebra::ArrayShape const& shape) {
  if (auto const candidate = named(motion, shape)) {
    return candidate->by == 0 ? candidate->name
                              : fmt::format("{} {}", candidate->name, candidate->by);
  }
  return cycles_in_words(motion);
}

ordered_json motion_as_form(SignedPermutation const& motion, algebra::ArrayShape const& shape) {
  if (auto const candidate = named(motion, shape)) {
    return as_form(*candidate);
  }
  std::vector<std::uint32_t> identity(motion.gather.size());
  std::iota(identity.begin(), identity.end(), 0U);
  bool const moves = motion.gather != identity;
  std::vector<int> signs;
  for (bool const negated : motion.negated) {
    signs.push_back(negated ? -1 : 1);
  }
  ordered_json const permutation{{"permutation", motion.gather}};
  ordered_json const sign_changes{{"signs", signs}};
  if (!motion.changes_signs()) {
    return moves ? permutation : ordered_json("identity");
  }
  // Of a list the last comes first.
  return moves ? ordered_json::array({sign_changes, permutation}) : sign_changes;
}

} // namespace equivarify::codegen
