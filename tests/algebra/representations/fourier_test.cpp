#include "equivarify/algebra/representations/fourier.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/named_groups.hpp"
#include "equivarify/algebra/small_groups.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <functional>

#include "support/expect_error.hpp"

namespace equivarify::algebra {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

/// The transforms of the small groups and of the groups of the theory.
std::vector<FourierTransform> const& transforms() {
  static std::vector<FourierTransform> const all = [] {
    std::vector<FourierTransform> result;
    for (Group const& group : small_groups()) {
      result.emplace_back(group);
    }
    for (Group const& group : {octahedral(),
                               dicyclic(4),
                               direct_product(dicyclic(2), cyclic(3)),
                               direct_product(dicyclic(2), cyclic(2))}) {
      result.emplace_back(group);
    }
    return result;
  }();
  return all;
}

/// What a signal is on: a group and small integers for its elements.
FourierTransform const& any_transform() {
  return transforms()[*rc::gen::inRange<std::size_t>(0, transforms().size())];
}

VectorXd any_signal(Group const& group) {
  VectorXd signal(group.order());
  for (double& value : signal) {
    value = *rc::gen::inRange(-9, 10);
  }
  return signal;
}

bool near(MatrixXd const& a, MatrixXd const& b) {
  return (a - b).cwiseAbs().maxCoeff() < 1e-9;
}

/// A definition of the block of a filter and of the scale of the inverse, right or wrong.
struct Version {
  std::function<VectorXd(FourierTransform const&, std::vector<MatrixXd> const&)> inverse =
      [](FourierTransform const& t, std::vector<MatrixXd> const& c) { return t.inverse(c); };
  std::function<std::vector<MatrixXd>(FourierTransform const&, VectorXd const&)> blocks =
      [](FourierTransform const& t, VectorXd const& w) { return t.filter_blocks(w); };
};

bool inverts(Version const& version, FourierTransform const& t, VectorXd const& s) {
  return near(version.inverse(t, t.forward(s)), s);
}

/// fourier(convolution) = the product of the blocks.
bool convolves(Version const& version,
               FourierTransform const& t,
               VectorXd const& w,
               VectorXd const& s) {
  std::vector<MatrixXd> const blocks = version.blocks(t, w);
  std::vector<MatrixXd> const signal = t.forward(s);
  std::vector<MatrixXd> const result = t.forward(convolve(t.group(), w, s));
  bool holds = true;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    holds = holds && near(signal[i] * blocks[i], result[i]);
  }
  return holds;
}

RC_GTEST_PROP(Fourier, InverseUndoesForward, ()) {
  FourierTransform const& t = any_transform();
  RC_ASSERT(inverts({}, t, any_signal(t.group())));
}

RC_GTEST_PROP(Fourier, TurnsConvolutionsIntoProducts, ()) {
  FourierTransform const& t = any_transform();
  RC_ASSERT(convolves({}, t, any_signal(t.group()), any_signal(t.group())));
}

RC_GTEST_PROP(Fourier, KeepsInnerProducts, ()) {
  FourierTransform const& t = any_transform();
  VectorXd const a = any_signal(t.group());
  VectorXd const b = any_signal(t.group());
  std::vector<MatrixXd> const at = t.forward(a);
  std::vector<MatrixXd> const bt = t.forward(b);
  double sum = 0;
  for (std::size_t i = 0; i < at.size(); ++i) {
    sum += t.irreps()[i].block.size * at[i].cwiseProduct(bt[i]).sum();
  }
  RC_ASSERT(std::abs(sum / t.group().order() - a.dot(b)) < 1e-8);
}

RC_GTEST_PROP(Fourier, ActsOnCoefficientsFromTheLeft, ()) {
  FourierTransform const& t = any_transform();
  Group const& group = t.group();
  VectorXd const s = any_signal(group);
  Element const g = group.element(*rc::gen::inRange<std::uint32_t>(0, group.order()));
  VectorXd moved(s.size());
  for (Element const h : group.elements()) {
    moved(h.index()) = s(group.multiply(group.inverse(g), h).index());
  }
  std::vector<MatrixXd> const before = t.forward(s);
  std::vector<MatrixXd> const after = t.forward(moved);
  for (std::size_t i = 0; i < before.size(); ++i) {
    RC_ASSERT(near(t.irreps()[i].matrices[g.index()] * before[i], after[i]));
  }
}

RC_GTEST_PROP(Fourier, ConvolvesThroughTheDeterminingRows, ()) {
  FourierTransform const& t = any_transform();
  VectorXd const w = any_signal(t.group());
  VectorXd const s = any_signal(t.group());
  VectorXd const y = t.synthesis() * t.multiply(t.analysis() * s, t.filter_blocks(w));
  RC_ASSERT(near(y, convolve(t.group(), w, s)));
}

/// Whether \p law fails for some group on signals without any symmetry.
bool is_refuted(std::function<bool(FourierTransform const&, VectorXd const&)> const& law) {
  return std::any_of(transforms().begin(), transforms().end(), [&](FourierTransform const& t) {
    VectorXd signal(t.group().order());
    for (Index h = 0; h < signal.size(); ++h) {
      signal(h) = static_cast<double>((h * h + 3 * h) % 11);
    }
    return !law(t, signal);
  });
}

