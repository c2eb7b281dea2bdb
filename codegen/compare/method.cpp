#include "equivarify/codegen/compare/method.hpp"

namespace equivarify::codegen {

std::vector<Method> const& methods() {
  static std::vector<Method> const all{g_product_method(),
                                       layer_by_layer_method(),
                                       concat_method(),
                                       kernel_quotient_method(),
                                       coinduction_method(),
                                       reynolds_method(),
                                       canonical_method()};
  return all;
}

} // namespace equivarify::codegen
