/// \file
/// How a layer that mixes the |G| copies is computed: straight from the multiplication table.
///
/// A linear layer on the concatenated copies, lifted again, is y(h) = sum_k W_k s(h k): a product
/// in the group algebra. An *algebra* below is a bilinear scheme for it:
///
///   slots s^ = analyse(s), w^ = analyse_weights(w), products m_b = sum s^_a w^_p,
///   y = synthesise(combine(m)).
///
/// `synthesise` is the transpose of `analyse` (the factor 1/|G| goes into the weights), so each is
/// the other's adjoint in the backward pass. Every step but the products is a sum with signs, so it
/// commutes with whatever linear map acts on the pixels (a convolution, a Winograd transform).
/// `Regular` is the scheme without any transform; fourier.hpp has those that need fewer products.
#ifndef EQUIVARIFY_RUNTIME_GROUP_GROUP_ALGEBRA_HPP
#define EQUIVARIFY_RUNTIME_GROUP_GROUP_ALGEBRA_HPP

#include <array>
#include <cstddef>

namespace equivarify::runtime {

/// One factor pair of a product: input slot times weight panel.
struct Term {
  std::size_t slot = 0;
  std::size_t panel = 0;
};

/// Products that share their output: m[output .. output + width) = sum over the first `count`
/// terms. A panel of width 2 holds two weight slots side by side, so that one pass over the input
/// serves both.
template <std::size_t MaxTerms>
struct ProductGroup {
  std::size_t output = 0;
  std::size_t width = 1;
  std::size_t count = 0;
  std::array<Term, MaxTerms> terms{};
};

/// Of an algebra each of whose products is an output slot by itself.
template <std::size_t Count>
struct ProductsAreSlots {
  static constexpr std::size_t products = Count;

  template <typename Value>
  static void combine(Value const* m, Value* y) noexcept {
    for (std::size_t i = 0; i < Count; ++i) {
      y[i] = m[i];
    }
  }

  template <typename Value>
  static void combine_adjoint(Value const* y, Value* m) noexcept {
    combine(y, m);
  }
};

/// What every algebra without transforms shares: slots are copies.
template <std::size_t Copies, std::size_t WeightCopies>
struct Untransformed : ProductsAreSlots<Copies> {
  static constexpr bool slots_are_copies = true;
  static constexpr std::size_t copies = Copies;
  static constexpr std::size_t weight_copies = WeightCopies;

  static constexpr auto panel_widths = [] {
    std::array<std::size_t, WeightCopies> widths{};
    widths.fill(1);
    return widths;
  }();

  template <typename Value>
  static void analyse(Value*) noexcept {}

  template <typename Value>
  static void analyse_weights(Value*) noexcept {}

  template <typename Value>
  static void analyse_weights_adjoint(Value*) noexcept {}

  template <typename Value>
  static void synthesise(Value*) noexcept {}
};

/// A block that is lifted copy by copy: y(h) = W s(h).
template <std::size_t Copies>
struct CopyByCopy : Untransformed<Copies, 1> {
  static constexpr auto groups = [] {
    std::array<ProductGroup<1>, Copies> all{};
    for (std::size_t h = 0; h < Copies; ++h) {
      all[h] = {.output = h, .width = 1, .count = 1, .terms = {Term{h, 0}}};
    }
    return all;
  }();
};

/// A block on the concatenated copies of any group: y(h) = sum_k W_k s(h k), summed in the order of
/// k, which is the same for every h, so that permuted copies give permuted results to the last bit.
///
/// `Table::product[h][k]` is the index of h k.
template <typename Table>
struct Regular : Untransformed<Table::product.size(), Table::product.size()> {
  static constexpr std::size_t order = Table::product.size();

  static constexpr auto groups = [] {
    std::array<ProductGroup<order>, order> all{};
    for (std::size_t h = 0; h < order; ++h) {
      all[h].output = h;
      all[h].count = order;
      for (std::size_t k = 0; k < order; ++k) {
        all[h].terms[k] = Term{Table::product[h][k], k};
      }
    }
    return all;
  }();
};

/// The number of multiplications of one channel pair: order^2 for `Regular`, fewer with a Fourier
/// transform.
template <typename Algebra>
constexpr std::size_t multiplications() {
  std::size_t total = 0;
  for (auto const& group : Algebra::groups) {
    total += group.width * group.count;
  }
  return total;
}

/// Where each panel begins, in units of one weight slot, and where the last one ends. Summed up
/// once: compilers bound the steps of a constant expression, and tables of a group of order n ask
/// n^2 times.
template <typename Algebra>
inline constexpr auto panel_offsets = [] {
  std::array<std::size_t, Algebra::panel_widths.size() + 1> offsets{};
  for (std::size_t p = 0; p < Algebra::panel_widths.size(); ++p) {
    offsets[p + 1] = offsets[p] + Algebra::panel_widths[p];
  }
  return offsets;
}();

/// Where panel \p panel begins.
template <typename Algebra>
constexpr std::size_t panel_offset(std::size_t panel) {
  return panel_offsets<Algebra>[panel];
}

} // namespace equivarify::runtime

#endif
