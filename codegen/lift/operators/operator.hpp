/// \file
/// The operators of ONNX that have a form in a spec: one row each.
#ifndef EQUIVARIFY_CODEGEN_LIFT_OPERATORS_OPERATOR_HPP
#define EQUIVARIFY_CODEGEN_LIFT_OPERATORS_OPERATOR_HPP

#include "equivarify/codegen/lift/linear_map.hpp"
#include "equivarify/codegen/lift/node_context.hpp"

#include <cstddef>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::codegen {

/// The outputs of a node. \throws LiftError, TensorError or ShapeError where it has no such form
using LiftOperator = std::vector<FileValue> (*)(NodeContext const& context);

/// An operator of ONNX's own set.
struct OperatorRow {
  char const* type;
  LiftOperator lift;
  bool moves_or_compares = false; ///< so that whole numbers stay what they are
};

/// The rows of one file of this folder.
[[nodiscard]] std::vector<OperatorRow> activation_operators();
[[nodiscard]] std::vector<OperatorRow> affine_operators();
[[nodiscard]] std::vector<OperatorRow> computed_place_operators();
[[nodiscard]] std::vector<OperatorRow> condition_operators();
[[nodiscard]] std::vector<OperatorRow> constant_operators();
[[nodiscard]] std::vector<OperatorRow> extreme_operators();
[[nodiscard]] std::vector<OperatorRow> folding_operators();
[[nodiscard]] std::vector<OperatorRow> function_operators();
[[nodiscard]] std::vector<OperatorRow> joining_operators();
[[nodiscard]] std::vector<OperatorRow> linear_operators();
[[nodiscard]] std::vector<OperatorRow> pool_operators();
[[nodiscard]] std::vector<OperatorRow> position_operators();
[[nodiscard]] std::vector<OperatorRow> power_operators();
[[nodiscard]] std::vector<OperatorRow> rearranging_operators();
[[nodiscard]] std::vector<OperatorRow> normalising_operators();
[[nodiscard]] std::vector<OperatorRow> reducing_operators();
[[nodiscard]] std::vector<OperatorRow> remainder_operators();
[[nodiscard]] std::vector<OperatorRow> resizing_operators();
[[nodiscard]] std::vector<OperatorRow> scattering_operators();
[[nodiscard]] std::vector<OperatorRow> selecting_operators();
[[nodiscard]] std::vector<OperatorRow> share_operators();
[[nodiscard]] std::vector<OperatorRow> transposed_operators();
[[nodiscard]] std::vector<OperatorRow> window_operators();

/// The operator \p type; null if there is none.
[[nodiscard]] OperatorRow const* find_operator(std::string const& type);

/// The names of all operators, sorted.
[[nodiscard]] std::vector<std::string> operator_names();

/// Numbers of the shape of a view, each with what a channel gets that meets none of them.
using ViewNumbers = std::vector<std::pair<std::vector<float>, float>>;

/// \p all by channel; the value of \p view is made a vector, each entry of which is a channel,
/// where a channel meets several numbers, and one of more entries where one entry does. \throws
/// LiftError where the network takes no such map
[[nodiscard]] std::vector<std::vector<float>>
per_channel(NetworkBuilder& network, View& view, ViewNumbers const& all);

/// y = factor x + summand, each channel with its own; a sum right after a layer that has a bias of
/// its own, and whose value nothing else reads, goes into it. \p factors and \p summands have the
/// shape of \p view.
[[nodiscard]] View add_affine(NodeContext const& context,
                              View view,
                              std::vector<float> const& factors,
                              std::vector<float> const& summands);

/// The sum of \p views, each stretched to what all are stretched to.
///
/// \throws LiftError where they have other arrangements and the network takes no maps
[[nodiscard]] View add_views(NodeContext const& context, std::vector<View> views);

/// The product of each of \p groups, which have one size: halves times halves.
///
/// \throws LiftError as multiply_views()
[[nodiscard]] View
product_of_groups(NodeContext const& context, View const& view, EntryGroups const& groups);

/// The matrix products of two values, as numpy defines them.
///
/// \throws LiftError for shapes that do not fit, and as multiply_views()
[[nodiscard]] View multiply_matrices(NodeContext const& context, View const& a, View const& b);

/// The product of \p a and \p b, each stretched to what both are stretched to: one is a gate of the
/// other where it can be.
///
/// \throws LiftError where they have other arrangements and the network takes no maps
[[nodiscard]] View multiply_views(NodeContext const& context, View a, View b);

/// Input \p input; a constant as a value that reads what \p reads is.
[[nodiscard]] View input_as_view(NodeContext const& context, std::size_t input, View const& reads);

/// The layer called \p type, a function of each number without fields, on input 0; a constant is
/// folded.
[[nodiscard]] FileValue applied(NodeContext const& context, std::string const& type);

/// The logarithm of the sum of exp over each group along \p axes, which become 1.
[[nodiscard]] View
log_sum_exp(NodeContext const& context, View const& view, std::set<std::size_t> const& axes);

/// The entries of \p from at the computed indices that input 1 has, along \p axis: each is the sum
/// of all entries along the axis, times 1 where the index is its number, counted from either end,
/// and 0 elsewhere. Exact but for entries that are not finite.
///
/// \throws LiftError as mapped()
[[nodiscard]] View picked_by_values(NodeContext const& context, View const& from, std::size_t axis);

/// Whether the node, a Cast, gives numbers with a point.
[[nodiscard]] bool casts_to_numbers_with_point(OnnxNode const& node);

/// The first input that is no constant. \throws LiftError if all are
[[nodiscard]] View const& first_view(NodeContext const& context);

} // namespace equivarify::codegen

#endif
