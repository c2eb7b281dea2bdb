/// \file
/// Networks that are not lifted to the G-product: F is made equivariant under a subgroup H and
/// coinduced to G.
///
/// For g = t h, t in the transversal of G/H, the output is y(g) = the first sheet of
/// h^-1 mean_k k F((t k)^-1 x), where F gives sheets x classes numbers, on which H acts. The tables
/// that the generator writes hold every convention:
///
///   order, classes, sheets                 sizes
///   symmetrization                         which k there are
///   candidates[t][k]                       the element (t k)^-1
///   coset[g], returned_by[g]               the numbers of t and of h^-1
///   sheet_sources[k][a], class_sources[k][c]   (k u)[a][c] = u[sheet_sources][class_sources],
///   class_negated[k][c]                    or minus that, where there is such a table
///   input_permutations[g][i]               (g x)[i] = x[input_permutations[g][i]],
///   input_negated[g][i]                    or minus that, where there is such a table
#ifndef EQUIVARIFY_RUNTIME_LAYERS_COINDUCTION_HPP
#define EQUIVARIFY_RUNTIME_LAYERS_COINDUCTION_HPP

#include "equivarify/runtime/arrays/feature_map.hpp"
#include "equivarify/runtime/group/moved_entry.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <numeric>

namespace equivarify::runtime {

/// Which k in H a copy takes the mean over.
enum class Symmetrization {
  none,   ///< e alone: F is H-equivariant
  pose,   ///< those with the least (t k)^-1 x, a coset of its stabilizer
  average ///< all
};

/// The input of the copies of F, and the output from theirs.
template <typename Tables>
struct Coinduction {
  static constexpr std::size_t cosets = Tables::candidates.size();
  static constexpr std::size_t poses = Tables::candidates[0].size(); ///< |H|
  static constexpr bool averages = Tables::symmetrization == Symmetrization::average;
  static constexpr bool has_poses = Tables::symmetrization == Symmetrization::pose;
  static constexpr std::size_t copies = averages ? cosets * poses : cosets;
  static constexpr std::size_t numbers = Tables::sheets * Tables::classes; ///< that F gives
  static constexpr std::size_t input_size = copies * numbers;
  static constexpr std::size_t output_size = Tables::order * Tables::classes;

  /// For each coset, which k it takes the mean over.
  using Poses = std::array<std::bitset<poses>, cosets>;

  /// The k that each copy takes the mean over, at the image \p x.
  static Poses poses_of(float const* x) {
    Poses result;
    for (std::size_t t = 0; t < cosets; ++t) {
      if constexpr (has_poses) {
        result[t] = least_poses(t, x);
      } else if constexpr (averages) {
        result[t].set();
      } else {
        result[t].set(0);
      }
    }
    return result;
  }

  /// Sets \p lifted to the images that the copies of F see.
  template <typename Map>
  static void lift(float const* x, Map& lifted) {
    for (std::size_t copy = 0; copy < copies; ++copy) {
      std::size_t const coset = averages ? copy / poses : copy;
      std::size_t const pose = averages ? copy % poses : (has_poses ? first_pose(copy, x) : 0);
      turn(x, Tables::candidates[coset][pose], copy, lifted);
    }
  }

  /// The outputs \p y of \p rows images from the outputs \p s of the copies of F.
  static void forward(std::size_t rows, float const* s, Poses const* means, float* y) {
    std::array<float, poses> terms{};
    for (std::size_t n = 0; n < rows; ++n) {
      for_each_output(means[n], [&](std::size_t output, auto const& places, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) {
          float const value = s[n * input_size + places[i].at];
          terms[i] = places[i].negated ? 0.0F - value : value;
        }
        y[n * output_size + output] = mean(terms, count);
      });
    }
  }

  /// Backward pass: computes \p ds from \p dy. Poses have no gradient.
  static void backward(std::size_t rows,
                       float const*,
                       Poses const* means,
                       float const*,
                       float const* dy,
                       float* ds,
                       std::nullptr_t) {
    std::fill_n(ds, rows * input_size, 0.0F);
    for (std::size_t n = 0; n < rows; ++n) {
      for_each_output(means[n], [&](std::size_t output, auto const& places, std::size_t count) {
        float const share = dy[n * output_size + output] / static_cast<float>(count);
        for (std::size_t i = 0; i < count; ++i) {
          ds[n * input_size + places[i].at] += places[i].negated ? -share : share;
        }
      });
    }
  }

private:
  /// Compares a x with b x lexicographically: -1, 0 or 1.
  static int order_of(float const* x, std::size_t a, std::size_t b) {
    for (std::size_t i = 0; i < Tables::input_permutations[a].size(); ++i) {
      float const first = moved_entry<Tables>(x, a, i);
      float const second = moved_entry<Tables>(x, b, i);
      if (first != second) {
        return first < second ? -1 : 1;
      }
    }
    return 0;
  }

