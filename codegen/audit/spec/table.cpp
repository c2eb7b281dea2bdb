#include "equivarify/codegen/audit/spec/table.hpp"

#include "equivarify/codegen/audit/spec/refuse.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace equivarify::audit {
namespace {

using nlohmann::json;
using Table = std::vector<Images>;

void expect_square(Table const& table) {
  for (Images const& row : table) {
    for (std::uint32_t const entry : row) {
      if (entry >= table.size()) {
        throw Refusal{"the table is not closed: it has the entry " + std::to_string(entry)};
      }
    }
    if (row.size() != table.size()) {
      throw Refusal{"the table is not square"};
    }
  }
}

std::uint32_t identity_in(Table const& table) {
  for (std::uint32_t e = 0; e < table.size(); ++e) {
    bool neutral = true;
    for (std::uint32_t x = 0; x < table.size(); ++x) {
      neutral = neutral && table[e][x] == x && table[x][e] == x;
    }
    if (neutral) {
      return e;
    }
  }
  throw Refusal{"the table has no identity"};
}

void expect_inverses(Table const& table, std::uint32_t e) {
  for (std::uint32_t a = 0; a < table.size(); ++a) {
    bool found = false;
    for (std::uint32_t b = 0; b < table.size(); ++b) {
      found = found || (table[a][b] == e && table[b][a] == e);
    }
    if (!found) {
      refuse("table-inverse", "the table has no inverse of " + std::to_string(a));
    }
  }
}

void expect_associative(Table const& table) {
  for (std::uint32_t a = 0; a < table.size(); ++a) {
    for (std::uint32_t b = 0; b < table.size(); ++b) {
      if (product(table[a], table[b]) != table[table[a][b]]) {
        return refuse("table-associative",
                      "the table does not associate: (" + std::to_string(a) + " " +
                          std::to_string(b) + ") c is not " + std::to_string(a) + " (" +
                          std::to_string(b) + " c)");
      }
    }
  }
}

/// What multiplying by \p generators from the left makes of \p e.
std::set<std::uint32_t> generated(std::uint32_t e, NamedImages const& generators) {
  std::set<std::uint32_t> seen{e};
  Images reached{e};
  for (std::size_t i = 0; i < reached.size(); ++i) { // NOLINT(modernize-loop-convert): it grows
    for (auto const& [name, images] : generators) {
      if (seen.insert(images[reached[i]]).second) {
        reached.push_back(images[reached[i]]);
      }
    }
  }
  return seen;
}

std::string called(std::uint32_t element) {
  return std::to_string(element).insert(0, 1, 'g');
}

/// \p images in the numbering in which \p e and 0 are exchanged.
Images exchanged(Images const& images, std::uint32_t e) {
  auto const number = [e](std::uint32_t x) { return x == e ? 0U : x == 0 ? e : x; };
  Images result(images.size());
  for (std::uint32_t x = 0; x < images.size(); ++x) {
    result[number(x)] = number(images[x]);
  }
  return result;
}

} // namespace

Group table_group(json const& form) {
  auto const table = form.get<Table>();
  expect_square(table);
  std::uint32_t const e = identity_in(table);
  expect_inverses(table, e);
  expect_associative(table);
  NamedImages generators;
  std::set<std::uint32_t> known{e};
  for (std::uint32_t k = 0; k < table.size(); ++k) {
    if (!known.contains(k)) {
      generators.emplace_back(called(k == 0 ? e : k), table[k]);
      known = generated(e, generators);
    }
  }
  for (auto& [name, images] : generators) {
    images = exchanged(images, e);
  }
  Group result = close(generators);
  for (std::size_t x = 0; x < result.order(); ++x) {
    std::uint32_t number = 0;
    for (auto power = result.words[x].rbegin(); power != result.words[x].rend(); ++power) {
      for (std::size_t i = 0; i < power->second; ++i) {
        number = generators[power->first].second[number];
      }
    }
    result.names[x] = number == 0 ? "e" : called(number);
  }
  number_names(result);
  return result;
}

} // namespace equivarify::audit
