#include "equivarify/codegen/compare/method.hpp"
#include "equivarify/codegen/compare/plain_spec.hpp"
#include "equivarify/codegen/spec/resolve_construction.hpp"

#include <fmt/format.h>

namespace equivarify::codegen {
namespace {

Derivation derive_kernel_quotient(ComparedSpec const& compared) {
  if (!compared.network.outputs.empty()) {
    return {.note = "the heads of its outputs read a copy for each element of G, and here there is "
                    "one for each of G/N"};
  }
  auto const kernel =
      kernel_of_action(compared.network.group, compared.network.signed_permutations());
  if (kernel.order() == 1) {
    return {.note = "the action is faithful: N = 1, which is the G-product"};
  }
  Spec spec = with_one_block(compared.spec, "kernel_quotient", plain_layers(compared.spec));
  spec.construction = "kernel_quotient";
  return {.spec = spec, .note = fmt::format("N = {}", kernel.to_string())};
}

} // namespace

Method kernel_quotient_method() {
  return {.name = "kernel_quotient",
          .formula = "y(h) = F(h^-1 x), h in G/N",
          .absolute = false,
          .scope = "inputs on which N acts trivially, every F",
          .projection = Projection::kept,
          .gives_up = "\"every F from every G-set lifts\", where N moves the inputs",
          .derive = derive_kernel_quotient};
}

} // namespace equivarify::codegen
