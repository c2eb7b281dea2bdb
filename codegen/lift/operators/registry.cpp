#include "equivarify/codegen/lift/operators/operator.hpp"

#include <map>

namespace equivarify::codegen {
namespace {

std::map<std::string, OperatorRow> all_operators() {
  std::map<std::string, OperatorRow> operators;
  for (auto const rows :
       {activation_operators, affine_operators,     computed_place_operators, condition_operators,
        constant_operators,   extreme_operators,    folding_operators,        function_operators,
        joining_operators,    linear_operators,     normalising_operators,    pool_operators,
        position_operators,   power_operators,      rearranging_operators,    reducing_operators,
        remainder_operators,  resizing_operators,   scattering_operators,     selecting_operators,
        share_operators,      transposed_operators, window_operators}) {
    for (OperatorRow const& row : rows()) {
      operators.emplace(row.type, row);
    }
  }
  return operators;
}

std::map<std::string, OperatorRow> const& operators() {
  static std::map<std::string, OperatorRow> const all = all_operators();
  return all;
}

} // namespace

OperatorRow const* find_operator(std::string const& type) {
  auto const found = operators().find(type);
  return found == operators().end() ? nullptr : &found->second;
}

std::vector<std::string> operator_names() {
  std::vector<std::string> names;
  for (auto const& [name, row] : operators()) {
    names.push_back(name);
  }
  return names;
}

} // namespace equivarify::codegen
