/// \file
/// Outputs of every form over C4, as a generator would write them.
#ifndef EQUIVARIFY_TESTS_RUNTIME_HEAD_MODELS_HPP
#define EQUIVARIFY_TESTS_RUNTIME_HEAD_MODELS_HPP

#include "equivarify/runtime/answers/heads.hpp"
#include "equivarify/runtime/answers/outputs.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace equivarify::testing::heads {

struct C4 {
  static constexpr std::size_t order = 4;
  static constexpr std::array<std::string_view, 4> element_names{"e", "r", "r^2", "r^3"};
  static constexpr std::array<std::array<std::uint32_t, 4>, 4> product{
      {{0, 1, 2, 3}, {1, 2, 3, 0}, {2, 3, 0, 1}, {3, 0, 1, 2}}};
  static constexpr std::array<std::uint32_t, 4> inverse{0, 3, 2, 1};
};

/// Three classes that nothing moves.
struct Kind {
  static constexpr std::string_view name = "kind";
  static constexpr std::string_view head = "invariant";
  static constexpr std::size_t size = 3;
  static constexpr std::size_t offset = 0;
  static constexpr std::array<std::string_view, 3> class_names{"a", "b", "c"};
  static constexpr auto loss = runtime::Loss::cross_entropy;
  static constexpr double weight = 1;
};

/// A vector of the plane, which r turns.
struct Arrow {
  static constexpr std::string_view name = "arrow";
  static constexpr std::string_view head = "vector";
  static constexpr std::size_t size = 2;
  static constexpr std::size_t offset = 3;
  static constexpr auto loss = runtime::Loss::mean_squared_error;
  static constexpr double weight = 0.5;
  static constexpr std::array<std::array<std::uint32_t, 2>, 4> sources{
      {{0, 1}, {1, 0}, {0, 1}, {1, 0}}};
  static constexpr std::array<std::array<bool, 2>, 4> negated{
      {{false, false}, {true, false}, {true, true}, {false, true}}};
};

/// Two numbers for each coset of H = {e, r^2}, which negates the second.
struct Axes {
  static constexpr std::string_view name = "axes";
  static constexpr std::string_view head = "induced";
  static constexpr std::size_t size = 2;
  static constexpr std::size_t offset = 5;
  static constexpr auto loss = runtime::Loss::huber;
  static constexpr double weight = 1;
  static constexpr std::array<std::uint32_t, 2> elements{0, 2};
  static constexpr std::array<std::uint32_t, 2> cosets{0, 1};
  static constexpr std::array<std::array<bool, 2>, 2> negated{{{false, false}, {false, true}}};
};

/// Two classes for each element: what the copies themselves say.
struct Each {
  static constexpr std::string_view name = "each";
  static constexpr std::string_view head = "induced";
  static constexpr std::size_t size = 2;
  static constexpr std::size_t offset = 7;
  static constexpr std::array<std::string_view, 2> class_names{"left", "right"};
  static constexpr auto loss = runtime::Loss::cross_entropy;
  static constexpr double weight = 2;
  static constexpr std::array<std::uint32_t, 1> elements{0};
  static constexpr std::array<std::uint32_t, 4> cosets{0, 1, 2, 3};
};

struct Outputs : runtime::OutputList<C4, 9, Kind, Arrow, Axes, Each> {};

} // namespace equivarify::testing::heads

#endif
