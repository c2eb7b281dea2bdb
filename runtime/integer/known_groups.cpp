#include "equivarify/runtime/integer/known_groups.hpp"

#include <optional>
#include <utility>

namespace equivarify::runtime {

namespace {

GroupBlock numbers(std::int32_t x, std::int32_t y) {
  return {.x = {x}, .y = {y}};
}

/// Numbers of degree at most 2, and in them z + 1 / z for a root of unity z. Where the order is
/// twice an odd number, z is the negative of what acts, as that leaves the numbers smaller.
struct RealNumbers {
  std::size_t order; ///< of z, or of -z
  RationalAlgebra algebra;
  Coordinates sum_of_roots;
  std::int32_t sign = 1;
};

std::vector<RealNumbers> real_numbers() {
  return {{3, {}, {-1}},
          {4, {}, {0}},
          {5, quadratic_numbers(1, -1), {0, 1}},
          {6, {}, {-1}, -1},
          {8, quadratic_numbers(2, 0), {0, 1}},
          {10, quadratic_numbers(1, -1), {0, 1}, -1},
          {12, quadratic_numbers(3, 0), {0, 1}}};
}

/// On the numbers a + b z: x takes z to its inverse c - z, and x y is multiplication by z or -z,
/// where z z = c z - 1.
GroupBlock turns_of(RealNumbers const& field) {
  GroupBlock block{.algebra = product_of(matrices_of_two(), field.algebra)};
  Coordinates turn(block.algebra.dimension);
  block.x.resize(block.algebra.dimension);
  std::size_t const size = field.algebra.dimension;
  block.x[0] = 1;
  block.x[3 * size] = -1;
  turn[size] = -field.sign;
  turn[2 * size] = field.sign;
  for (std::size_t i = 0; i < size; ++i) {
    block.x[size + i] = field.sum_of_roots[i];
    turn[3 * size + i] = field.sign * field.sum_of_roots[i];
  }
  block.y = times(block.algebra, block.x, turn);
  return block;
}

/// Of a polygon: two mirrors x and y next to each other. Nothing if it is abelian, or has numbers
/// of a higher degree.
std::optional<KnownGroup> polygon(std::size_t corners) {
  KnownGroup group{2, 2, corners, {numbers(1, 1), numbers(-1, -1)}};
  if (corners % 2 == 0) {
    group.blocks.push_back(numbers(1, -1));
    group.blocks.push_back(numbers(-1, 1));
  }
  std::size_t dimension = group.blocks.size();
  for (RealNumbers const& field : real_numbers()) {
    if (corners % field.order == 0) {
      group.blocks.push_back(turns_of(field));
      dimension += group.blocks.back().algebra.dimension;
    }
  }
  return corners > 2 && dimension == 2 * corners ? std::optional(std::move(group)) : std::nullopt;
}

KnownGroup quaternion_group() {
  KnownGroup group{4, 4, 4, {}};
  for (std::int32_t const x : {1, -1}) {
    group.blocks.push_back(numbers(x, 1));
    group.blocks.push_back(numbers(x, -1));
  }
  group.blocks.push_back({.algebra = quaternions(), .x = {0, 1, 0, 0}, .y = {0, 0, 1, 0}});
  return group;
}

/// The turn of space that takes each axis to the next.
Coordinates cycle_of_axes() {
  return {0, 0, 1, 1, 0, 0, 0, 1, 0};
}

/// x is a half turn about an axis, y a turn about a corner of the cube around.
KnownGroup tetrahedral_group() {
  return {
      2,
      3,
      3,
      {numbers(1, 1),
       {.algebra = quadratic_numbers(-1, -1), .x = {1, 0}, .y = {0, 1}},
       {.algebra = matrices_of_three(), .x = {1, 0, 0, 0, -1, 0, 0, 0, -1}, .y = cycle_of_axes()}}};
}

/// x is a half turn about the middle of an edge, y a turn about a corner.
KnownGroup octahedral_group() {
  // As a triangle is moved by the pairs of opposite faces.
  GroupBlock triangle = turns_of(real_numbers().front());
  triangle.y = times(triangle.algebra, triangle.x, triangle.y);
  return {
      2,
      3,
      4,
      {numbers(1, 1),
       numbers(-1, 1),
       std::move(triangle),
       {.algebra = matrices_of_three(), .x = {0, 1, 0, 1, 0, 0, 0, 0, -1}, .y = cycle_of_axes()},
       {.algebra = matrices_of_three(), .x = {0, -1, 0, -1, 0, 0, 0, 0, 1}, .y = cycle_of_axes()}}};
}

} // namespace

std::vector<KnownGroup> groups_of_order(std::size_t order) {
  std::vector<KnownGroup> result;
  if (std::optional<KnownGroup> group = order % 2 == 0 ? polygon(order / 2) : std::nullopt) {
    result.push_back(std::move(*group));
  }
  if (order == 8) {
    result.push_back(quaternion_group());
  }
  if (order == 12) {
    result.push_back(tetrahedral_group());
  }
  if (order == 24) {
    result.push_back(octahedral_group());
  }
  return result;
}

} // namespace equivarify::runtime
