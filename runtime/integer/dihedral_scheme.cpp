#include "equivarify/runtime/integer/dihedral_scheme.hpp"

#include "equivarify/runtime/files/text.hpp"
#include "equivarify/runtime/integer/group_table.hpp"

#include <array>
#include <cstddef>
#include <utility>

namespace equivarify::runtime {

namespace {

/// Of 2 x 2 entries, rows first, or of one.
using Matrix = std::array<std::int32_t, 4>;

/// A product of two sums of entries, and how much of it each entry of the product matrix has.
struct BlockProduct {
  Matrix left;
  Matrix right;
  Matrix answers;
};

constexpr std::array<BlockProduct, 1> one_product{{{{1}, {1}, {1}}}};

constexpr std::array<BlockProduct, 7> strassen{{{{1, 0, 0, 1}, {1, 0, 0, 1}, {1, 0, 0, 1}},
                                                {{0, 0, 1, 1}, {1, 0, 0, 0}, {0, 0, 1, -1}},
                                                {{1, 0, 0, 0}, {0, 1, 0, -1}, {0, 1, 0, 1}},
                                                {{0, 0, 0, 1}, {-1, 0, 1, 0}, {1, 0, 1, 0}},
                                                {{1, 1, 0, 0}, {0, 0, 0, 1}, {-1, 1, 0, 0}},
                                                {{-1, 0, 1, 0}, {1, 1, 0, 0}, {0, 0, 0, 1}},
                                                {{0, 1, 0, -1}, {0, 0, 1, 1}, {1, 0, 0, 0}}}};

/// A group of a polygon: element r^i s^j at number i + corners j.
struct Dihedral {
  std::size_t corners = 0;
  std::vector<std::uint32_t> elements{};
};

/// The group as the one that the turn \p r and the mirror \p s generate, if it is.
std::optional<Dihedral> generated_by(GroupTable const& product, std::uint32_t r, std::uint32_t s) {
  std::uint32_t const e = identity_of(product);
  std::size_t const corners = product.size() / 2;
  Dihedral group{corners, {e}};
  for (std::uint32_t power = r; power != e; power = product[power][r]) {
    group.elements.push_back(power);
  }
  bool const mirrors = s != e && product[s][s] == e && product[product[s][r]][product[s][r]] == e;
  if (group.elements.size() != corners || !mirrors) {
    return std::nullopt;
  }
  for (std::size_t i = 0; i < corners; ++i) {
    if (group.elements[i] == s) {
      return std::nullopt;
    }
    group.elements.push_back(product[group.elements[i]][s]);
  }
  return group;
}

std::optional<Dihedral> dihedral_of(GroupTable const& product) {
  if (product.size() != 6 && product.size() != 8 && product.size() != 12) {
    return std::nullopt;
  }
  for (std::uint32_t r = 0; r < product.size(); ++r) {
    for (std::uint32_t s = 0; s < product.size(); ++s) {
      if (std::optional<Dihedral> group = generated_by(product, r, s)) {
        return group;
      }
    }
  }
  return std::nullopt;
}

Matrix times(Matrix const& a, Matrix const& b) {
  return {a[0] * b[0] + a[1] * b[2],
          a[0] * b[1] + a[1] * b[3],
          a[2] * b[0] + a[3] * b[2],
          a[2] * b[1] + a[3] * b[3]};
}

std::int32_t sum_of(Matrix const& form, Matrix const& x) {
  return form[0] * x[0] + form[1] * x[1] + form[2] * x[2] + form[3] * x[3];
}

/// The matrices of all elements where r and s have those of \p r and \p s, and where 1 is \p one.
std::vector<Matrix>
representation(Dihedral const& group, Matrix const& one, Matrix const& r, Matrix const& s) {
  std::vector<Matrix> result(group.elements.size());
  Matrix power = one;
  for (std::size_t i = 0; i < group.corners; ++i, power = times(power, r)) {
    result[group.elements[i]] = power;
    result[group.elements[i + group.corners]] = times(power, s);
  }
  return result;
}

/// Adds the block of a representation M of degree \p degree to \p scheme. With S the sum of s(u)
/// M(u) and W that of w(k) M(k^-1), S W is the sum of y(h) M(h); y(h) has the share degree / order
/// of the trace of M(h^-1) S W.
template <std::size_t count>
void add_block(std::array<BlockProduct, count> const& products,
               std::int32_t degree,
               std::vector<Matrix> const& matrices,
               std::vector<std::uint32_t> const& inverse,
               GroupScheme& scheme) {
  for (BlockProduct const& product : products) {
    for (std::size_t g = 0; g < matrices.size(); ++g) {
      Matrix const& back = matrices[inverse[g]];
      scheme.values.push_back(sum_of(product.left, matrices[g]));
      scheme.weights.push_back(sum_of(product.right, back));
      scheme.answers.push_back(degree *
                               sum_of(product.answers, {back[0], back[2], back[1], back[3]}));
    }
  }
  scheme.products += count;
}

/// From [product][copy] to [copy][product].
std::vector<std::int32_t> transposed(std::vector<std::int32_t> const& rows, std::size_t columns) {
  std::vector<std::int32_t> result(rows.size());
  std::size_t const count = rows.size() / columns;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    result[i % columns * count + i / columns] = rows[i];
  }
  return result;
}

} // namespace

std::optional<GroupScheme> dihedral_scheme(GroupTable const& product) {
  std::optional<Dihedral> const group = dihedral_of(product);
  if (!group) {
    return std::nullopt;
  }
  std::size_t const order = product.size();
  std::vector<std::uint32_t> const inverse = inverses_of(product);
  GroupScheme scheme{.copies = order,
                     .parts = order,
                     .denominator = static_cast<std::int32_t>(order),
                     .name = "blocks of the group"};
  auto const add_numbers = [&](std::int32_t r, std::int32_t s) {
    add_block(one_product, 1, representation(*group, {1}, {r}, {s}), inverse, scheme);
  };
  add_numbers(1, 1);
  add_numbers(1, -1);
  if (group->corners % 2 == 0) {
    add_numbers(-1, 1);
    add_numbers(-1, -1);
  }
  // On the numbers a + b z, z being a root of unity of order d: r is multiplication by z, s takes z
  // to its inverse, and z z = -1 - c z.
  for (auto const& [d, c] : {std::pair{3, 1}, std::pair{4, 0}, std::pair{6, -1}}) {
    if (group->corners % static_cast<std::size_t>(d) == 0) {
      add_block(strassen,
                2,
                representation(*group, {1, 0, 0, 1}, {0, -1, 1, -c}, {1, -c, 0, -1}),
                inverse,
                scheme);
    }
  }
  scheme.answers = transposed(scheme.answers, order);
  return scheme;
}

} // namespace equivarify::runtime
