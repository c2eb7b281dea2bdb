/// \file
/// The loops of convolutions over tiles that mix copies, before and after the products, as
/// fast_loops.hpp has the others.
#ifndef EQUIVARIFY_RUNTIME_INTEGER_FAST_COPIES_HPP
#define EQUIVARIFY_RUNTIME_INTEGER_FAST_COPIES_HPP

#include "equivarify/runtime/integer/fast_loops.hpp"

namespace equivarify::runtime::loops {

/// sums[i] += factor x[i] for `count` vectors, where load(i, x) sets x to x[i].
template <std::size_t count, typename V, typename Factor, typename Load>
EQUIVARIFY_ALWAYS_INLINE void add_times(Factor factor, Load const& load, V* sums) {
  auto const for_all = [&](auto const& add) __attribute__((always_inline)) {
    for_each_of<count>([&]<std::size_t i>(std::integral_constant<std::size_t, i> /*vector*/)
                           __attribute__((always_inline)) {
                             V x;
                             load(i, x);
                             add(x, sums[i]);
                           });
  };
  constexpr auto minus_one = static_cast<Factor>(-1);
  constexpr auto minus_two = static_cast<Factor>(-2);
  switch (factor) {
  case 0:
    return;
  case 1:
    return for_all([](V const& x, V& sum) __attribute__((always_inline)) { sum += x; });
  case minus_one:
    return for_all([](V const& x, V& sum) __attribute__((always_inline)) { sum -= x; });
  case 2:
    return for_all([](V const& x, V& sum) __attribute__((always_inline)) { sum += x + x; });
  case minus_two:
    return for_all([](V const& x, V& sum) __attribute__((always_inline)) { sum -= x + x; });
  default:
    return for_all([&](V const& x, V& sum) __attribute__((always_inline)) { sum += x * factor; });
  }
}

/// `count` vectors of numbers: half as wide as they could be, which bytes become in one step.
template <std::size_t count>
EQUIVARIFY_ALWAYS_INLINE void
mix_block(GroupScheme const& scheme, std::size_t product, CopyPlanes const& in, std::int16_t* out) {
  using Bytes = Vector<std::uint8_t, lane_step>;
  using Numbers = Vector<std::uint16_t, lane_step>;
  std::int32_t const* const factors = scheme.values.data() + product * scheme.copies;
  Numbers sums[count] = {};
  std::int32_t total = 0;
  for (std::size_t h = 0; h < scheme.copies; ++h) {
    std::uint8_t const* const x = in.first + h * in.stride;
    total += factors[h];
    add_times<count>(
        static_cast<std::uint16_t>(factors[h]),
        [&](std::size_t i, Numbers & numbers) __attribute__((always_inline)) {
          Bytes bytes;
          std::memcpy(&bytes, x + i * lane_step, sizeof bytes);
          numbers = __builtin_convertvector(bytes, Numbers);
        },
        sums);
  }
  auto const offset = static_cast<std::uint16_t>(total * in.centre);
  for_each_of<count>([&]<std::size_t i>(std::integral_constant<std::size_t, i> /*vector*/)
                         __attribute__((always_inline)) {
                           Numbers const result = sums[i] - offset;
                           std::memcpy(out + i * lane_step, &result, sizeof result);
                         });
}

EQUIVARIFY_ALWAYS_INLINE void
mix(GroupScheme const& scheme, std::size_t product, CopyPlanes in, std::int16_t* out) {
  constexpr std::size_t at_once = 12;
  std::size_t const steps = in.count / lane_step;
  for (std::size_t i = 0; i < steps;) {
    std::size_t const done = i + at_once <= steps ? at_once : 1;
    if (done == at_once) {
      mix_block<at_once>(scheme, product, in, out);
    } else {
      mix_block<1>(scheme, product, in, out);
    }
    in.first += done * lane_step;
    out += done * lane_step;
    i += done;
  }
}

/// The activations of lane_step filters: requantised() of sum + bias.
EQUIVARIFY_ALWAYS_INLINE void
finish_lanes(LaneRounding const& how, Wrapping const& sums, std::uint8_t* out) {
  Integers bias;
  Integers shifts;
  Integers halves;
  auto sum = reinterpret_cast<Integers>(sums * how.odd_inverse);
  std::memcpy(&bias, how.finish->bias.data(), sizeof bias);
  std::memcpy(&shifts, how.finish->shifts.data(), sizeof shifts);
  std::memcpy(&halves, how.finish->halves.data(), sizeof halves);
  // The bias may wrap around as well.
  sum = reinterpret_cast<Integers>(
      reinterpret_cast<Wrapping>(sum >> static_cast<std::int32_t>(how.shift)) +
      reinterpret_cast<Wrapping>(bias));
  Integers const none = {};
  if (how.relu) {
    Integers const rounded = (sum + halves) >> shifts;
    Integers const positive = rounded > none ? rounded : none;
    sum = positive < how.highest ? positive : none + how.highest;
  } else {
    Integers const rounded = ((sum < none ? -sum : sum) + halves) >> shifts;
    Integers const cut = rounded < how.highest ? rounded : none + how.highest;
    sum = (sum < none ? -cut : cut) + 128;
  }
  auto const bytes = __builtin_convertvector(sum, Vector<std::uint8_t, lane_step>);
  std::memcpy(out, &bytes, sizeof bytes);
}

EQUIVARIFY_ALWAYS_INLINE void
finish_sums(LaneRounding const& how, std::int32_t const* sums, std::uint8_t* out) {
  Wrapping lanes;
  std::memcpy(&lanes, sums, sizeof lanes);
  finish_lanes(how, lanes, out);
}

template <std::size_t m>
EQUIVARIFY_ALWAYS_INLINE void
combine_products(Combination const& how, std::uint32_t const* outputs, std::uint8_t* activations) {
  constexpr std::size_t count = m * m;
  GroupScheme const& scheme = *how.scheme;
  for (std::size_t h = 0; h < scheme.copies; ++h) {
    Wrapping sums[count] = {};
    for (std::size_t p = 0; p < scheme.products; ++p) {
      std::uint32_t const* const x = outputs + p * count * lane_step;
      add_times<count>(
          static_cast<std::uint32_t>(scheme.answers[h * scheme.products + p]),
          [&](std::size_t i, Wrapping & output) __attribute__((always_inline)) {
            std::memcpy(&output, x + i * lane_step, sizeof output);
          },
          sums);
    }
    for_each_of<count>([&]<std::size_t i>(std::integral_constant<std::size_t, i> /*output*/)
                           __attribute__((always_inline)) {
                             finish_lanes(how.rounding, sums[i], activations + i * lane_step);
                           });
    activations += count * lane_step;
  }
}

} // namespace equivarify::runtime::loops

#endif
