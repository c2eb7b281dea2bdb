#include "equivarify/algebra/array_motion.hpp"

#include "equivarify/algebra/error.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace equivarify::algebra {

namespace {

/// How far back to look, modulo \p extent, for what was shifted forward by \p by.
std::uint32_t backward(std::int64_t by, std::uint32_t extent) {
  auto const n = static_cast<std::int64_t>(std::max(extent, 1U));
  return static_cast<std::uint32_t>((n - by % n) % n);
}

/// The permutation of entries whose entry at channel c, row i, column j comes from \p source (c, i,
/// j).
template <typename Source>
EntryPermutation gather_from(ArrayShape const& shape, Source const& source) {
  EntryPermutation gather = grid_action("identity", shape);
  for (std::uint32_t& entry : gather) {
    std::uint32_t const row = entry / shape.columns;
    entry = source(row / shape.rows, row % shape.rows, entry % shape.columns);
  }
  return gather;
}

void require_permutation(SignedPermutation const& motion, ArrayShape const& shape) {
  if (motion.gather.size() != shape.size() || motion.negated.size() != shape.size()) {
    throw AlgebraError(fmt::format("a motion of {} entries, expected one of {} arrays",
                                   motion.gather.size(),
                                   to_string(shape)));
  }
  static_cast<void>(Permutation::from_images(motion.gather));
}

} // namespace

bool SignedPermutation::changes_signs() const {
  return std::find(negated.begin(), negated.end(), true) != negated.end();
}

SignedPermutation without_signs(EntryPermutation gather) {
  std::size_t const size = gather.size();
  return {std::move(gather), std::vector<bool>(size, false)};
}

// (a (b x))[i] = sign_a[i] (b x)[a[i]] = sign_a[i] sign_b[a[i]] x[b[a[i]]].
SignedPermutation compose(SignedPermutation const& outer, SignedPermutation const& inner) {
  SignedPermutation result{compose(outer.gather, inner.gather), outer.negated};
  for (std::size_t i = 0; i < result.negated.size(); ++i) {
    result.negated[i] = outer.negated[i] != inner.negated[outer.gather[i]];
  }
  return result;
}

EntryPermutation shift_rows(ArrayShape const& array, std::int64_t by) {
  ArrayShape const shape = array.slices();
  std::uint32_t const back = backward(by, shape.rows);
  return gather_from(shape, [&](std::uint32_t c, std::uint32_t i, std::uint32_t j) {
    return (c * shape.rows + (i + back) % shape.rows) * shape.columns + j;
  });
}

EntryPermutation shift_columns(ArrayShape const& shape, std::int64_t by) {
  std::uint32_t const back = backward(by, shape.columns);
  return gather_from(shape, [&](std::uint32_t c, std::uint32_t i, std::uint32_t j) {
    return (c * shape.rows + i) * shape.columns + (j + back) % shape.columns;
  });
}

EntryPermutation shift_slices(ArrayShape const& shape, std::int64_t by) {
  ArrayShape const tall{shape.channels, shape.rows, shape.columns};
  return shift_rows(tall, by % shape.depth * (shape.rows / shape.depth));
}

EntryPermutation permute_channels(ArrayShape const& shape, Permutation const& permutation) {
  if (permutation.degree() != shape.channels) {
    throw AlgebraError(fmt::format("a permutation of {} points, expected one of the {} channels",
                                   permutation.degree(),
                                   shape.channels));
  }
  Permutation const back = permutation.inverse();
  return gather_from(shape, [&](std::uint32_t c, std::uint32_t i, std::uint32_t j) {
    return (back(c) * shape.rows + i) * shape.columns + j;
  });
}

SignedPermutation negate_channels(ArrayShape const& shape,
                                  std::vector<std::uint32_t> const& channels) {
  SignedPermutation result = without_signs(grid_action("identity", shape));
  auto const plane = static_cast<std::ptrdiff_t>(std::uint64_t{shape.rows} * shape.columns);
  for (std::uint32_t const channel : channels) {
    if (channel >= shape.channels) {
      throw AlgebraError(
          fmt::format("there is no channel {}: the array has {}", channel, shape.channels));
    }
    std::fill_n(result.negated.begin() + channel * plane, plane, true);
  }
  return result;
}

SignedPermutation change_signs(ArrayShape const& shape, std::vector<std::int64_t> const& signs) {
  if (signs.size() != shape.size()) {
    throw AlgebraError(fmt::format("a list of {} signs, expected {}", signs.size(), shape.size()));
  }
  SignedPermutation result = without_signs(grid_action("identity", shape));
  for (std::size_t i = 0; i < signs.size(); ++i) {
    if (signs[i] != 1 && signs[i] != -1) {
      throw AlgebraError(fmt::format("{} is no sign, expected 1 or -1", signs[i]));
    }
    result.negated[i] = signs[i] < 0;
  }
  return result;
}

GSet signed_places(Group const& group,
                   std::vector<SignedPermutation> const& generators,
                   ArrayShape const& shape) {
  auto const n = static_cast<std::uint32_t>(grid_action("identity", shape).size());
  std::vector<std::vector<std::uint32_t>> images;
  for (SignedPermutation const& motion : generators) {
    require_permutation(motion, shape);
    std::vector<std::uint32_t>& row = images.emplace_back(2 * std::size_t{n});
    for (std::uint32_t i = 0; i < n; ++i) {
      std::uint32_t const j = motion.gather[i];
      row[j] = motion.negated[i] ? n + i : i;
      row[n + j] = motion.negated[i] ? i : n + i;
    }
  }
  try {
    return GSet::from_generators(group, 2 * n, images);
  } catch (ActionError const& error) {
    std::uint32_t const entry = error.x.index() % n;
    throw error.reworded(fmt::format("no action of {} on {} arrays: the relation {} moves entry {} "
                                     "to different places or signs on its two sides",
                                     group.name(),
                                     to_string(shape),
                                     error.relation,
                                     entry));
  }
}

} // namespace equivarify::algebra
