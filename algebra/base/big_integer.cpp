#include "equivarify/algebra/big_integer.hpp"

namespace equivarify::algebra {

std::string to_string(BigInteger const& n) {
  return n.str();
}

} // namespace equivarify::algebra
