#include "equivarify/codegen/compare/method.hpp"
#include "equivarify/codegen/compare/plain_spec.hpp"

namespace equivarify::codegen {
namespace {

Derivation derive_canonical(ComparedSpec const& compared) {
  if (!compared.network.outputs.empty()) {
    return {.note = "the heads of its outputs read a copy for each element of G, and here there is "
                    "one for each least pose"};
  }
  Spec spec =
      with_one_block(compared.spec,
                     "canonical",
                     with_sheets(plain_layers(compared.spec), compared.network.group.order()));
  spec.construction = "canonical";
  return {.spec = spec};
}

} // namespace

Method canonical_method() {
  return {.name = "canonical",
          .formula = "y = k F(k^-1 x), k^-1 x least in the orbit",
          .absolute = false,
          .scope = "inputs with a computable order, by which representatives are chosen",
          .projection = Projection::fails,
          .gives_up =
              "p F^ = F: F is seen at representatives alone, and is averaged over stabilizers",
          .derive = derive_canonical};
}

} // namespace equivarify::codegen
