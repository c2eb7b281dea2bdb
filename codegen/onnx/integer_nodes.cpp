#include "equivarify/codegen/onnx/integer_nodes.hpp"

#include "equivarify/codegen/onnx_file/onnx_model.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace equivarify::codegen {
namespace {

/// TensorProto.DataType, as `Cast` wants it.
constexpr auto to_single = static_cast<std::int64_t>(OnnxType::float32);
constexpr auto to_double = static_cast<std::int64_t>(OnnxType::float64);

constexpr double largest_unsigned = 255;
constexpr double largest_signed = 127;

} // namespace

std::vector<float> singles(std::vector<double> const& values) {
  std::vector<float> result;
  result.reserve(values.size());
  for (double const value : values) {
    result.push_back(static_cast<float>(value));
  }
  return result;
}

void IntegerNodes::widen(std::string const& name) {
  wide_ = true;
  nodes_.add_nodes("Cast", name + "/wide", {}, {{"to", to_double}});
}

void IntegerNodes::narrow(std::string const& name) {
  if (std::exchange(wide_, false)) {
    nodes_.add_nodes("Cast", name + "/single", {}, {{"to", to_single}});
  }
}

std::string IntegerNodes::constant(std::string const& name,
                                   Extents const& shape,
                                   std::vector<double> const& values) {
  std::string single = nodes_.add_constant(name, shape, singles(values));
  if (!wide_) {
    return single;
  }
  nodes_.model.nodes.push_back(
      {"Cast", {std::move(single)}, {name + "/wide"}, {{"to", to_double}}});
  return name + "/wide";
}

IntegerNodes::Copies IntegerNodes::copies_of(std::string const& type, std::string const& name) {
  Copies before = nodes_.copies;
  nodes_.add_nodes(type, name, {});
  return std::exchange(nodes_.copies, std::move(before));
}

void IntegerNodes::combine(std::string const& type, std::string const& name, Copies a, Copies b) {
  for (std::size_t h = 0; h < a.size(); ++h) {
    nodes_.add_node(h, type, name, {std::move(a[h]), std::move(b[h])}, {});
  }
}

void IntegerNodes::clip(std::string const& name, double lowest, double highest) {
  std::string const low = constant(name + ".lowest", {}, {lowest});
  nodes_.add_nodes("Clip", name + "/clipped", {low, constant(name + ".highest", {}, {highest})});
}

double IntegerNodes::requantise(std::string const& name,
                                std::vector<int> const& shifts,
                                bool has_sign,
                                std::size_t axes,
                                int highest) {
  Extents shape;
  if (shifts.size() > 1) {
    shape.assign(1 + axes, 1);
    shape.front() = number(shifts.size());
  }
  std::vector<double> half;
  std::vector<double> step;
  for (int const shift : shifts) {
    half.push_back(std::ldexp(0.5, shift));
    step.push_back(std::ldexp(1.0, -shift));
  }
  Copies const signs = has_sign ? copies_of("Sign", name + "/sign") : Copies{};
  nodes_.add_nodes(has_sign ? "Abs" : "Relu", name + "/size", {});
  nodes_.add_nodes("Add", name + "/moved", {constant(name + ".half", shape, half)});
  nodes_.add_nodes("Mul", name + "/scaled", {constant(name + ".step", shape, step)});
  nodes_.add_nodes("Floor", name + "/whole", {});
  double const most = std::min<double>(highest, has_sign ? largest_signed : largest_unsigned);
  clip(name, 0, most);
  if (has_sign) {
    combine("Mul", name + "/signed", copies(), signs);
  }
  return most;
}

void IntegerNodes::round(std::string const& name) {
  Copies const signs = copies_of("Sign", name + "/sign");
  nodes_.add_nodes("Abs", name + "/size", {});
  Copies const sizes = copies();
  Copies const whole = copies_of("Floor", name + "/whole");
  combine("Sub", name + "/rest", sizes, whole); // exact, unlike the sum of a size and a half
  nodes_.add_nodes("GreaterOrEqual", name + "/up", {constant(name + ".half", {}, {0.5})});
  nodes_.add_nodes("Cast", name + "/one", {}, {{"to", wide_ ? to_double : to_single}});
  combine("Add", name + "/rounded", whole, copies());
  combine("Mul", name + "/signed", copies(), signs);
}

} // namespace equivarify::codegen
