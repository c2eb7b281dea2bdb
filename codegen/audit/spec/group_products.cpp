#include "equivarify/codegen/audit/spec/group.hpp"

#include <algorithm>

namespace equivarify::audit {

void number_names(Group& group) {
  group.numbers.clear();
  for (std::uint32_t x = 0; x < group.names.size(); ++x) {
    group.numbers.emplace(group.names[x], x);
  }
}

Images Group::row(std::uint32_t a) const {
  Images result(order());
  result[0] = a;
  for (std::size_t i = 1; i < found.size(); ++i) {
    std::uint32_t const x = found[i];
    result[x] = right[right_via[x]][result[right_parent[x]]];
  }
  return result;
}

Images Group::column(std::uint32_t b) const {
  Images result(order());
  result[0] = b;
  for (std::size_t x = 1; x < result.size(); ++x) { // its parent comes before it
    result[x] = steps[left_via[x]].second[result[left_parent[x]]];
  }
  return result;
}

Images generated_by(Group const& group, Images const& elements) {
  std::vector<bool> closed(group.order(), false);
  closed[0] = true;
  Images reached{0};
  std::vector<Images> columns;
  for (std::uint32_t const g : elements) {
    if (closed[g]) {
      continue;
    }
    columns.push_back(group.column(g));
    for (std::size_t at = 0; at < reached.size(); ++at) {
      for (Images const& column : columns) {
        std::uint32_t const to = column[reached[at]];
        if (!closed[to]) {
          closed[to] = true;
          reached.push_back(to);
        }
      }
    }
  }
  std::sort(reached.begin(), reached.end());
  return reached;
}

} // namespace equivarify::audit