bool convolution_is_refuted(Version const& version) {
  return is_refuted([&](FourierTransform const& t, VectorXd const& s) {
    return convolves(version, t, s.reverse(), s);
  });
}

bool inverse_is_refuted(Version const& version) {
  return is_refuted(
      [&](FourierTransform const& t, VectorXd const& s) { return inverts(version, t, s); });
}

TEST(Fourier, WrongVersionsAreRefuted) {
  EXPECT_FALSE(convolution_is_refuted({}));
  EXPECT_FALSE(inverse_is_refuted({}));
  Version transposed;
  transposed.blocks = [](FourierTransform const& t, VectorXd const& w) { return t.forward(w); };
  EXPECT_TRUE(convolution_is_refuted(transposed));
  Version inverse_dropped; // s(h) from the matrix of h^-1
  inverse_dropped.inverse = [](FourierTransform const& t, std::vector<MatrixXd> coefficients) {
    for (MatrixXd& coefficient : coefficients) {
      coefficient.transposeInPlace();
    }
    return t.inverse(coefficients);
  };
  EXPECT_TRUE(inverse_is_refuted(inverse_dropped));
  Version degree_for_size; // right for complex representations, wrong for C and H
  degree_for_size.inverse = [](FourierTransform const& t, std::vector<MatrixXd> coefficients) {
    for (std::size_t i = 0; i < coefficients.size(); ++i) {
      auto const dimension_of_ring = t.irreps()[i].dimension() / t.irreps()[i].block.size;
      coefficients[i] *= dimension_of_ring;
    }
    return t.inverse(coefficients);
  };
  EXPECT_TRUE(inverse_is_refuted(degree_for_size));
  Version unscaled;
  unscaled.inverse = [](FourierTransform const& t, std::vector<MatrixXd> const& coefficients) {
    return VectorXd{t.inverse(coefficients) * t.group().order()};
  };
  EXPECT_TRUE(inverse_is_refuted(unscaled));
}

// The entry of the direct form at (h, k) is w(h^-1 k).
TEST(Fourier, MakesTheMatrixOfAConvolutionBlockDiagonal) {
  for (FourierTransform const& t : transforms()) {
    Group const& group = t.group();
    VectorXd const w = VectorXd::LinSpaced(group.order(), 1, group.order());
    MatrixXd direct(group.order(), group.order());
    for (Element const h : group.elements()) {
      for (Element const k : group.elements()) {
        direct(h.index(), k.index()) = w(group.multiply(group.inverse(h), k).index());
      }
    }
    MatrixXd expected = MatrixXd::Zero(group.order(), group.order());
    std::vector<MatrixXd> const blocks = t.filter_blocks(w);
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      SpectralBlock const& place = t.layout()[i];
      for (std::uint32_t row = 0; row < place.rows; ++row) {
        Index const start = Index{place.offset} + Index{row} * place.columns;
        expected.block(start, start, place.columns, place.columns) = blocks[i].transpose();
      }
    }
    EXPECT_TRUE(near(t.analysis() * direct * t.synthesis(), expected)) << group.name();
  }
}

TEST(Fourier, CountsTheMultiplicationsOfTheTheory) {
  auto const count = [](Group const& group) { return FourierTransform{group}.multiplications(); };
  EXPECT_EQ(count(cyclic(2)), 2U);
  EXPECT_EQ(count(cyclic(4)), 6U);
  EXPECT_EQ(count(symmetric(3)), 10U);
  EXPECT_EQ(count(dihedral(4)), 12U);
  EXPECT_EQ(count(dicyclic(2)), 20U);
  EXPECT_EQ(count(cyclic(8)), 14U);
  EXPECT_EQ(count(octahedral()), 64U);
}

TEST(Fourier, IsExactForExactRepresentations) {
  for (Group const& group : {cyclic(2), cyclic(4), dihedral(4), dicyclic(2)}) {
    FourierTransform const t{group};
    VectorXd const s = VectorXd::LinSpaced(group.order(), 1, group.order());
    EXPECT_EQ(t.synthesis() * (t.analysis() * s), s) << group.name();
    EXPECT_EQ(t.inverse(t.forward(s)), s) << group.name();
  }
}

TEST(Fourier, RefusesWrongSizes) {
  FourierTransform const t{dihedral(4)};
  support::expect_error<AlgebraError>([&] { return t.forward(VectorXd::Zero(7)); },
                                      "found 7 values, expected 8, one for each element of D4");
  support::expect_error<AlgebraError>(
      [&] { return t.inverse({}); },
      "found 0 coefficients, expected 5, one for each representation");
  std::vector<MatrixXd> coefficients = t.forward(VectorXd::Zero(8));
  coefficients[4] = MatrixXd::Zero(2, 3);
  support::expect_error<AlgebraError>([&] { return t.inverse(coefficients); },
                                      "coefficient 4: found 2 x 3, expected 2 rows and columns");
}

} // namespace
} // namespace equivarify::algebra
