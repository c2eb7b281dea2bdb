#include "equivarify/codegen/lift/linear_map.hpp"
#include "equivarify/codegen/lift/operators/operator.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <numeric>
#include <optional>
#include <utility>

namespace equivarify::codegen {
namespace {

/// \p gate as a value that lies as that of \p whole does, a vector or planes.
std::optional<std::size_t> laid_as(NetworkBuilder& network, View const& whole, View const& gate) {
  if (network.is_vector(whole.value)) {
    return network.vector(gate.value);
  }
  return network.is_vector(gate.value) ? network.planes(gate.value) : std::optional{gate.value};
}

/// Whether each entry of \p whole meets the entry of \p gate that stands for it once the value of
/// \p gate is stretched to that of \p whole.
bool is_stretched(NetworkBuilder const& network, View const& whole, View const& gate) {
  Shape const& all = network.shape(whole.value);
  Shape const& shape = network.shape(gate.value);
  Shape const own = network.is_vector(whole.value) ? Shape{shape.size()} : shape;
  bool is_right = stretches_to(own, all);
  for (std::size_t i = 0; is_right && i < whole.places().size(); ++i) {
    auto const entry = static_cast<std::size_t>(whole.places()[i]);
    is_right = stretched_entry(own, all, entry) == static_cast<std::size_t>(gate.places()[i]);
  }
  return is_right;
}

/// The product where \p gate is stretched to \p whole without a layer of its own.
std::optional<View> gated(NodeContext const& context, View const& whole, View const& gate) {
  NetworkBuilder& network = context.network();
  if (!is_stretched(network, whole, gate)) {
    return std::nullopt;
  }
  auto const value = laid_as(network, whole, gate);
  if (!value) {
    return std::nullopt;
  }
  return View{network.add(context.name(), operation_of("multiply"), {whole.value, *value}),
              whole.entries};
}

} // namespace

View multiply_views(NodeContext const& context, View a, View b) {
  Extents const shape = broadcast_shape(a.shape(), b.shape());
  a.entries = broadcast(a.entries, shape);
  b.entries = broadcast(b.entries, shape);
  for (auto const& [whole, gate] : {std::pair{&a, &b}, std::pair{&b, &a}}) {
    if (auto product = gated(context, *whole, *gate)) {
      return *std::move(product);
    }
  }
  NetworkBuilder& network = context.network();
  a = in_order(network, context.name(), a);
  b = in_order(network, context.name(), b);
  return {network.add(context.name(), operation_of("multiply"), {a.value, b.value}), a.entries};
}

View product_of_groups(NodeContext const& context, View const& view, EntryGroups const& groups) {
  std::size_t const count = groups.members.size();
  std::size_t const size = groups.members.at(0).size();
  SparseMap columns = columns_of(groups, 1.0F);
  auto rows = static_cast<std::int64_t>(std::bit_ceil(size));
  columns.shape = {rows, static_cast<std::int64_t>(count)};
  columns.summands.assign(size * count, 0.0F);
  columns.summands.resize(entries_of(columns.shape), 1.0F); // factors that change nothing
  View values = mapped(context.network(), context.name(), view, columns);
  for (; rows > 1; rows /= 2) {
    values = multiply_views(context,
                            {values.value, slice(values.entries, {0, 0, rows / 2})},
                            {values.value, slice(values.entries, {0, rows / 2, rows})});
  }
  values.entries = reshape(std::move(values.entries), groups.left, true);
  return values;
}

View multiply_matrices(NodeContext const& context, View const& a, View const& b) {
  if (a.shape().empty() || b.shape().empty()) {
    throw LiftError(fmt::format("{} times {}", to_string(a.shape()), to_string(b.shape())),
                    "vectors or matrices");
  }
  bool const is_row = a.shape().size() == 1;
  bool const is_column = b.shape().size() == 1;
  OnnxTensor const rows = is_row ? unsqueeze(a.entries, {0}) : a.entries;
  OnnxTensor const columns = is_column ? unsqueeze(b.entries, {1}) : b.entries;
  std::size_t const rank = columns.shape.size();
  if (rows.shape.back() != columns.shape[rank - 2]) {
    throw LiftError(fmt::format("{} times {}", to_string(a.shape()), to_string(b.shape())),
                    "as many columns as rows");
  }
  std::vector<std::int64_t> order(rank);
  std::iota(order.begin(), order.end(), 0);
  std::swap(order[rank - 2], order[rank - 1]);
  // [..., rows, columns, terms] of both factors.
  View const left{a.value, unsqueeze(rows, {-2})};
  View const right{b.value, unsqueeze(transpose(columns, order), {-3})};
  std::size_t const terms = entries_of(broadcast_shape(left.shape(), right.shape()));
  require_room(context.network(), terms, std::max(left.entries.size(), right.entries.size()));
  View const product = multiply_views(context, left, right);
  EntryGroups const groups = grouped(product.shape(), {product.shape().size() - 1});
  View sum = mapped(context.network(), context.name(), product, sums_of(groups, 1.0F));
  std::vector<std::int64_t> gone{-1};
  if (is_column) {
    gone.push_back(-2);
  }
  if (is_row) {
    gone.push_back(-3);
  }
  sum.entries = squeeze(std::move(sum.entries), gone);
  return sum;
}

} // namespace equivarify::codegen
