#include "equivarify/codegen/onnx_run/operators.hpp"

#include <cmath>

namespace equivarify::codegen::onnx_run {
namespace {

using Place = std::vector<std::size_t>;

std::size_t entry_at(Place const& place, std::vector<std::size_t> const& shape) {
  std::size_t entry = 0;
  for (std::size_t axis = 0; axis < shape.size(); ++axis) {
    entry = entry * shape.at(axis) + place.at(axis);
  }
  return entry;
}

double put(double old, double update, std::string const& how) {
  if (how == "max" || how == "min") {
    throw UnknownOperator("a scatter by " + how);
  }
  return how == "mul" ? old * update : how == "add" ? old + update : update;
}

Array scatter_elements(std::vector<Array> const& in, Attributes const& at) {
  Array out = in.at(0);
  std::size_t const axis = from_front(at.number("axis", 0), out.shape.size());
  for_each_place(in.at(1).shape, [&](Place place, std::size_t i) {
    place.at(axis) = from_front(in.at(1).values.at(i), out.shape.at(axis));
    double& entry = out.values.at(entry_at(place, out.shape));
    entry = put(entry, in.at(2).values.at(i), at.text("reduction"));
  });
  return out;
}

Array scatter_nd(std::vector<Array> const& in, Attributes const& at) {
  Array out = in.at(0);
  std::size_t const depth = in.at(1).shape.back();
  std::size_t block = 1; // entries of each update
  for (std::size_t axis = depth; axis < out.shape.size(); ++axis) {
    block *= out.shape.at(axis);
  }
  for (std::size_t row = 0; row < in.at(1).values.size() / depth; ++row) {
    std::size_t first = 0;
    for (std::size_t axis = 0; axis < depth; ++axis) {
      first = first * out.shape.at(axis) +
              from_front(in.at(1).values.at(row * depth + axis), out.shape.at(axis));
    }
    for (std::size_t k = 0; k < block; ++k) {
      double& entry = out.values.at(first * block + k);
      entry = put(entry, in.at(2).values.at(row * block + k), at.text("reduction"));
    }
  }
  return out;
}

Array one_hot(std::vector<Array> const& in, Attributes const& at) {
  Array out{in.at(0).shape, {}};
  auto const depth = static_cast<std::size_t>(in.at(1).values.at(0));
  std::size_t const axis = from_front(at.number("axis", -1), out.shape.size() + 1);
  out.shape.insert(out.shape.begin() + static_cast<std::ptrdiff_t>(axis), depth);
  for_each_place(out.shape, [&](Place place, std::size_t) {
    std::size_t const here = place.at(axis);
    place.erase(place.begin() + static_cast<std::ptrdiff_t>(axis));
    double const index = in.at(0).values.at(entry_at(place, in.at(0).shape));
    out.values.push_back(in.at(2).values.at(from_front(index, depth) == here ? 1 : 0));
  });
  return out;
}

/// The divisor has the shape of the dividend, one entry, or one for each of the last or first axis.
Array remainders(std::vector<Array> const& in, Attributes const& at) {
  Array out = in.at(0);
  for_each_place(out.shape, [&](Place const& place, std::size_t i) {
    Place other = place;
    for (std::size_t axis = 0; axis < other.size() && in.at(1).shape.size() == other.size();
         ++axis) {
      other.at(axis) %= in.at(1).shape.at(axis);
    }
    std::size_t const rank = in.at(1).shape.size();
    other.erase(other.begin(), other.end() - static_cast<std::ptrdiff_t>(rank));
    double const a = out.values.at(i);
    double const b = in.at(1).values.at(entry_at(other, in.at(1).shape));
    out.values.at(i) = at.number("fmod", 0) != 0 ? std::fmod(a, b) : a - b * std::floor(a / b);
  });
  return out;
}

} // namespace

std::optional<Array>
run_scattering(std::string const& type, Attributes const& at, std::vector<Array> const& in) {
  if (type == "Scatter" || type == "ScatterElements") {
    return scatter_elements(in, at);
  }
  if (type == "ScatterND") {
    return scatter_nd(in, at);
  }
  if (type == "OneHot") {
    return one_hot(in, at);
  }
  return type == "Mod" ? std::optional{remainders(in, at)} : std::nullopt;
}

} // namespace equivarify::codegen::onnx_run
