#include "equivarify/codegen/audit/translation/scheme_judge.hpp"

#include "equivarify/codegen/audit/proof/refusal.hpp"
#include "equivarify/codegen/audit/spec/bounds.hpp"
#include "equivarify/codegen/audit/translation/bit_judge.hpp"
#include "equivarify/codegen/audit/translation/exact_matrix.hpp"
#include "equivarify/codegen/audit/translation/trilinear.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>
#include <string>

namespace equivarify::audit {
namespace {

std::vector<std::string> const scheme_members{"input",
                                              "input_adjoint",
                                              "weights",
                                              "weights_adjoint",
                                              "output",
                                              "output_adjoint",
                                              "forward",
                                              "to_inputs",
                                              "to_weights"};

/// How many numbers there are on the way.
struct SchemeSizes {
  std::size_t inputs = 0;
  std::size_t slots = 0; ///< of transformed inputs
  std::size_t weights = 0;
  std::size_t weight_slots = 0;
  std::size_t outputs = 0;
  std::size_t products = 0;
};

/// A scheme as it is read.
class Scheme {
public:
  Scheme(Node const& node, SchemeSizes const& sizes)
      : input_{exact_matrix(node.at("input"), sizes.slots, sizes.inputs)},
        input_adjoint_{exact_matrix(node.at("input_adjoint"), sizes.inputs, sizes.slots)},
        weights_{exact_matrix(node.at("weights"), sizes.weight_slots, sizes.weights)},
        weights_adjoint_{
            exact_matrix(node.at("weights_adjoint"), sizes.weights, sizes.weight_slots)},
        output_{exact_matrix(node.at("output"), sizes.outputs, sizes.products)},
        output_adjoint_{exact_matrix(node.at("output_adjoint"), sizes.products, sizes.outputs)},
        forward_{products_at(node.at("forward"), sizes, {2, 1, 0})},
        to_inputs_{products_at(node.at("to_inputs"), sizes, {0, 1, 2})},
        to_weights_{products_at(node.at("to_weights"), sizes, {1, 0, 2})} {}

  /// The largest distance from the form y_x = sum of w_b s_z over the (x, b, z) with \p is_term,
  /// and from what follows of it for the gradients: ds_z = sum of w_b dy_x, dw_b = sum of s_z dy_x.
  [[nodiscard]] double distance(std::function<bool(Product const&)> const& is_term) const {
    double const forward = distance_from({output_, weights_, input_, forward_}, is_term);
    double const to_inputs = distance_from({input_adjoint_, weights_, output_adjoint_, to_inputs_},
                                           [&](Product const& at) {
                                             return is_term({at[2], at[1], at[0]});
                                           });
    double const to_weights = distance_from(
        {weights_adjoint_, input_, output_adjoint_, to_weights_}, [&](Product const& at) {
          return is_term({at[2], at[0], at[1]});
        });
    return std::max({forward, to_inputs, to_weights});
  }

  [[nodiscard]] std::size_t products() const { return forward_.size(); }

  /// Whether it keeps bits, its sums being those of \p node.
  [[nodiscard]] bool keeps_bits(Node const& node, std::vector<Images> const& table) const {
    std::vector<Product> written;
    for (Product const& product : forward_) {
      written.push_back({product[2], product[1], product[0]});
    }
    return audit::keeps_bits(ordered_sums(node.at("input_program"), input_),
                             ordered_sums(node.at("output_program"), output_),
                             written,
                             table);
  }

private:
  /// Products are written (slot, weight slot, product); \p order says which of these the form's
  /// first, second and third matrix take.
  static std::vector<Product>
  products_at(Node const& node, SchemeSizes const& sizes, Product const& order) {
    Product const most{sizes.slots, sizes.weight_slots, sizes.products};
    std::vector<Product> products;
    std::size_t const length = node.length(1, bounds::scheme_products);
    for (std::size_t i = 0; i < length; ++i) {
      Node const term = node.at(i);
      static_cast<void>(term.length(3, 3));
      Product written{};
      for (std::size_t k = 0; k < 3; ++k) {
        written[k] = term.at(k).integer(0, most[k] - 1);
      }
      products.push_back({written[order[0]], written[order[1]], written[order[2]]});
    }
    return products;
  }

  ExactMatrix input_;
  ExactMatrix input_adjoint_;
  ExactMatrix weights_;
  ExactMatrix weights_adjoint_;
  ExactMatrix output_;
  ExactMatrix output_adjoint_;
  std::vector<Product> forward_;
  std::vector<Product> to_inputs_;
  std::vector<Product> to_weights_;
};

/// The length of the first row of the matrix at \p node.
std::size_t columns_at(Node const& node) {
  static_cast<void>(node.length(1, bounds::scheme_products));
  return node.at(0).length(1, bounds::scheme_products);
}

} // namespace

GroupScheme judge_group_scheme(Node const& node,
                               std::size_t copies,
                               std::vector<Images> const& table,
                               bool exact) {
  std::vector<std::string> keys = scheme_members;
  if (exact) {
    keys.insert(keys.end(), {"input_program", "output_program"});
  }
  node.expect_keys(keys, {});
  std::size_t const weights = node.at("weights").length(1, copies);
  bool const sums = weights > 1;
  demand(!sums || (weights == copies && table.size() == copies),
         "at " + node.pointer + ": a scheme for as many weights as there are no copies");
  Scheme const scheme{node,
                      {.inputs = copies,
                       .slots = copies,
                       .weights = weights,
                       .weight_slots = weights,
                       .outputs = copies,
                       .products = columns_at(node.at("output"))}};
  double const distance = scheme.distance(
      [&](Product const& at) { return at[2] == (sums ? table[at[0]][at[1]] : at[0]); });
  demand(distance <= (exact ? 0 : bounds::scheme_rounding),
         "at " + node.pointer + ": not the definition: a coefficient is off by " +
             std::to_string(distance));
  demand(!exact || scheme.keeps_bits(node, table),
         "at " + node.pointer + ": moved copies do not give moved results to the bit");
  return {.sums_over_the_group = sums, .distance = distance, .products = scheme.products()};
}

void judge_tiles(Node const& node) {
  constexpr std::size_t taps = 3;
  std::vector<std::string> keys = scheme_members;
  keys.emplace_back("outputs");
  node.expect_keys(keys, {});
  std::size_t const outputs = node.at("outputs").integer(1, bounds::tile_outputs);
  std::size_t const patch = outputs + taps - 1;
  Scheme const scheme{node,
                      {.inputs = patch,
                       .slots = patch,
                       .weights = taps,
                       .weight_slots = patch,
                       .outputs = outputs,
                       .products = patch}};
  double const distance = scheme.distance([](Product const& at) { return at[2] == at[0] + at[1]; });
  demand(distance == 0,
         "at " + node.pointer + ": the tiles are not windows of 3: a coefficient is off by " +
             std::to_string(distance));
}

} // namespace equivarify::audit
