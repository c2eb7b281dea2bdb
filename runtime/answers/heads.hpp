/// \file
/// What comes out of a network with named outputs: equivariant maps from its copies.
///
/// An output is described by a struct that the generator writes:
///
///   name, head                    what it is called, and which kind of head it is
///   size, offset                  its V has `size` numbers, those from `offset` on of a copy
///   class_names                   of the entries, or of the channels; missing: plain numbers
///   cells                         of a grid: the entries of each channel; missing: 1
///   sources[k][i], negated[k][i]  (k v)[i] = v[sources[k][i]], negated where negated[k][i], for
///                                 element number k of H; missing where nothing moves or is negated
///   elements, cosets              the elements of H, and one of each coset t H; missing: H = G
///   loss, weight                  in training
#ifndef EQUIVARIFY_RUNTIME_ANSWERS_HEADS_HPP
#define EQUIVARIFY_RUNTIME_ANSWERS_HEADS_HPP

#include "equivarify/runtime/answers/ordered_mean.hpp"
#include "equivarify/runtime/arrays/vector.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>

namespace equivarify::runtime {

/// The outputs \p O of a network whose copies, one for each element of \p G, have \p Numbers
/// numbers each.
template <typename G, std::size_t Numbers, typename... O>
struct OutputList {
  using HeadGroup = G;
  static constexpr std::size_t copy_numbers = Numbers;

  /// Calls the member template of \p f for each output as its type, in order.
  template <typename F>
  static constexpr void for_each_output(F const& f) {
    (f.template operator()<O>(), ...);
  }
};

/// The map R(s)(t) = mean over k in H of k s(t k), for each representative t of a coset t H, from
/// the copies s of V to the values of the output \p O.
template <typename Group, typename O>
struct Head {
  /// |H|.
  static constexpr std::size_t terms = [] {
    if constexpr (requires { O::elements; }) {
      return O::elements.size();
    } else {
      return std::size_t{Group::order};
    }
  }();
  static constexpr std::size_t cosets = Group::order / terms;
  static constexpr std::size_t size = cosets * O::size; ///< the numbers of the output

  /// Element number \p k of H, as one of G.
  static constexpr std::size_t element(std::size_t k) {
    if constexpr (requires { O::elements; }) {
      return O::elements[k];
    } else {
      return k;
    }
  }

  /// The representative of coset number \p coset.
  static constexpr std::size_t representative(std::size_t coset) {
    if constexpr (requires { O::cosets; }) {
      return O::cosets[coset];
    } else {
      return 0;
    }
  }

  /// The entry of v that entry \p i of k v comes from.
  static constexpr std::size_t source(std::size_t k, std::size_t i) {
    if constexpr (requires { O::sources; }) {
      return O::sources[k][i];
    } else {
      return i;
    }
  }

  /// Whether entry \p i of k v is negated.
  static constexpr bool is_negated(std::size_t k, std::size_t i) {
    if constexpr (requires { O::negated; }) {
      return O::negated[k][i];
    } else {
      return false;
    }
  }

  /// The output \p y for the copies \p s, which lie \p stride numbers apart.
  static void forward(float const* s, std::size_t stride, float* y) {
    for (std::size_t coset = 0; coset < cosets; ++coset) {
      for (std::size_t first = 0; first < O::size; first += lanes) {
        std::size_t const count = std::min(lanes, O::size - first);
        Keys keys;
        for (std::size_t k = 0; k < terms; ++k) {
          keys[k] = keys_of(s + copy(coset, k) * stride + O::offset, k, first, count);
        }
        Vector<lanes> const means = ordered_mean(keys);
        std::memcpy(y + coset * O::size + first, &means, count * sizeof(float));
      }
    }
  }

  /// The gradient \p ds of the copies from that of the output: ds(t k) = k^-1 dy(t) / |H|.
  static void backward(float const* dy, std::size_t stride, float* ds) {
    for (std::size_t coset = 0; coset < cosets; ++coset) {
      float const* const of_coset = dy + coset * O::size;
      for (std::size_t k = 0; k < terms; ++k) {
        float* const v = ds + copy(coset, k) * stride + O::offset;
        for (std::size_t i = 0; i < O::size; ++i) {
          float const share = of_coset[i] / static_cast<float>(terms);
          v[source(k, i)] = is_negated(k, i) ? -share : share;
        }
      }
    }
  }

private:
  /// The terms of some entries.
  using Keys = std::array<TermKeys, terms>;

  static std::size_t copy(std::size_t coset, std::size_t k) {
    if constexpr (requires { O::elements; }) {
      return Group::product[representative(coset)][element(k)];
    } else {
      return k; // the only coset is G itself; a large group has no table of products
    }
  }

  /// Entries \p first to \p first + \p count of k \p v for element number \p k of H.
  static TermKeys keys_of(float const* v, std::size_t k, std::size_t first, std::size_t count) {
    std::array<float, lanes> values{};
    for (std::size_t i = 0; i < count; ++i) {
      float const value = v[source(k, first + i)];
      values[i] = is_negated(k, first + i) ? 0.0F - value : value;
    }
    return TermKeys::of(values);
  }
};

/// The numbers of all outputs of \p Outputs, an OutputList, for an image.
template <typename Outputs>
inline constexpr std::size_t size_of_outputs = [] {
  std::size_t size = 0;
  Outputs::for_each_output(
      [&]<typename O>() { size += Head<typename Outputs::HeadGroup, O>::size; });
  return size;
}();

/// The outputs \p Outputs, an OutputList, one after another, as a layer on vectors.
template <typename Outputs>
struct ReadHeads {
  using Group = typename Outputs::HeadGroup;
  static constexpr std::size_t input_size = Group::order * Outputs::copy_numbers;
  static constexpr std::size_t output_size = size_of_outputs<Outputs>;

  static void forward(std::size_t rows, float const* s, float* y) {
    for (std::size_t n = 0; n < rows; ++n) {
      Outputs::for_each_output([&]<typename O>() {
        Head<Group, O>::forward(s + n * input_size, Outputs::copy_numbers, y);
        y += Head<Group, O>::size;
      });
    }
  }

  static void
  backward(std::size_t rows, float const* /*s*/, float const* /*y*/, float const* dy, float* ds) {
    for (std::size_t n = 0; n < rows; ++n) {
      Outputs::for_each_output([&]<typename O>() {
        Head<Group, O>::backward(dy, Outputs::copy_numbers, ds + n * input_size);
        dy += Head<Group, O>::size;
      });
    }
  }
};

} // namespace equivarify::runtime

#endif
