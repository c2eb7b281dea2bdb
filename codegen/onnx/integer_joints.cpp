#include "equivarify/codegen/onnx/integer_joints.hpp"

#include "equivarify/codegen/onnx/integer_sums.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

namespace equivarify::codegen {
namespace {

/// What is known of the products of \p parts.
IntegerValue bound_of_product(std::vector<IntegerValue> const& parts) {
  IntegerValue product{.most = 1};
  for (IntegerValue const& part : parts) {
    product.exponent += part.exponent;
    product.has_sign = product.has_sign || part.has_sign;
    product.most *= part.most;
  }
  return product;
}

/// What is known of the sums of \p parts, or of these in a row, at the finest scale.
IntegerValue bound_of_sum(std::vector<IntegerValue> const& parts, bool adds) {
  IntegerValue sum{.exponent = parts.front().exponent};
  for (IntegerValue const& part : parts) {
    sum.exponent = std::max(sum.exponent, part.exponent);
    sum.has_sign = sum.has_sign || part.has_sign;
  }
  for (IntegerValue const& part : parts) {
    double const reach = std::ldexp(part.most, sum.exponent - part.exponent);
    sum.most = adds ? sum.most + reach : std::max(sum.most, reach);
  }
  return sum;
}

/// Brings \p part to the scale 2^\p exponent.
void lift(std::string const& name, IntegerValue& part, int exponent, IntegerNodes& integers) {
  OnnxCopies& nodes = integers.nodes();
  if (part.exponent != exponent) {
    double const factor = std::ldexp(1.0, exponent - part.exponent);
    nodes.add_nodes("Mul", name + "/lifted", {integers.constant(name + ".lift", {}, {factor})});
  }
  part.copies = nodes.copies;
}

void put_in_a_row(std::string const& name,
                  std::vector<IntegerValue> const& parts,
                  OnnxCopies& nodes) {
  for (std::size_t h = 0; h < nodes.copies.size(); ++h) {
    std::vector<std::string> inputs;
    for (IntegerValue const& part : parts) {
      inputs.push_back(part.copies[h]);
    }
    nodes.add_node(h, "Concat", name + "/row", std::move(inputs), {{"axis", std::int64_t{1}}});
  }
}

} // namespace

IntegerValue add_integer_joint(IntegerForm const& form,
                               std::vector<IntegerValue> parts,
                               int exponent,
                               IntegerNodes& integers) {
  std::string const& name = form.layer->name;
  bool const adds = form.kind == IntegerKind::add;
  bool const multiplies = form.kind == IntegerKind::multiply;
  IntegerValue value = multiplies ? bound_of_product(parts) : bound_of_sum(parts, adds);
  bool const is_wide = 2 * value.most >= exact_floats;
  OnnxCopies& nodes = integers.nodes();
  for (std::size_t i = 0; i < parts.size(); ++i) {
    std::string const place = fmt::format("{}/value{}", name, i);
    nodes.copies = parts[i].copies;
    if (parts[i].shape.is_flat()) {
      nodes.reshape(place + "/planes", {number(parts[i].shape.channels), 1, 1}); // also of vectors
    }
    if (is_wide) {
      integers.widen(place);
    }
    if (multiplies) {
      parts[i].copies = nodes.copies;
    } else {
      lift(place, parts[i], value.exponent, integers);
    }
    if ((adds || multiplies) && i > 0) {
      std::string const type = multiplies ? "Mul" : "Add";
      integers.combine(type, place + "/joined", parts[i - 1].copies, parts[i].copies);
      parts[i].copies = nodes.copies;
    }
  }
  if (!adds && !multiplies) {
    put_in_a_row(name, parts, nodes);
  }
  value.has_sign = value.has_sign && !form.relu;
  value.most =
      integers.requantise(name + "/rounding", {value.exponent - exponent}, value.has_sign, 0);
  value.exponent = exponent;
  integers.narrow(name);
  return value;
}

} // namespace equivarify::codegen
