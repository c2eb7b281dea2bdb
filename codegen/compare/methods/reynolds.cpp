#include "equivarify/codegen/compare/method.hpp"
#include "equivarify/codegen/compare/plain_spec.hpp"

namespace equivarify::codegen {
namespace {

Derivation derive_reynolds(ComparedSpec const& compared) {
  if (!compared.network.outputs.empty()) {
    return {.note = "a head is that mean already: R(s) = mean of k s(k) of the G-product"};
  }
  Spec spec =
      with_one_block(compared.spec,
                     "reynolds",
                     with_sheets(plain_layers(compared.spec), compared.network.group.order()));
  spec.construction = "reynolds";
  return {.spec = spec};
}

} // namespace

Method reynolds_method() {
  return {.name = "reynolds",
          .formula = "y = 1/|G| sum_g g F(g^-1 x), F : X -> G x Z",
          .absolute = true,
          .scope = "every G-set, every F",
          .projection = Projection::fails,
          .gives_up = "p F^ = F: the mean is another map",
          .derive = derive_reynolds};
}

} // namespace equivarify::codegen
