#include "equivarify/codegen/compare/method.hpp"
#include "equivarify/codegen/compare/plain_spec.hpp"
#include "equivarify/codegen/spec/resolve.hpp"
#include "equivarify/codegen/symmetry/claim.hpp"

#include <fmt/format.h>

namespace equivarify::codegen {
namespace {

/// The plain network with its weights tied by the subgroup that \p element generates.
Spec tied_by(Spec const& spec, std::string const& element) {
  std::vector<LayerSpec> layers = plain_layers(spec);
  for (LayerSpec& layer : layers) {
    set_tied(layer.operation, true);
  }
  Spec result = with_one_block(spec, "coinduction", layers);
  result.already = AlreadySpec{.subgroup = {element}, .labels = {}};
  return result;
}

bool is_prime(std::uint32_t n) {
  for (std::uint32_t d = 2; d * d <= n; ++d) {
    if (n % d == 0) {
      return false;
    }
  }
  return n > 1;
}

/// The elements that may generate the subgroup: the one asked for, or each of prime order that
/// moves the input.
std::vector<algebra::Element> candidates(ComparedSpec const& compared) {
  Network const& network = compared.network;
  if (!compared.subgroup.empty()) {
    return {network.group.element_named(compared.subgroup)};
  }
  std::vector<algebra::Element> elements;
  for (algebra::Element const g : network.group.elements()) {
    if (is_prime(network.group.element_order(g)) &&
        network.input_motion(g) != network.input_motion(network.group.identity())) {
      elements.push_back(g);
    }
  }
  return elements;
}

Derivation derive_coinduction(ComparedSpec const& compared) {
  if (!compared.network.parts.empty()) {
    return {.note = "the input has several parts"};
  }
  for (Output const& output : compared.network.outputs) {
    if (output.head.copies() != 1) {
      return {.note =
                  fmt::format("the output {} is induced: H must move what F gives, and {} alone "
                              "moves that",
                              output.name,
                              output.head.outputs().acting().to_string())};
    }
  }
  if (compared.spec.already && compared.subgroup.empty()) {
    Spec spec = with_blocks(compared.spec, "coinduction", compared.spec.network);
    spec.already = compared.spec.already;
    bool const holds = check_claim(resolve(spec), spec.seed).holds();
    std::string const subgroup = compared.network.construction->subgroup.to_string();
    return holds ? Derivation{.spec = spec, .note = "H = " + subgroup + ", as the spec says"}
                 : Derivation{.note = "what the spec claims of " + subgroup + " is refuted"};
  }
  for (algebra::Element const h : candidates(compared)) {
    std::string const& name = compared.network.group.name_of(h);
    Spec const spec = tied_by(compared.spec, name);
    if (check_claim(resolve(spec), spec.seed).holds()) {
      return {.spec = spec, .note = fmt::format("H = <{}>, by which weights are tied", name)};
    }
  }
  return {.note = "no subgroup by which all layers could be tied"};
}

} // namespace

Method coinduction_method() {
  return {.name = "coinduction",
          .formula = "s(t h) = h^-1 s(t), s(t) = F(t^-1 x)",
          .absolute = false,
          .scope = "every G-set, but only F that are H-equivariant",
          .projection = Projection::kept,
          .gives_up = "\"every F lifts\": F must commute with H",
          .derive = derive_coinduction};
}

} // namespace equivarify::codegen
