#include "equivarify/codegen/groups/irrep_report.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/permutation_group.hpp"
#include "equivarify/algebra/representations/real_irrep.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace equivarify::codegen {

namespace {

using algebra::Group;
using Json = nlohmann::json;

Group listed(AnyGroup const& group) {
  if (auto const* const small = std::get_if<Group>(&group)) {
    return *small;
  }
  algebra::BigInteger const order = std::get<algebra::PermutationGroup>(group).order();
  throw algebra::LimitError(
      fmt::format("the group has order {}; irreducible representations are computed up to order {}",
                  algebra::to_string(order),
                  algebra::max_irrep_order));
}

char const* name_of(algebra::DivisionRing ring) {
  return ring == algebra::DivisionRing::real ? "R"
                                             : (ring == algebra::DivisionRing::complex ? "C" : "H");
}

Json rows_of(Eigen::MatrixXd const& matrix) {
  Json rows = Json::array();
  for (Eigen::Index i = 0; i < matrix.rows(); ++i) {
    Json row = Json::array();
    for (Eigen::Index j = 0; j < matrix.cols(); ++j) {
      row.push_back(matrix(i, j));
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

/// `r  [ 0 -1 ]` with a line for each row.
std::string matrix_lines(std::string const& name, Json const& rows) {
  std::size_t width = 1;
  for (Json const& row : rows) {
    for (Json const& entry : row) {
      width = std::max(width, fmt::format("{:.6g}", entry.get<double>()).size());
    }
  }
  std::string text;
  for (Json const& row : rows) {
    text += fmt::format("    {:<{}}  [", text.empty() ? name : "", name.size());
    for (Json const& entry : row) {
      text += fmt::format(" {:>{}.6g}", entry.get<double>(), width);
    }
    text += " ]\n";
  }
  return text;
}

} // namespace

Json describe_irreps(AnyGroup const& any_group) {
  Group const group = listed(any_group);
  Json result = Json::array();
  for (algebra::RealIrrep const& irrep : algebra::real_irreps(group)) {
    Json generators = Json::object();
    for (algebra::Generator const& generator : group.generators()) {
      generators[generator.name] = rows_of(irrep.matrices[generator.element.index()]);
    }
    result.push_back({{"block", irrep.block.to_string()},
                      {"ring", name_of(irrep.block.ring)},
                      {"size", irrep.block.size},
                      {"dimension", irrep.dimension()},
                      {"characters", irrep.characters},
                      {"exact", irrep.exact_signed},
                      {"generators", std::move(generators)}});
  }
  return result;
}

std::string irreps_to_text(Json const& irreps) {
  std::string text = "\nreal irreducible representations, the matrices of the generators\n";
  for (Json const& irrep : irreps) {
    text +=
        fmt::format("  {}, dimension {}, {}\n",
                    irrep["block"].get<std::string>(),
                    irrep["dimension"].get<std::uint32_t>(),
                    irrep["exact"].get<bool>() ? "entries exactly 0, 1, -1" : "entries rounded");
    for (auto const& [name, rows] : irrep["generators"].items()) {
      text += matrix_lines(name, rows);
    }
  }
  return text;
}

} // namespace equivarify::codegen
