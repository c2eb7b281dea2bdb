#include "runtime/drawn/pick_cases.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "support/shrinking.hpp"

namespace equivarify::runtime::testing {
namespace {

using support::pick;

/// How a layer sums over the copies, as types in C++.
struct PickedAlgebra {
  std::string type;
  std::string table;
  std::size_t copies = 1;
  std::size_t weight_copies = 1;
  bool exact = true; ///< shifted inputs give shifted outputs to the last bit
};

PickedAlgebra written_fourier(std::size_t number) {
  switch (number % 3) {
  case 0:
    return {"FourierC2", "CyclicTable<2>", 2, 2};
  case 1:
    return {"FourierC4", "CyclicTable<4>", 4, 4};
  default:
    return {"FourierD4", "DihedralTable<4>", 8, 8};
  }
}

/// Of twelve algebras four are Fourier transforms written by hand, five general ones and the rest
/// without a transform. The general ones go through the small groups.
PickedAlgebra pick_algebra(std::size_t number, PickedGroups const& groups) {
  PickedGroup const& group = groups.all[number % PickedGroups::small];
  std::size_t const order = group.group.order();
  std::size_t const kind = number % 12;
  if (kind % 3 == 0) {
    return written_fourier(number / 3);
  }
  if (kind == 1) {
    std::size_t const copies = pick(1, 6);
    return {fmt::format("CopyByCopy<{}>", copies), fmt::format("CyclicTable<{}>", copies), copies};
  }
  if (kind == 2 || kind == 5) {
    return {fmt::format("Regular<{}>", group.type), group.type, order, order};
  }
  return {fmt::format("GeneralFourier<{}Fourier>", group.type),
          group.type,
          order,
          order,
          group.tables.is_exact()};
}

/// The sizes of a convolution along one axis.
struct PickedAxis {
  std::uint32_t size, kernel, stride, before, after;
  std::uint32_t dilation = 1;

  [[nodiscard]] std::uint32_t padded() const { return before + size + after; }

  [[nodiscard]] bool has_outputs() const { return padded() > (kernel - 1) * dilation; }

  /// On a circle a margin is at most the axis.
  [[nodiscard]] bool goes_round() const { return before <= size && after <= size; }

  [[nodiscard]] std::size_t work() const { return std::size_t{padded() / stride + 1} * kernel; }
};

struct PickedSizes {
  std::uint32_t channels, filters;
  PickedAxis rows, columns;
  std::uint32_t groups = 1;
  bool circular = false;

  [[nodiscard]] bool fits() const {
    return rows.has_outputs() && columns.has_outputs() &&
           (!circular || (rows.goes_round() && columns.goes_round()));
  }

  /// An upper bound of the multiply-adds of one pair of copies.
  [[nodiscard]] std::size_t work() const {
    return std::size_t{channels} * filters * rows.work() * columns.work();
  }

