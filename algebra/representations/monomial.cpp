#include "equivarify/algebra/representations/monomial.hpp"

#include <bit>
#include <cmath>

namespace equivarify::algebra {

int SignCharacters::value(std::uint32_t mask, std::uint32_t h) const noexcept {
  return std::popcount(coordinates[h] & mask) % 2 == 0 ? 1 : -1;
}

SignCharacters sign_characters(Subgroup const& subgroup) {
  Group const& group = subgroup.group();
  std::vector<Element> squares;
  for (Element const h : subgroup.elements()) {
    squares.push_back(group.multiply(h, h));
  }
  SignCharacters result{0, std::vector<std::uint32_t>(group.order(), SignCharacters::outside)};
  std::vector<std::uint32_t> known;
  Subgroup const kernel = Subgroup::generated_by(group, squares);
  for (Element const h : kernel.elements()) {
    known.push_back(h.index());
    result.coordinates[h.index()] = 0;
  }
  for (Element const h : subgroup.elements()) {
    if (result.coordinates[h.index()] != SignCharacters::outside) {
      continue;
    }
    std::uint32_t const bit = 1U << result.rank++;
    for (std::size_t i = known.size(); i-- > 0;) {
      std::uint32_t const next = group.multiply_unchecked(known[i], h.index());
      result.coordinates[next] = result.coordinates[known[i]] ^ bit;
      known.push_back(next);
    }
  }
  return result;
}

std::vector<std::uint32_t> multiplicities(Subgroup const& subgroup,
                                          SignCharacters const& signs,
                                          std::vector<std::complex<double>> const& values) {
  std::vector<double> sums(signs.count(), 0);
  for (Element const h : subgroup.elements()) {
    sums[signs.coordinates[h.index()]] += values[h.index()].real();
  }
  std::vector<std::uint32_t> result;
  for (std::uint32_t mask = 0; mask < signs.count(); ++mask) {
    double sum = 0;
    for (std::uint32_t c = 0; c < signs.count(); ++c) {
      sum += std::popcount(c & mask) % 2 == 0 ? sums[c] : -sums[c];
    }
    result.push_back(static_cast<std::uint32_t>(std::lround(sum / subgroup.order())));
  }
  return result;
}

Eigen::MatrixXd MonomialRepresentation::matrix(std::uint32_t g) const {
  return apply(g, Eigen::MatrixXd::Identity(degree, degree));
}

Eigen::MatrixXd MonomialRepresentation::apply(std::uint32_t g, Eigen::MatrixXd const& m) const {
  Eigen::MatrixXd result(m.rows(), m.cols());
  for (std::uint32_t j = 0; j < degree; ++j) {
    std::size_t const place = std::size_t{g} * degree + j;
    result.row(images[place]) = signs[place] * m.row(j);
  }
  return result;
}

MonomialRepresentation
induce(Subgroup const& subgroup, SignCharacters const& signs, std::uint32_t mask) {
  Group const& group = subgroup.group();
  std::vector<Element> const transversal = subgroup.transversal();
  std::vector<std::uint32_t> const coset = subgroup.coset_numbers();
  MonomialRepresentation result{subgroup.index(), {}, {}};
  for (std::uint32_t g = 0; g < group.order(); ++g) {
    for (Element const t : transversal) {
      std::uint32_t const x = group.multiply_unchecked(g, t.index());
      std::uint32_t const back = group.inverse_unchecked(transversal[coset[x]].index());
      result.images.push_back(coset[x]);
      result.signs.push_back(signs.value(mask, group.multiply_unchecked(back, x)));
    }
  }
  return result;
}

} // namespace equivarify::algebra
