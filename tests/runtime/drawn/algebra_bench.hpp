/// \file
/// Schemes for the product in a group algebra, one number for each copy.
#ifndef EQUIVARIFY_TESTS_RUNTIME_DRAWN_ALGEBRA_BENCH_HPP
#define EQUIVARIFY_TESTS_RUNTIME_DRAWN_ALGEBRA_BENCH_HPP

#include "equivarify/runtime/dense/dense_layout.hpp"
#include "equivarify/runtime/group/general_fourier.hpp"

#include <array>
#include <cstddef>
#include <vector>

#include "runtime/kernel_reference.hpp"

namespace equivarify::runtime::testing {

/// A group and the tables of its Fourier transform.
template <typename Table, typename Fourier>
struct AlgebraCase : CopyOrder<GeneralFourier<Fourier>, Table> {
  using Algebra = GeneralFourier<Fourier>;
};

/// The layer y(h) = sum_k w(k) s(h k) of single numbers with the gradients of sum(dy * y).
struct AlgebraValues {
  std::vector<float> s, w, dy;
  std::vector<float> y, ds, dw;
};

/// Random s, w and dy for \p copies copies.
inline AlgebraValues random_algebra_values(std::size_t copies, std::uint64_t seed) {
  Random random{seed};
  AlgebraValues values;
  for (std::vector<float>* list : {&values.s, &values.w, &values.dy}) {
    list->resize(copies);
    fill_randomly(*list, random);
  }
  return values;
}

/// Finds y, ds and dw as the kernels do.
template <typename Algebra>
void run_algebra(AlgebraValues& values) {
  std::vector<float> s = values.s;
  std::vector<float> w = values.w;
  Algebra::analyse(s.data());
  Algebra::analyse_weights(w.data());
  std::array<float, Algebra::products> m{};
  for_each_product<Algebra>(
      [&](auto const& entry) { m[entry.product] += s[entry.slot] * w[entry.weight_slot]; });
  values.y.resize(s.size());
  Algebra::combine(m.data(), values.y.data());
  Algebra::synthesise(values.y.data());

  std::vector<float> dy = values.dy;
  std::array<float, Algebra::products> dm{};
  Algebra::analyse(dy.data());
  Algebra::combine_adjoint(dy.data(), dm.data());
  values.ds.assign(s.size(), 0.0F);
  values.dw.assign(w.size(), 0.0F);
  for_each_product<Algebra>([&](auto const& entry) {
    values.ds[entry.slot] += dm[entry.product] * w[entry.weight_slot];
    values.dw[entry.weight_slot] += dm[entry.product] * s[entry.slot];
  });
  Algebra::synthesise(values.ds.data());
  Algebra::analyse_weights_adjoint(values.dw.data());
}

/// How far the scheme of \p C is from its definition, forward and backward.
template <typename C>
Deviation algebra_deviation(std::uint64_t seed) {
  AlgebraValues values = random_algebra_values(C::copies, seed);
  run_algebra<typename C::Algebra>(values);
  std::vector<double> y(C::copies);
  std::vector<double> ds(C::copies);
  std::vector<double> dw(C::copies);
  for (std::size_t h = 0; h < C::copies; ++h) {
    for (std::size_t k = 0; k < C::copies; ++k) {
      std::size_t const source = C::source(h, k);
      y[h] += static_cast<double>(values.w[k]) * static_cast<double>(values.s[source]);
      ds[source] += static_cast<double>(values.dy[h]) * static_cast<double>(values.w[k]);
      dw[k] += static_cast<double>(values.dy[h]) * static_cast<double>(values.s[source]);
    }
  }
  Deviation deviation;
  deviation.note("output", values.y, y);
  deviation.note("input gradient", values.ds, ds);
  deviation.note("weight gradient", values.dw, dw);
  return deviation;
}

} // namespace equivarify::runtime::testing

#endif
