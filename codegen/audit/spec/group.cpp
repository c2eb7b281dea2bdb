#include "equivarify/codegen/audit/spec/group.hpp"

#include "equivarify/codegen/audit/proof/refusal.hpp"
#include "equivarify/codegen/audit/spec/extensions.hpp"
#include "equivarify/codegen/audit/spec/presentation.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

namespace equivarify::audit {
namespace {

using nlohmann::json;

/// (first, first + 1, ..., n - 1).
Images cycle(std::uint32_t first, std::uint32_t end, std::uint32_t n) {
  Images images = identity_of(n);
  for (std::uint32_t i = first; i < end; ++i) {
    images[i] = i + 1 < end ? i + 1 : first;
  }
  return images;
}

/// a and b on all a^i b^j, at i + n j, where b a b^-1 = a^-1 and b^2 = a^square.
NamedImages inverting(std::uint32_t n, std::uint32_t square, char const* a, char const* b) {
  Images turn(std::size_t{2} * n);
  Images flip(std::size_t{2} * n);
  for (std::uint32_t i = 0; i < n; ++i) {
    turn[i] = (i + 1) % n;
    turn[n + i] = n + (i + 1) % n;
    flip[i] = n + (n - i) % n;
    flip[n + i] = (n - i + square) % n;
  }
  return {{a, turn}, {b, flip}};
}

NamedImages of_permutations(json const& spec) {
  NamedImages result;
  std::uint32_t const degree = number(spec.at("degree"));
  for (auto const& [name, value] : spec.at("generators").items()) {
    result.emplace_back(name, read_permutation(value, degree));
  }
  return result;
}

/// The image of the vector of \p p-ary digits \p code under the matrix \p rows.
std::uint32_t matrix_image(json const& rows, std::uint32_t p, std::uint32_t code) {
  std::uint64_t image = 0;
  std::uint64_t place = 1;
  for (json const& row : rows) {
    std::uint64_t entry = 0;
    std::uint32_t rest = code;
    for (json const& factor : row) {
      entry += std::uint64_t{number(factor)} % p * (rest % p);
      rest /= p;
    }
    image += entry % p * place;
    place *= p;
  }
  return static_cast<std::uint32_t>(image);
}

/// On all vectors.
NamedImages of_matrices(json const& spec) {
  NamedImages result;
  std::uint32_t const p = number(spec.at("modulus"));
  for (auto const& [name, rows] : spec.at("generators").items()) {
    std::uint64_t size = 1;
    for (json const& row : rows) {
      demand(p > 1 && row.size() == rows.size(), "no square matrix");
      size *= p;
      demand(size <= largest_set, "the matrices act on too many vectors");
    }
    Images images;
    for (std::uint32_t code = 0; code < size; ++code) {
      images.push_back(matrix_image(rows, p, code));
    }
    result.emplace_back(name, std::move(images));
  }
  return result;
}

/// What multiplying by \p generators from the left makes of \p e.
std::set<std::uint32_t> generated(std::uint32_t e, NamedImages const& generators) {
  std::set<std::uint32_t> seen{e};
  std::vector<std::uint32_t> reached{e};
  for (std::size_t i = 0; i < reached.size(); ++i) { // NOLINT(modernize-loop-convert): it grows
    for (auto const& [name, images] : generators) {
      std::uint32_t const to = images.at(reached[i]);
      demand(to < images.size(), "the table leaves the group");
      if (seen.insert(to).second) {
        reached.push_back(to);
      }
    }
  }
  return seen;
}

/// Each element that those before it do not generate, in the order of the rows. Row k is element
/// gk, but the identity and row 0 are exchanged.
NamedImages of_table(json const& rows) {
  auto const n = static_cast<std::uint32_t>(rows.size());
  auto const e = static_cast<std::uint32_t>(
      std::find(rows.begin(), rows.end(), json(identity_of(n))) - rows.begin());
  demand(e < n, "the table has no identity");
  NamedImages result;
  std::set<std::uint32_t> known{e};
  for (std::uint32_t k = 0; k < n; ++k) {
    if (!known.contains(k)) {
      result.emplace_back(std::to_string(k == 0 ? e : k).insert(0, 1, 'g'),
                          read_permutation(rows[k], n));
      known = generated(e, result);
    }
  }
  return result;
}

/// Side by side on the disjoint union.
NamedImages of_product(json const& factors) {
  NamedImages result;
  std::size_t degree = 0;
  for (json const& factor : factors) {
    NamedImages const parts = group_generators(factor);
    std::size_t const own = degree_of(parts);
    for (auto& [name, images] : result) {
      images.resize(degree + own);
      std::iota(images.begin() + static_cast<std::ptrdiff_t>(degree),
                images.end(),
                static_cast<std::uint32_t>(degree));
    }
    for (auto const& [name, images] : parts) {
      Images whole = identity_of(degree + own);
      for (std::size_t i = 0; i < own; ++i) {
        whole[degree + i] = static_cast<std::uint32_t>(degree) + images[i];
      }
      result.emplace_back(name, std::move(whole));
    }
    degree += own;
  }
  make_distinct(result);
  return result;
}

NamedImages of_dihedral(json const& n) {
  return inverting(number(n), 0, "r", "s");
}

NamedImages of_dicyclic(json const& n) {
  return inverting(2 * number(n), number(n), "a", "b");
}

NamedImages of_cyclic(json const& value) {
  std::uint32_t const n = number(value);
  return n > 1 ? NamedImages{{"r", cycle(0, n, n)}} : NamedImages{};
}

/// The cycle of the first \p length of \p n points and that of all from \p first on, where there
/// are enough points.
NamedImages of_two_cycles(std::uint32_t n, std::uint32_t length, std::uint32_t first) {
  NamedImages result;
  if (n >= length) {
    result.emplace_back("a", cycle(0, length, n));
  }
  if (n > length) {
    result.emplace_back("b", cycle(first, n, n));
  }
  return result;
}

NamedImages of_symmetric(json const& n) {
  return of_two_cycles(number(n), 2, 0);
}

NamedImages of_alternating(json const& n) {
  return of_two_cycles(number(n), 3, number(n) % 2 == 0 ? 1 : 0);
}

NamedImages of_elementary_abelian(json const& value) {
  json const cyclic{{"cyclic", value.at(0)}};
  return of_product(json(value.at(1).get<std::size_t>(), cyclic));
}

/// Perpendicular quarter turns, on the faces of a cube.
NamedImages of_octahedral(json const& /*true*/) {
  return {{"x", read_permutation("(0 1 2 3)", 6)}, {"y", read_permutation("(0 4 2 5)", 6)}};
}

} // namespace

void make_distinct(NamedImages& generators) {
  std::map<std::string, int> count;
  for (auto const& [name, images] : generators) {
    ++count[name];
  }
  std::map<std::string, int> used;
  for (auto& [name, images] : generators) {
    std::string numbered = name;
    while (count.at(name) > 1 && count.contains(numbered)) {
      numbered = name + std::to_string(++used[name]);
    }
    name = numbered;
  }
}

NamedImages group_generators(json const& spec) {
  static std::map<std::string, NamedImages (*)(json const&)> const forms{
      {"cyclic", of_cyclic},
      {"dihedral", of_dihedral},
      {"dicyclic", of_dicyclic},
      {"symmetric", of_symmetric},
      {"alternating", of_alternating},
      {"elementary_abelian", of_elementary_abelian},
      {"octahedral", of_octahedral},
      {"product", of_product},
      {"semidirect", of_semidirect},
      {"wreath", of_wreath},
      {"permutations", of_permutations},
      {"table", of_table},
      {"presentation", of_presentation},
      {"matrices", of_matrices}};
  demand(spec.is_object() && spec.size() == 1, "the spec has no group");
  auto const form = forms.find(spec.begin().key());
  demand(form != forms.end(), "the spec has a group that this auditor does not know");
  return form->second(spec.begin().value());
}

} // namespace equivarify::audit
