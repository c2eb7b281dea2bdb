#include "equivarify/algebra/representations/real_irrep.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/linear_characters.hpp"
#include "equivarify/algebra/representations/commutant.hpp"
#include "equivarify/algebra/representations/inducing.hpp"
#include "equivarify/algebra/representations/isotypic.hpp"
#include "equivarify/algebra/representations/real_character.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

namespace equivarify::algebra {

namespace {

using Eigen::MatrixXd;
using Values = std::vector<std::complex<double>>;

/// What exp(2 pi i turns / n) stands for over \p ring: a sign, or a rotation.
MatrixXd root_of_unity(DivisionRing ring, std::int64_t turns, std::uint32_t n) {
  double const angle = 2 * std::numbers::pi * static_cast<double>(turns) / n;
  if (ring == DivisionRing::real) {
    return MatrixXd::Constant(1, 1, std::cos(angle));
  }
  MatrixXd result(2, 2);
  result << std::cos(angle), -std::sin(angle), std::sin(angle), std::cos(angle);
  return result;
}

/// The matrices of a character of degree 1 with these values.
std::vector<MatrixXd> linear_matrices(Group const& group, DivisionRing ring, Values const& values) {
  std::vector<MatrixXd> result;
  for (Element const g : group.elements()) {
    std::uint32_t const n = group.element_order(g);
    double const turns = std::arg(values[g.index()]) * n / (2 * std::numbers::pi);
    result.push_back(root_of_unity(ring, std::lround(turns), n));
  }
  return result;
}

std::vector<MatrixXd> signed_matrices(MonomialRepresentation const& whole) {
  std::vector<MatrixXd> result;
  for (std::uint32_t g = 0; g < whole.images.size() / whole.degree; ++g) {
    result.push_back(whole.matrix(g));
  }
  return result;
}

/// The representation \p block with character chi = \p values inside \p inducing, in a basis
/// adapted to its scalars.
std::vector<MatrixXd>
split_off(Inducing const& inducing, Values const& values, RealBlock const& block) {
  std::uint32_t const norm = block.dimension() / block.size;
  IrreduciblePart part{{}, static_cast<double>(norm), block.dimension(), inducing.multiplicity};
  for (std::complex<double> const value : values) {
    part.character.push_back((norm == 1 ? 1 : 2) * value.real());
  }
  MatrixXd basis = basis_of_part(inducing.whole, part);
  if (norm != 1) {
    std::vector<MatrixXd> const matrices = matrices_on(inducing.whole, basis);
    basis *= scalar_structure(commutant_basis(matrices, block.ring)).basis;
  }
  return matrices_on(inducing.whole, basis);
}

/// \p m without the rounding errors in entries 0, 1/2, 1 and their negatives.
MatrixXd tidied(MatrixXd const& m) {
  return m.unaryExpr([](double x) {
    double const half = std::round(2 * x) / 2 + 0.0;
    return std::abs(x - half) < 1e-13 ? half : x;
  });
}

bool is_signed(MatrixXd const& m) {
  return m.unaryExpr([](double x) { return x == 0 || x == 1 || x == -1 ? 0.0 : 1.0; }).isZero(0);
}

/// The representation with these matrices, tidied, checked, and with its scalars.
RealIrrep finish(Group const& group, RealCharacter character, std::vector<MatrixXd> matrices) {
  RealIrrep irrep{
      std::move(character.characters), character.block, std::move(matrices), false, {}, {}};
  for (MatrixXd& matrix : irrep.matrices) {
    matrix = tidied(matrix);
  }
  irrep.exact_signed = std::all_of(irrep.matrices.begin(), irrep.matrices.end(), is_signed);
  irrep.scalars = commutant_basis(irrep.matrices, irrep.block.ring);
  irrep.rows = scalar_structure(irrep.scalars).rows;
  IrrepResiduals const errors = residuals(group, irrep);
  EQUIVARIFY_ASSERT(std::max(errors.orthogonality, errors.homomorphism) < 1e-11,
                    "matrices are no representation");
  return irrep;
}

/// Straight from the linear characters: a character table would be larger than the matrices.
std::vector<RealIrrep> abelian_irreps(Group const& group) {
  LinearCharacters const linear = linear_characters(group);
  std::map<std::vector<std::uint32_t>, std::size_t> waiting; // for conjugates
  std::vector<RealCharacter> characters;
  for (std::size_t i = 0; i < linear.exponents.size(); ++i) {
    std::vector<std::uint32_t> conjugate;
    for (std::uint32_t const exponent : linear.exponents[i]) {
      conjugate.push_back((linear.root - exponent) % linear.root);
    }
    if (auto const found = waiting.find(linear.exponents[i]); found != waiting.end()) {
      characters[found->second].characters.push_back(i);
    } else {
      bool const is_real = conjugate == linear.exponents[i];
      waiting.emplace(std::move(conjugate), characters.size());
      characters.push_back({{i}, {is_real ? DivisionRing::real : DivisionRing::complex, 1}});
    }
  }
  std::vector<RealIrrep> result;
  for (RealCharacter const& character : characters) {
    std::vector<MatrixXd> matrices;
    for (std::uint32_t const turns : linear.exponents[character.characters.front()]) {
      matrices.push_back(root_of_unity(character.block.ring, turns, linear.root));
    }
    result.push_back(finish(group, character, std::move(matrices)));
  }
  return result;
}

/// Builds the representations of one group; keeps the quotients that several of them need.
class IrrepBuilder {
public:
  explicit IrrepBuilder(Group const& group) : group_{group}, table_{character_table(group)} {}

