/// \file
/// The elementary functions at all 2^32 floats: their digest, and whether they are correctly
/// rounded.
#include "runtime/all_floats.hpp"

#include "equivarify/runtime/elementary/error_function.hpp"
#include "equivarify/runtime/elementary/exponential.hpp"
#include "equivarify/runtime/elementary/logarithm.hpp"
#include "equivarify/runtime/files/digest.hpp"
#include "equivarify/runtime/layers/functions.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <limits>
#include <thread>

namespace equivarify::testing {

namespace elementary = runtime::elementary;

namespace {

/// The floats of one piece: those whose bits begin with the same byte.
constexpr std::uint32_t piece_bits = 24;
constexpr std::uint32_t pieces = 1U << (32 - piece_bits);

/// One pattern for everything that is not a number: their bits are left open by the language.
std::uint32_t bits_of(float y) {
  return std::isnan(y) ? std::bit_cast<std::uint32_t>(std::numeric_limits<float>::quiet_NaN())
                       : std::bit_cast<std::uint32_t>(y);
}

/// The float next to the number of which \p y is a double, if no number that is nearer to \p y than
/// 2^-40 of it has another; doubles of the standard library are known to about 2^-52.
bool rounds_surely(double y) {
  constexpr double error = 0x1p-40;
  return static_cast<float>(y - y * error) == static_cast<float>(y + y * error);
}

bool is_right(FloatFunction const& function, float x, float found, Precise const& precisely) {
  double const near = function.in_double(static_cast<double>(x));
  bool const is_sure = !std::isfinite(near) || rounds_surely(near);
  float const expected = is_sure ? static_cast<float>(near) : precisely(function.name, x);
  return bits_of(expected) == bits_of(found);
}

/// Goes through the pieces \p first, \p first + \p step, ... and puts what was found in \p found.
void try_pieces(FloatFunction const& function,
                TriedFloats const& tried,
                std::uint32_t first,
                std::uint32_t step,
                std::vector<FoundInPiece>& found) {
  std::vector<float> x((1U << piece_bits) / tried.every);
  std::vector<float> y(x.size());
  std::vector<std::uint32_t> values(x.size());
  for (std::uint32_t piece = first; piece < pieces; piece += step) {
    for (std::uint32_t i = 0; i < x.size(); ++i) {
      x[i] = std::bit_cast<float>(piece << piece_bits | i * tried.every);
    }
    function.to_each(x.data(), x.size(), y.data());
    for (std::size_t i = 0; i < x.size(); ++i) {
      values[i] = bits_of(y[i]);
      if (tried.precisely && !is_right(function, x[i], y[i], tried.precisely)) {
        found[piece].wrong.push_back(x[i]);
      }
    }
    if constexpr (std::endian::native == std::endian::big) {
      std::ranges::transform(values, values.begin(), [](std::uint32_t word) {
        return word >> 24U | (word >> 8U & 0xff00U) | (word << 8U & 0xff0000U) | word << 24U;
      });
    }
    found[piece].digest = runtime::sha256(std::as_bytes(std::span(values)));
  }
}

/// exp(x) - 1, which layers use of numbers below 0 alone.
struct Expm1 {
  static float value(float x) { return elementary::expm1(x); }

  template <std::size_t N>
  static runtime::Vector<N> values(runtime::Vector<N> const& x, elementary::Doubt<N>& doubt) {
    return elementary::expm1<N>(x, doubt);
  }
};

} // namespace

std::vector<FloatFunction> const& float_functions() {
  using runtime::apply_at_once;
  static std::string const at_once = "at once";
  static std::vector<FloatFunction> const functions{
      {"exp", one_by_one<elementary::exp>, [](double x) { return std::exp(x); }},
      {"exp", apply_at_once<runtime::Exponential>, [](double x) { return std::exp(x); }, at_once},
      {"expm1", one_by_one<elementary::expm1>, [](double x) { return std::expm1(x); }},
      {"expm1", apply_at_once<Expm1>, [](double x) { return std::expm1(x); }, at_once},
      {"tanh", one_by_one<elementary::tanh>, [](double x) { return std::tanh(x); }},
      {"tanh", apply_at_once<runtime::Tanh>, [](double x) { return std::tanh(x); }, at_once},
      {"erf", one_by_one<elementary::erf>, [](double x) { return std::erf(x); }},
      {"log", one_by_one<elementary::log>, [](double x) { return std::log(x); }}};
  return functions;
}

FoundAtFloats try_floats(FloatFunction const& function, TriedFloats const& tried) {
  std::vector<FoundInPiece> found(pieces);
  std::vector<std::jthread> threads;
  for (std::uint32_t thread = 0; thread < tried.threads; ++thread) {
    threads.emplace_back(
        [&, thread] { try_pieces(function, tried, thread, tried.threads, found); });
  }
  threads.clear();
  FoundAtFloats all;
  std::string digests;
  for (FoundInPiece const& piece : found) {
    digests += piece.digest;
    all.wrong.insert(all.wrong.end(), piece.wrong.begin(), piece.wrong.end());
  }
  all.digest = runtime::sha256(digests);
  return all;
}

} // namespace equivarify::testing
