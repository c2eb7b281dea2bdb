/// \file
/// How the weights and products of a dense layer lie in memory: in strips of a few columns, so that
/// a matrix product reads them front to back.
#ifndef EQUIVARIFY_RUNTIME_DENSE_DENSE_LAYOUT_HPP
#define EQUIVARIFY_RUNTIME_DENSE_DENSE_LAYOUT_HPP

#include "equivarify/runtime/arrays/buffer.hpp"
#include "equivarify/runtime/arrays/vector.hpp"
#include "equivarify/runtime/base/parameters.hpp"
#include "equivarify/runtime/group/group_algebra.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::runtime {

/// The sizes of a dense layer of one copy: \p units numbers from an image, or from several side by
/// side (`copies`) where copies were concatenated before.
struct DenseSizes {
  std::size_t copies = 1;
  std::size_t channels = 1;
  std::size_t rows = 1;
  std::size_t columns = 1;
  std::size_t units = 1;
  bool bias = true;
  bool bf16 = false; ///< whether weights are rounded to 16 bits, and stored so

  [[nodiscard]] constexpr std::size_t inputs() const { return copies * channels * rows * columns; }
};

/// Weights and bias as the optimiser sees them: `matrix[k][input][unit]`.
template <std::size_t WeightCopies, DenseSizes S>
struct DenseWeights {
  alignas(cache_line) std::array<float, WeightCopies * S.inputs() * S.units> matrix;
  alignas(cache_line) std::array<float, S.units> bias; ///< 0, and no parameter, without a bias

  /// Both as weight files have them; \p layer is the layer's name.
  [[nodiscard]] std::vector<ParameterView> parameters(std::string const& layer) {
    std::vector<ParameterView> views{{.name = layer + ".weight",
                                      .shape = {S.units, WeightCopies * S.inputs()},
                                      .values = matrix,
                                      .layout = Layout::dense,
                                      .copies = WeightCopies * S.copies,
                                      .rows = S.rows,
                                      .columns = S.columns,
                                      .channels = S.channels,
                                      .outputs = S.units}};
    if constexpr (S.bias) {
      views.push_back({.name = layer + ".bias", .shape = {S.units}, .values = bias});
    }
    return views;
  }
};

/// Matrices of `Units` columns in strips of `width` columns, the last one narrower: strip after
/// strip, each row by row.
template <std::size_t Units>
struct ColumnStrips {
  /// The same on every machine: sums over units run strip by strip, so it decides bits.
  static constexpr std::size_t width = 32;
  static constexpr std::size_t count = (Units + width - 1) / width;
  static constexpr std::size_t whole = Units / width; ///< strips of full width
  static constexpr std::size_t rest = Units % width;  ///< columns of the last one, or 0

  /// The columns of \p strip.
  static constexpr std::size_t width_of(std::size_t strip) { return strip < whole ? width : rest; }

  /// Calls `f.template operator()<width_of(strip)>()`.
  template <typename F>
  [[gnu::always_inline]] static void visit(std::size_t strip, F&& f) {
    if constexpr (rest != 0) {
      if (strip == whole) {
        f.template operator()<rest>();
        return;
      }
    }
    f.template operator()<width>();
  }

  /// Where \p strip of a matrix of \p rows rows begins.
  static constexpr std::size_t begin(std::size_t strip, std::size_t rows) {
    return strip * width * rows;
  }

  /// Where the entry in \p row and \p column of a matrix of \p rows rows lies.
  static constexpr std::size_t place(std::size_t row, std::size_t column, std::size_t rows) {
    std::size_t const strip = column / width;
    return begin(strip, rows) + row * width_of(strip) + column % width;
  }
};

/// A product of an input slot with a weight slot, and the product slot that it is added to.
struct SlotProduct {
  std::size_t slot = 0;
  std::size_t weight_slot = 0;
  std::size_t product = 0;
};

/// Calls f(entry) for all products of single slots, in the order of the groups.
template <typename Algebra, typename F>
constexpr void for_each_product(F const& f) {
  for (auto const& group : Algebra::groups) {
    for (std::size_t t = 0; t < group.count; ++t) {
      for (std::size_t i = 0; i < group.width; ++i) {
        f(SlotProduct{group.terms[t].slot,
                      panel_offset<Algebra>(group.terms[t].panel) + i,
                      group.output + i});
      }
    }
  }
}

