#include "equivarify/runtime/integer/tile_scheme.hpp"

namespace equivarify::runtime {

namespace {

template <std::size_t m>
TileTables tables_of() {
  static constexpr TileScheme<m> scheme = tile_scheme<m>();
  return {m,
          TileScheme<m>::entries,
          scheme.denominator,
          scheme.values.front().data(),
          scheme.weights.front().data()};
}

} // namespace

TileTables tile_tables(std::size_t tile) {
  switch (tile) {
  case 1:
    return tables_of<1>();
  case 2:
    return tables_of<2>();
  case 3:
    return tables_of<3>();
  default:
    return tables_of<4>();
  }
}

} // namespace equivarify::runtime