  std::vector<RealIrrep> build() {
    std::vector<RealIrrep> result;
    for (RealCharacter const& character : real_characters(group_, table_)) {
      result.push_back(finish(group_, character, matrices_of(character)));
    }
    return result;
  }

private:
  std::vector<MatrixXd> matrices_of(RealCharacter const& character) {
    std::size_t const index = character.characters.front();
    Values const values = values_on_elements(group_, table_, index);
    if (table_.characters[index].degree == 1) {
      return linear_matrices(group_, character.block.ring, values);
    }
    FaithfulQuotient const& factor = quotient_of(table_.characters[index]);
    Values below(factor.group.order());
    for (std::size_t g = 0; g < values.size(); ++g) {
      below[factor.projection[g]] = values[g];
    }
    return pulled_back(factor, faithful_matrices(factor, below, character.block));
  }

  static std::vector<MatrixXd>
  faithful_matrices(FaithfulQuotient const& factor, Values const& values, RealBlock const& block) {
    Inducing const inducing = best_inducing(factor.subgroups, values, block.ring);
    return inducing.whole.degree == block.dimension() ? signed_matrices(inducing.whole)
                                                      : split_off(inducing, values, block);
  }

  static std::vector<MatrixXd> pulled_back(FaithfulQuotient const& factor,
                                           std::vector<MatrixXd> const& matrices) {
    std::vector<MatrixXd> result;
    for (std::uint32_t const g : factor.projection) {
      result.push_back(matrices[g]);
    }
    return result;
  }

  FaithfulQuotient const& quotient_of(Character const& character) {
    std::vector<Element> kernel;
    for (std::size_t t = 0; t < table_.classes.size(); ++t) {
      if (character.values[t].is_integer() &&
          character.values[t].coefficients().front() == character.degree) {
        kernel.insert(kernel.end(), table_.classes[t].begin(), table_.classes[t].end());
      }
    }
    std::sort(kernel.begin(), kernel.end());
    auto found = quotients_.find(kernel);
    if (found == quotients_.end()) {
      Subgroup const subgroup = Subgroup::from_elements(group_, kernel);
      found = quotients_.emplace(kernel, make_faithful_quotient(subgroup)).first;
    }
    return found->second;
  }

  Group const& group_;
  CharacterTable table_;
  std::map<std::vector<Element>, FaithfulQuotient> quotients_;
};

} // namespace

std::vector<RealIrrep> real_irreps(Group const& group) {
  if (group.order() > max_irrep_order) {
    throw LimitError(
        fmt::format("{} has order {}; irreducible representations are computed up to order {}",
                    group.name(),
                    group.order(),
                    max_irrep_order));
  }
  return group.is_abelian() ? abelian_irreps(group) : IrrepBuilder{group}.build();
}

IrrepResiduals residuals(Group const& group, RealIrrep const& irrep) {
  auto const identity = MatrixXd::Identity(irrep.dimension(), irrep.dimension());
  IrrepResiduals result{0, (irrep.matrices.front() - identity).cwiseAbs().maxCoeff()};
  for (std::uint32_t g = 0; g < group.order(); ++g) {
    MatrixXd const& m = irrep.matrices[g];
    double const orthogonality = (m.transpose() * m - identity).cwiseAbs().maxCoeff();
    result.orthogonality = std::max(result.orthogonality, orthogonality);
    for (std::uint32_t k = 0; k < group.generators().size(); ++k) {
      MatrixXd const& s = irrep.matrices[group.generators()[k].element.index()];
      MatrixXd const& product = irrep.matrices[group.step_unchecked(g, k)];
      result.homomorphism = std::max(result.homomorphism, (m * s - product).cwiseAbs().maxCoeff());
    }
  }
  return result;
}

} // namespace equivarify::algebra