  /// As a type argument.
  [[nodiscard]] std::string text() const {
    return fmt::format(
        "ConvSizes{{.channels = {}, .filters = {}, .rows = {}, .columns = {}, .kernel_rows = {}, "
        ".kernel_columns = {}, .stride_rows = {}, .stride_columns = {}, .padding_top = {}, "
        ".padding_left = {}, .padding_bottom = {}, .padding_right = {}, .dilation_rows = {}, "
        ".dilation_columns = {}, .groups = {}, .circular = {}}}",
        channels,
        filters,
        rows.size,
        columns.size,
        rows.kernel,
        columns.kernel,
        rows.stride,
        columns.stride,
        rows.before,
        columns.before,
        rows.after,
        columns.after,
        rows.dilation,
        columns.dilation,
        groups,
        circular);
  }
};

/// Sizes that the obvious loops work through in milliseconds.
template <typename Pick>
PickedSizes pick_sizes(PickedAlgebra const& algebra, Pick const& pick_any) {
  constexpr std::size_t affordable = 1'200'000;
  PickedSizes sizes = pick_any();
  while (!sizes.fits() || sizes.work() * algebra.copies * algebra.weight_copies > affordable) {
    sizes = pick_any();
  }
  return sizes;
}

char const* pick_activation() {
  return pick(0, 1) == 0 ? "Activation::none" : "Activation::relu";
}

std::string conv_case(char const* kernel,
                      PickedAlgebra const& algebra,
                      PickedSizes const& sizes,
                      std::string const& blocking) {
  return fmt::format("ConvCase<{}, {}, {}, {}, {}, {}, {}>",
                     kernel,
                     algebra.type,
                     algebra.table,
                     algebra.exact,
                     sizes.text(),
                     pick_activation(),
                     blocking);
}

} // namespace

Cases pick_winograd_cases(PickedGroups const& groups, std::size_t count) {
  Cases cases;
  for (std::size_t i = 0; i < count; ++i) {
    PickedAlgebra const algebra = pick_algebra(i, groups);
    PickedSizes const sizes = pick_sizes(algebra, [] {
      auto const axis = [] { return PickedAxis{pick(1, 15), 3, 1, pick(0, 2), pick(0, 2)}; };
      return PickedSizes{pick(1, 24), pick(1, 40), axis(), axis()};
    });
    cases.push_back(conv_case("WinogradConv", algebra, sizes, fmt::format("{}", pick(1, 20))));
  }
  return cases;
}

Cases pick_direct_cases(PickedGroups const& groups, std::size_t count) {
  Cases cases;
  for (std::size_t i = 0; i < count; ++i) {
    PickedAlgebra const algebra = pick_algebra(i, groups);
    // Groups are of layers that go copy by copy.
    bool const may_group = algebra.weight_copies == 1;
    PickedSizes const sizes = pick_sizes(algebra, [may_group] {
      auto const axis = [] {
        return PickedAxis{pick(1, 15), pick(1, 5), pick(1, 3), pick(0, 3), pick(0, 3), pick(1, 3)};
      };
      std::uint32_t const parts = may_group ? pick(1, 4) : 1;
      return PickedSizes{parts * pick(1, 24 / parts),
                         parts * pick(1, 40 / parts),
                         axis(),
                         axis(),
                         parts,
                         pick(0, 2) == 0};
    });
    cases.push_back(conv_case("DirectConv", algebra, sizes, fmt::format("{}", pick(1, 4))));
  }
  return cases;
}

Cases pick_dense_cases(PickedGroups const& groups, std::size_t count) {
  Cases cases;
  for (std::size_t i = 0; i < count; ++i) {
    PickedAlgebra const algebra = pick_algebra(i, groups);
    cases.push_back(fmt::format("DenseCase<{}, {}, {}, {}, {}, {}, {}>",
                                algebra.type,
                                algebra.table,
                                algebra.exact,
                                pick(1, 150),
                                pick(1, 80),
                                pick_activation(),
                                pick(1, 9)));
  }
  return cases;
}

Cases pick_pooling_cases(std::size_t count) {
  Cases cases;
  for (std::size_t i = 0; i < count; ++i) {
    std::array<std::uint32_t, 2> const window{pick(1, 4), pick(1, 4)};
    cases.push_back(fmt::format("PoolingCase<FeatureMap<{}, {}, {}, {}>, PoolSizes{{.rows = {}, "
                                ".columns = {}, .stride_rows = {}, .stride_columns = {}, "
                                ".padding_top = {}, .padding_left = {}, .padding_bottom = {}, "
                                ".padding_right = {}, .count_padding = {}}}>",
                                pick(1, 8),
                                pick(1, 24),
                                pick(window[0], 12),
                                pick(window[1], 12),
                                window[0],
                                window[1],
                                pick(1, 4),
                                pick(1, 4),
                                pick(0, window[0] - 1),
                                pick(0, window[1] - 1),
                                pick(0, window[0] - 1),
                                pick(0, window[1] - 1),
                                pick(0, 1) == 0));
  }
  return cases;
}

Cases pick_merging_cases(std::size_t count) {
  Cases cases;
  for (std::size_t i = 0; i < count; ++i) {
    auto const* const name = std::array{"Added", "Multiplied", "Concatenated"}[i % 3];
    bool const on_images = i % 6 < 3;
    bool const stretches = i % 3 == 1;
    std::uint32_t const copies = pick(1, 8);
    std::string const pixels = fmt::format("{}, {}", pick(1, 9), pick(1, 9));
    std::uint32_t const channels = pick(1, 24);
    std::vector<std::string> arguments;
    for (std::size_t k = pick(2, 4); k > 0; --k) {
      bool const may_be_less = stretches && !arguments.empty();
      std::uint32_t const own = i % 3 == 2                       ? pick(1, 24)
                                : may_be_less && pick(0, 1) == 0 ? 1
                                                                 : channels;
      std::string const place = may_be_less && pick(0, 1) == 0 ? "1, 1" : pixels;
      arguments.push_back(on_images ? fmt::format("FeatureMap<{}, {}, {}>", copies, own, place)
                                    : fmt::to_string(own));
    }
    cases.push_back(fmt::format("{}{}<{}{}>",
                                name,
                                on_images ? "Maps" : "Rows",
                                on_images ? "" : fmt::format("{}, ", copies),
                                fmt::join(arguments, ", ")));
  }
  return cases;
}

Cases pick_norm_cases(std::size_t count) {
  Cases cases;
  for (std::size_t i = 0; i < count; ++i) {
    bool const on_images = i % 2 == 0;
    cases.push_back(fmt::format("Norm{}Case<{}, {}, {}{}>",
                                on_images ? "Map" : "Rows",
                                pick(1, 8),
                                pick(1, 24),
                                on_images ? fmt::format("{}, {}, ", pick(1, 9), pick(1, 9)) : "",
                                pick_activation()));
  }
  return cases;
}

} // namespace equivarify::runtime::testing
