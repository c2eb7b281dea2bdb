/// \file
/// What a Group holds; for the sources of this folder alone.
#ifndef EQUIVARIFY_ALGEBRA_GROUP_DATA_HPP
#define EQUIVARIFY_ALGEBRA_GROUP_DATA_HPP

#include "equivarify/algebra/group.hpp"

#include <string>
#include <unordered_map>
#include <vector>

namespace equivarify::algebra {

/// \invariant `path[x]` is a shortest word for x; `table` is empty for orders above
/// max_table_order.
struct Group::Data {
  std::uint32_t order = 1;
  std::uint32_t tag = 0;
  std::string name;
  std::vector<Generator> generators;
  std::vector<std::vector<std::uint32_t>> right;
  std::vector<Word> path;
  std::vector<Word> words;
  std::vector<std::string> names;
  std::unordered_map<std::string, std::uint32_t> index_of_name;
  std::vector<std::uint32_t> table;
  std::vector<std::uint32_t> inverses;
  std::vector<std::vector<std::uint32_t>> natural;
};

} // namespace equivarify::algebra

#endif
