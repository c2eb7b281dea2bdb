/// \file
/// The elementary functions at all 2^32 floats, or at every so manieth of them.
#ifndef EQUIVARIFY_TESTS_RUNTIME_ALL_FLOATS_HPP
#define EQUIVARIFY_TESTS_RUNTIME_ALL_FLOATS_HPP

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace equivarify::testing {

/// The values at so many floats.
using ToEach = void (*)(float const* x, std::size_t count, float* y);

/// A function of floats and its like in double, which the standard library has.
struct FloatFunction {
  std::string name;
  ToEach to_each = nullptr;
  double (*in_double)(double) = nullptr;
  std::string way = "one by one"; ///< how it computes its values
};

/// \p Value at each float by itself.
template <float (*Value)(float)>
void one_by_one(float const* x, std::size_t count, float* y) {
  std::transform(x, x + count, y, Value);
}

/// All of `runtime/elementary` that are functions of one float, and of several at once.
[[nodiscard]] std::vector<FloatFunction> const& float_functions();

/// The value of the function of this name, rounded once, from as many digits as it takes.
using Precise = std::function<float(std::string const&, float)>;

/// Which floats are tried, and how.
struct TriedFloats {
  std::uint32_t every = 1; ///< 1: all 2^32; a power of two up to 2^24
  std::uint32_t threads = 1;
  Precise
      precisely{}; ///< says what is right near the middle of two floats; none: nothing is judged
};

/// What was found at the floats that begin with one byte.
struct FoundInPiece {
  std::string digest;
  std::vector<float> wrong;
};

/// What was found.
struct FoundAtFloats {
  std::string digest;       ///< of all values; one bit pattern stands for whatever is no number
  std::vector<float> wrong; ///< where the value is not the float next to the true one
};

/// Tries \p function. The digest does not depend on the number of threads.
///
/// A value is judged by its like in double, which the standard library knows far better than to
/// 2^-40 of it, or, where this does not tell between two floats, by `tried.precisely`.
[[nodiscard]] FoundAtFloats try_floats(FloatFunction const& function, TriedFloats const& tried);

} // namespace equivarify::testing

#endif
