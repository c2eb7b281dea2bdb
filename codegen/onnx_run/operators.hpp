/// \file
/// The operators, each from its description.
#ifndef EQUIVARIFY_CODEGEN_ONNX_RUN_OPERATORS_HPP
#define EQUIVARIFY_CODEGEN_ONNX_RUN_OPERATORS_HPP

#include "equivarify/codegen/onnx_run/evaluate.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace equivarify::codegen::onnx_run {

/// The attributes of a node.
struct Attributes {
  std::map<std::string, double> numbers{}; ///< whole ones too
  std::map<std::string, std::vector<std::int64_t>> lists{};
  std::map<std::string, std::string> texts{};

  [[nodiscard]] double number(std::string const& name, double otherwise) const {
    auto const found = numbers.find(name);
    return found == numbers.end() ? otherwise : found->second;
  }

  [[nodiscard]] std::vector<std::int64_t> list(std::string const& name,
                                               std::vector<std::int64_t> otherwise) const {
    auto const found = lists.find(name);
    return found == lists.end() ? otherwise : found->second;
  }

  [[nodiscard]] std::string text(std::string const& name) const {
    auto const found = texts.find(name);
    return found == texts.end() ? "" : found->second;
  }
};

/// The place of \p index on an axis of \p extent entries, which counts from the end where it is
/// negative.
[[nodiscard]] inline std::size_t from_front(double index, std::size_t extent) {
  return static_cast<std::size_t>(index < 0 ? index + static_cast<double>(extent) : index);
}

/// \p function of the entries of both, either stretched to the extents of the other.
[[nodiscard]] Array
stretched(Array const& a, Array const& b, std::function<double(double, double)> const& function);

/// The number of the entry \p at in an array of \p shape. \throws UnknownOperator outside.
[[nodiscard]] std::size_t place_in(std::vector<std::size_t> const& shape,
                                   std::vector<std::size_t> const& at);

/// What the operator \p type of one of the files of this room makes of \p in; nothing where it is
/// of another.
[[nodiscard]] std::optional<Array> run_on_channels(std::string const& type,
                                                   Attributes const& attributes,
                                                   std::vector<Array> const& in);
[[nodiscard]] std::optional<Array>
run_on_lines(std::string const& type, Attributes const& attributes, std::vector<Array> const& in);
[[nodiscard]] std::optional<Array>
run_pointwise(std::string const& type, Attributes const& attributes, std::vector<Array> const& in);
[[nodiscard]] std::optional<Array> run_rearranging(std::string const& type,
                                                   Attributes const& attributes,
                                                   std::vector<Array> const& in);
[[nodiscard]] std::optional<Array>
run_reducing(std::string const& type, Attributes const& attributes, std::vector<Array> const& in);
[[nodiscard]] std::optional<Array>
run_resizing(std::string const& type, Attributes const& attributes, std::vector<Array> const& in);
[[nodiscard]] std::optional<Array>
run_scattering(std::string const& type, Attributes const& attributes, std::vector<Array> const& in);
[[nodiscard]] std::optional<Array>
run_selecting(std::string const& type, Attributes const& attributes, std::vector<Array> const& in);
[[nodiscard]] std::optional<Array>
run_shares(std::string const& type, Attributes const& attributes, std::vector<Array> const& in);
[[nodiscard]] std::optional<Array>
run_transposed(std::string const& type, Attributes const& attributes, std::vector<Array> const& in);
[[nodiscard]] std::optional<Array>
run_windows(std::string const& type, Attributes const& attributes, std::vector<Array> const& in);

/// The parts that `Split` makes, their sizes being the second input.
[[nodiscard]] std::vector<Array> run_split(Attributes const& attributes,
                                           std::vector<Array> const& in);

/// Each place of an array of \p shape in turn: the index along each axis, in \p at.
template <typename F>
void for_each_place(std::vector<std::size_t> const& shape, F f) {
  std::vector<std::size_t> at(shape.size());
  std::size_t const count = size_of(shape);
  for (std::size_t i = 0; i < count; ++i) {
    std::size_t rest = i;
    for (std::size_t axis = shape.size(); axis-- > 0; rest /= shape[axis]) {
      at[axis] = rest % shape[axis];
    }
    f(at, i);
  }
}

} // namespace equivarify::codegen::onnx_run

#endif
