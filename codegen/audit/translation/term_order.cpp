#include "equivarify/codegen/audit/translation/term_order.hpp"

#include "equivarify/codegen/audit/proof/refusal.hpp"

#include <algorithm>

namespace equivarify::audit {
namespace {

/// \p cases in some order, each once.
template <typename Cases>
void keep_each_once(Cases& cases) {
  std::sort(cases.begin(), cases.end(), [](auto const& a, auto const& b) {
    auto const difference = a ^ b;
    std::size_t const first = difference._Find_first();
    return first < difference.size() && b[first];
  });
  cases.erase(std::unique(cases.begin(), cases.end()), cases.end());
}

} // namespace

TermOrder::TermOrder(std::size_t places) {
  for (std::size_t place = 0; place < places; ++place) {
    part_of_.push_back(place);
    cases_.push_back({Case{}, Case{}.set(place)});
  }
}

void TermOrder::exchange(std::size_t low, std::size_t high) {
  if (part_of_[low] != part_of_[high]) {
    join(part_of_[low], part_of_[high]);
  }
  std::vector<Case>& cases = cases_[part_of_[low]];
  work_ += cases.size();
  demand(work_ <= bounds::order_work, "too large: a sort of too many exchanges to prove");
  for (Case& one : cases) {
    if (one[low] && !one[high]) {
      one.reset(low);
      one.set(high);
    }
  }
}

bool TermOrder::is_sorted() {
  for (std::size_t place = 1; place < part_of_.size(); ++place) {
    if (part_of_[place] != part_of_[0]) {
      return false; // the two were never compared
    }
  }
  std::vector<Case> const& cases = cases_[part_of_[0]];
  return std::all_of(cases.begin(), cases.end(), [&](Case const& one) {
    std::size_t const first = std::min(one._Find_first(), part_of_.size());
    return first + one.count() == part_of_.size(); // ones alone from there on
  });
}

void TermOrder::join(std::size_t a, std::size_t b) {
  keep_each_once(cases_[a]);
  keep_each_once(cases_[b]);
  demand(cases_[a].size() <= bounds::order_cases / cases_[b].size(),
         "too large: a sort with too many cases to prove");
  std::vector<Case> both;
  for (Case const& one : cases_[a]) {
    for (Case const& other : cases_[b]) {
      both.push_back(one | other);
    }
  }
  cases_[a] = std::move(both);
  cases_[b].clear();
  std::replace(part_of_.begin(), part_of_.end(), b, a);
}

} // namespace equivarify::audit
