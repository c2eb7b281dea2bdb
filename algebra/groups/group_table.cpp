#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/group.hpp"
#include "equivarify/algebra/group_builder.hpp"

#include <fmt/format.h>

#include <optional>

namespace equivarify::algebra {

namespace {

using Table = Group::Table;

void require_closed(Table const& table) {
  if (table.empty()) {
    throw AlgebraError("not a group: the table is empty, so it has no identity");
  }
  for (std::size_t a = 0; a < table.size(); ++a) {
    if (table[a].size() != table.size()) {
      throw AlgebraError(fmt::format(
          "not a table: row {} has {} entries, expected {}", a, table[a].size(), table.size()));
    }
    for (std::size_t b = 0; b < table.size(); ++b) {
      if (table[a][b] >= table.size()) {
        throw AlgebraError(fmt::format("not a group: not closed, {} * {} = {}, expected 0 to {}",
                                       a,
                                       b,
                                       table[a][b],
                                       table.size() - 1));
      }
    }
  }
}

bool is_identity(Table const& table, std::uint32_t e) {
  for (std::uint32_t x = 0; x < table.size(); ++x) {
    if (table[e][x] != x || table[x][e] != x) {
      return false;
    }
  }
  return true;
}

std::uint32_t find_identity(Table const& table) {
  for (std::uint32_t e = 0; e < table.size(); ++e) {
    if (is_identity(table, e)) {
      return e;
    }
  }
  throw AlgebraError("not a group: it has no identity");
}

void require_inverses(Table const& table, std::uint32_t e) {
  for (std::size_t a = 0; a < table.size(); ++a) {
    bool found = false;
    for (std::size_t b = 0; b < table.size() && !found; ++b) {
      found = table[a][b] == e && table[b][a] == e;
    }
    if (!found) {
      throw AlgebraError(fmt::format("not a group: {} has no inverse", a));
    }
  }
}

/// Adds to \p reached what multiplying by \p generators on the right leads to.
void reach_all(Table const& table,
               std::vector<std::uint32_t> const& generators,
               std::vector<std::uint32_t>& reached,
               std::vector<bool>& seen) {
  for (std::size_t i = 0; i < reached.size(); ++i) {
    for (std::uint32_t const s : generators) {
      std::uint32_t const y = table[reached[i]][s];
      if (!seen[y]) {
        seen[y] = true;
        reached.push_back(y);
      }
    }
  }
}

/// Elements such that every other is reached from \p e by multiplying by them on the right.
std::vector<std::uint32_t> find_generators(Table const& table, std::uint32_t e) {
  std::vector<std::uint32_t> generators;
  std::vector<std::uint32_t> reached{e};
  std::vector<bool> seen(table.size(), false);
  seen[e] = true;
  for (std::uint32_t candidate = 0; candidate < table.size(); ++candidate) {
    if (!seen[candidate]) {
      generators.push_back(candidate);
      reach_all(table, generators, reached, seen);
    }
  }
  return generators;
}

/// Throws unless (a s) b = a (s b) for all a and b.
void require_associative_around(Table const& table, std::uint32_t s) {
  for (std::size_t a = 0; a < table.size(); ++a) {
    for (std::size_t b = 0; b < table.size(); ++b) {
      std::uint32_t const left = table[table[a][s]][b];
      std::uint32_t const right = table[a][table[s][b]];
      if (left != right) {
        throw AlgebraError(fmt::format(
            "not a group: not associative, ({0} * {1}) * {2} = {3} but {0} * ({1} * {2}) = {4}",
            a,
            s,
            b,
            left,
            right));
      }
    }
  }
}

/// F. W. Light's test (Clifford and Preston, The Algebraic Theory of Semigroups, 1.2): (a s) b = a
/// (s b) for all a, b and every s of a generating set is enough.
void require_associative(Table const& table, std::vector<std::uint32_t> const& generators) {
  for (std::uint32_t const s : generators) {
    require_associative_around(table, s);
  }
}

} // namespace

Group Group::from_table(Table const& table) {
  require_listable(table.size(), "the table");
  require_closed(table);
  std::uint32_t const e = find_identity(table);
  require_inverses(table, e);
  std::vector<std::uint32_t> const generators = find_generators(table, e);
  require_associative(table, generators);

  auto const renumber = [e](std::uint32_t x) { return x == e ? 0U : (x == 0 ? e : x); };
  GroupParts parts{.name = fmt::format("a group of order {}", table.size()),
                   .generator_names = {},
                   .right = {},
                   .order = static_cast<std::uint32_t>(table.size())};
  for (std::uint32_t const s : generators) {
    parts.generator_names.push_back(fmt::format("g{}", renumber(s)));
    std::vector<std::uint32_t>& step = parts.right.emplace_back(table.size());
    for (std::uint32_t x = 0; x < table.size(); ++x) {
      step[renumber(x)] = renumber(table[x][s]);
    }
  }
  for (std::uint32_t x = 0; x < parts.order; ++x) {
    parts.names.push_back(x == 0 ? "e" : fmt::format("g{}", x));
  }
  return GroupBuilder::build(std::move(parts));
}

} // namespace equivarify::algebra
