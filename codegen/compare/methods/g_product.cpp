#include "equivarify/codegen/compare/method.hpp"
#include "equivarify/codegen/compare/plain_spec.hpp"

namespace equivarify::codegen {
namespace {

Derivation derive_g_product(ComparedSpec const& compared) {
  return {.spec = with_one_block(compared.spec, "g_product", plain_layers(compared.spec))};
}

} // namespace

Method g_product_method() {
  return {.name = "g_product",
          .formula = "y(h) = F(h^-1 x)",
          .absolute = true,
          .scope = "every G-set, every F",
          .projection = Projection::kept,
          .gives_up = "",
          .derive = derive_g_product};
}

} // namespace equivarify::codegen