  static std::size_t first_pose(std::size_t coset, float const* x) {
    auto const& elements = Tables::candidates[coset];
    std::size_t least = 0;
    for (std::size_t k = 1; k < poses; ++k) {
      if (order_of(x, elements[k], elements[least]) < 0) {
        least = k;
      }
    }
    return least;
  }

  static std::bitset<poses> least_poses(std::size_t coset, float const* x) {
    auto const& elements = Tables::candidates[coset];
    std::size_t const least = first_pose(coset, x);
    std::bitset<poses> result;
    for (std::size_t k = least; k < poses; ++k) {
      result[k] = order_of(x, elements[k], elements[least]) == 0;
    }
    return result;
  }

  template <typename Map>
  static void turn(float const* x, std::size_t element, std::size_t copy, Map& lifted) {
    constexpr std::size_t area = Map::rows * Map::columns;
    for (std::size_t c = 0; c < Map::channels; ++c) {
      for (std::size_t pixel = 0; pixel < area; ++pixel) {
        lifted.values[pixel * Map::depth + copy * Map::channels + c] =
            moved_entry<Tables>(x, element, c * area + pixel);
      }
    }
  }

  /// The mean of the first \p count of \p terms, summed in the order of their size, so that no
  /// order in which they come changes a bit.
  static float mean(std::array<float, poses>& terms, std::size_t count) {
    if (count == 1) {
      return terms[0];
    }
    auto const end = terms.begin() + static_cast<std::ptrdiff_t>(count);
    if constexpr (poses > 16) {
      std::sort(terms.begin(), end);
    } else {
      insert_in_order(terms, count);
    }
    return std::accumulate(terms.begin() + 1, end, terms[0]) / static_cast<float>(count);
  }

  /// Sorts the first \p count of a few \p terms, where g++ 12 warns of the code of std::sort.
  static void insert_in_order(std::array<float, poses>& terms, std::size_t count) {
    for (std::size_t i = 1; i < poses && i < count; ++i) {
      float const term = terms[i];
      std::size_t place = i;
      for (; place > 0 && term < terms[place - 1]; --place) {
        terms[place] = terms[place - 1];
      }
      terms[place] = term;
    }
  }

  /// Where a term stands in s, and whether its sign changes.
  struct Place {
    std::size_t at = 0;
    bool negated = false;
  };

  /// Calls f(output, places of its terms in s, their number) for each output.
  template <typename F>
  static void for_each_output(Poses const& means, F const& f) {
    std::array<Place, poses> places{};
    std::array<std::array<std::uint32_t, poses>, cosets> chosen{};
    std::array<std::size_t, cosets> counts{};
    for (std::size_t t = 0; t < cosets; ++t) {
      for (std::uint32_t k = 0; k < poses; ++k) {
        if (means[t][k]) {
          chosen[t][counts[t]++] = k;
        }
      }
    }
    for (std::size_t g = 0; g < Tables::order; ++g) {
      std::size_t const back = Tables::returned_by[g];
      std::size_t const coset = Tables::coset[g];
      for (std::size_t c = 0; c < Tables::classes; ++c) {
        for (std::size_t i = 0; i < poses && i < counts[coset]; ++i) {
          places[i] = place_of(coset, chosen[coset][i], back, c);
        }
        f(g * Tables::classes + c, places, counts[coset]);
      }
    }
  }

  /// Where entry (0, c) of h^-1 k u stands, u being what F gives for the coset (and k).
  static Place place_of(std::size_t coset, std::size_t k, std::size_t back, std::size_t c) {
    std::size_t const copy = averages ? coset * poses + k : coset;
    std::size_t const sheet = Tables::sheet_sources[k][Tables::sheet_sources[back][0]];
    std::size_t const seen = Tables::class_sources[back][c];
    std::size_t const label = Tables::class_sources[k][seen];
    return {copy * numbers + sheet * Tables::classes + label,
            is_negated(back, c) != is_negated(k, seen)};
  }

  /// Whether entry \p c of k u is minus an entry of u.
  static bool is_negated(std::size_t k, std::size_t c) {
    if constexpr (requires { Tables::class_negated; }) {
      return Tables::class_negated[k][c];
    } else {
      return false;
    }
  }
};

/// The images that the copies of F see, as a layer.
template <typename Tables, typename Map>
struct ShowCopies {
  using Output = Map;
  static constexpr std::size_t input_size = Map::size / Map::copies;

  static void forward(float const* x, Map& lifted) { Coinduction<Tables>::lift(x, lifted); }
};

/// The terms of the means of each image, as a layer.
template <typename Tables>
struct FindPoses {
  using Input = float const*;
  using Number = typename Coinduction<Tables>::Poses;
  static constexpr std::size_t output_size = 1;

  static void forward(float const* x, Number* poses) { *poses = Coinduction<Tables>::poses_of(x); }
};

} // namespace equivarify::runtime

#endif
