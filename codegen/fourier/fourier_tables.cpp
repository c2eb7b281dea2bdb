#include "equivarify/codegen/fourier/fourier_tables.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/representations/real_irrep.hpp"
#include "equivarify/codegen/fourier/adapted_basis.hpp"
#include "equivarify/codegen/fourier/sign_subgroup.hpp"

#include <algorithm>

namespace equivarify::codegen {
namespace {

/// Goes through the representations, whose slots follow one another.
class TablesBuilder {
public:
  explicit TablesBuilder(algebra::Group const& group)
      : group_{group}, signs_{sign_subgroup(group)}, cosets_{left_cosets(group, signs_)} {
    tables_.butterflies = signs_.elements.size();
    for (algebra::Element const g : cosets_) {
      for (algebra::Element const a : signs_.elements) {
        tables_.place.push_back(group.multiply(g, a).index());
      }
    }
  }

  FourierTables run() {
    rows_of_.resize(tables_.butterflies);
    for (algebra::RealIrrep const& irrep : algebra::real_irreps(group_)) {
      tables_.blocks.push_back(irrep.block);
      add_block(irrep.block, adapted_matrices(irrep, signs_));
    }
    for (std::vector<Row> const& rows : rows_of_) {
      add_rows(rows);
    }
    return std::move(tables_);
  }

private:
  /// What each coset contributes to a slot.
  struct Row {
    std::uint32_t slot;
    std::vector<double> entries;
  };

  void add_rows(std::vector<Row> const& rows) {
    EQUIVARIFY_ASSERT(rows.size() == cosets_.size(),
                      "a regular representation has each character of A as often as A has cosets");
    for (Row const& row : rows) {
      tables_.slot.push_back(row.slot);
      tables_.analysis.insert(tables_.analysis.end(), row.entries.begin(), row.entries.end());
    }
  }

  /// The slots of a block: of each block row a the first row, column by column.
  void add_block(algebra::RealBlock const& block, std::vector<Eigen::MatrixXd> const& matrices) {
    auto const ring = static_cast<Eigen::Index>(block.dimension() / block.size);
    Eigen::Index const dimension = matrices[0].cols();
    for (Eigen::Index row = 0; row < dimension; row += ring) {
      for (Eigen::Index column = 0; column < dimension; ++column) {
        rows_of_[character(matrices, column)].push_back(
            {slots_++, analysis_row(matrices, row, column)});
        add_weights(matrices, row, column);
      }
    }
  }

  /// The character of A by which basis vector \p column is multiplied.
  [[nodiscard]] std::size_t character(std::vector<Eigen::MatrixXd> const& matrices,
                                      Eigen::Index column) const {
    std::size_t bits = 0;
    for (std::size_t i = 0; i < signs_.generators.size(); ++i) {
      bool const negated = matrices[signs_.generators[i].index()](column, column) < 0;
      bits |= negated ? std::size_t{1} << i : 0;
    }
    return bits;
  }

  [[nodiscard]] std::vector<double> analysis_row(std::vector<Eigen::MatrixXd> const& matrices,
                                                 Eigen::Index row,
                                                 Eigen::Index column) const {
    std::vector<double> entries;
    for (algebra::Element const g : cosets_) {
      entries.push_back(matrices[g.index()](row, column));
    }
    return entries;
  }

  /// The entry (\p row, \p column) of w^ = d / |G| sum_k W_k rho(k)^T.
  void
  add_weights(std::vector<Eigen::MatrixXd> const& matrices, Eigen::Index row, Eigen::Index column) {
    double const scale =
        static_cast<double>(matrices[0].cols()) / static_cast<double>(group_.order());
    for (Eigen::MatrixXd const& matrix : matrices) {
      tables_.weights.push_back(scale * matrix.transpose()(row, column));
    }
  }

  algebra::Group const& group_;
  SignSubgroup signs_;
  std::vector<algebra::Element> cosets_;
  FourierTables tables_;
  std::vector<std::vector<Row>> rows_of_; ///< for each character of A
  std::uint32_t slots_ = 0;
};

} // namespace

std::size_t FourierTables::products() const {
  std::size_t total = 0;
  for (algebra::RealBlock const& block : blocks) {
    total += block.multiplications();
  }
  return total;
}

bool FourierTables::is_exact() const {
  std::size_t const cosets = place.size() / butterflies;
  return cosets <= 2 && std::all_of(analysis.begin(), analysis.end(), [](double entry) {
           return entry == 0 || entry == 1 || entry == -1;
         });
}

FourierTables fourier_tables(algebra::Group const& group) {
  return TablesBuilder{group}.run();
}

} // namespace equivarify::codegen