/// The most products that have a slot in common, of any of the three kinds. With it as the capacity
/// of sums, the tables of a group of order n have n^2 entries and no more, which compilers can
/// take.
template <typename Algebra>
inline constexpr std::size_t most_shared = [] {
  std::array<std::size_t, Algebra::copies> slots{};
  std::array<std::size_t, Algebra::weight_copies> weight_slots{};
  std::array<std::size_t, Algebra::products> products{};
  std::size_t most = 0;
  for_each_product<Algebra>([&](SlotProduct const& entry) {
    most = std::max(
        {most, ++slots[entry.slot], ++weight_slots[entry.weight_slot], ++products[entry.product]});
  });
  return most;
}();

/// Products that have a slot in common: what one product slot of an algebra sums, or what one slot
/// is used for.
template <typename Algebra>
struct ProductSum {
  std::size_t count = 0;
  std::size_t slots = 0; ///< the sum of their numbers
  std::array<SlotProduct, most_shared<Algebra>> entries{};

  constexpr void append(SlotProduct const& entry) {
    slots += entry.slot;
    entries[count++] = entry;
  }
};

/// The products for which `chosen(entry)` holds, which have a slot in common.
template <typename Algebra, typename Predicate>
constexpr ProductSum<Algebra> find_products(Predicate chosen) {
  ProductSum<Algebra> found;
  for_each_product<Algebra>([&](auto const& entry) {
    if (chosen(entry)) {
      found.append(entry);
    }
  });
  return found;
}

/// Products that sum over the same weight slots: product r of them is number `output + r *
/// output_step`, and its term t takes the input slot `terms[t].slot + r * slot_step`.
template <typename Algebra>
struct ProductFamily {
  ProductSum<Algebra> terms; ///< of the first
  std::size_t output = 0;
  std::size_t output_step = 0;
  std::size_t slot_step = 0;
  std::size_t count = 1;

  /// Whether the product \p number, a sum of \p others, is the next of the family.
  [[nodiscard]] constexpr bool continues_with(std::size_t number,
                                              ProductSum<Algebra> const& others) const {
    if (others.count != terms.count || number <= output) {
      return false;
    }
    bool const second = count == 1;
    std::size_t const step = others.entries[0].slot - terms.entries[0].slot;
    bool same =
        (second || step == count * slot_step) && (second || number == output + count * output_step);
    // Where the slots are those of a group's table, their sums differ from that already.
    same = same && others.slots - terms.slots == step * terms.count;
    for (std::size_t t = 0; same && t < terms.count; ++t) {
      same = others.entries[t].weight_slot == terms.entries[t].weight_slot &&
             others.entries[t].slot - terms.entries[t].slot == step;
    }
    return same;
  }

  constexpr void add(std::size_t number, ProductSum<Algebra> const& others) {
    if (count == 1) {
      output_step = number - output;
      slot_step = others.entries[0].slot - terms.entries[0].slot;
    }
    ++count;
  }
};

/// All products of \p Algebra in families, each as large as it can be made from the front.
template <typename Algebra>
struct ProductFamilies {
  std::size_t count = 0;
  std::array<ProductFamily<Algebra>, Algebra::products> families{};

  constexpr ProductFamilies() {
    std::array<ProductSum<Algebra>, Algebra::products> sums{};
    for_each_product<Algebra>([&](SlotProduct const& entry) { sums[entry.product].append(entry); });
    for (std::size_t product = 0; product < Algebra::products; ++product) {
      add(product, sums[product]);
    }
  }

private:
  constexpr void add(std::size_t product, ProductSum<Algebra> const& terms) {
    for (std::size_t i = 0; i < count; ++i) {
      if (families[i].continues_with(product, terms)) {
        families[i].add(product, terms);
        return;
      }
    }
    families[count].terms = terms;
    families[count].output = product;
    ++count;
  }
};

} // namespace equivarify::runtime

#endif
