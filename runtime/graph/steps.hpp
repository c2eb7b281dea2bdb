/// \file
/// The steps of a network in order, and which step reads the value of which.
#ifndef EQUIVARIFY_RUNTIME_GRAPH_STEPS_HPP
#define EQUIVARIFY_RUNTIME_GRAPH_STEPS_HPP

#include <array>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

namespace equivarify::runtime {

/// A layer \p L, and the layers whose values it reads.
template <typename L, typename... Read>
struct Step {
  using Layer = L;
};

/// Facts about \p S, which are Steps; all are known when the program is compiled. Steps are
/// numbered from 0.
template <typename... S>
struct Steps {
  static constexpr std::size_t count = sizeof...(S);

  template <std::size_t I>
  using At = std::tuple_element_t<I, std::tuple<S...>>;

  template <std::size_t I>
  using LayerAt = typename At<I>::Layer;

  /// The number of the step with layer \p L; `count` if there is none.
  template <typename L>
  static constexpr std::size_t number_of() {
    std::array<bool, count> const found{std::is_same_v<typename S::Layer, L>...};
    std::size_t number = 0;
    while (number < count && !found[number]) {
      ++number;
    }
    return number;
  }

  /// Calls `f.template operator()<I>()` for each step I, in order.
  template <typename F>
  static void for_each(F const& f) {
    for_each_index(f, std::make_index_sequence<count>{});
  }

  /// The same from the last step to the first.
  template <typename F>
  static void for_each_backward(F const& f) {
    for_each([&]<std::size_t I>() { f.template operator()<count - 1 - I>(); });
  }

private:
  template <typename F, std::size_t... I>
  static void for_each_index(F const& f, std::index_sequence<I...>) {
    (f.template operator()<I>(), ...);
  }
};

namespace detail {

template <typename AllSteps, typename S>
struct ReadsOf;

template <typename AllSteps, typename L, typename... Read>
struct ReadsOf<AllSteps, Step<L, Read...>> {
  using Numbers = std::index_sequence<AllSteps::template number_of<Read>()...>;
};

/// Which steps' values are read by the step that reads \p Read; no constant if it reads one twice.
template <std::size_t Count, std::size_t... Read>
constexpr std::array<bool, Count> marked(std::index_sequence<Read...>) {
  std::array<bool, Count> result{};
  for (std::size_t const value : std::array<std::size_t, sizeof...(Read)>{Read...}) {
    result[result[value] ? Count : value] = true;
  }
  return result;
}

} // namespace detail

/// The numbers of the steps whose values step \p I of \p AllSteps reads, a std::index_sequence.
template <typename AllSteps, std::size_t I>
using ReadsAt = typename detail::ReadsOf<AllSteps, typename AllSteps::template At<I>>::Numbers;

namespace detail {

template <typename AllSteps, std::size_t... I>
constexpr auto read_table(std::index_sequence<I...>) {
  return std::array{marked<AllSteps::count>(ReadsAt<AllSteps, I>{})...};
}

} // namespace detail

/// `step_reads<AllSteps>[i][j]`: step i reads the value of step j.
template <typename AllSteps>
inline constexpr auto
    step_reads = detail::read_table<AllSteps>(std::make_index_sequence<AllSteps::count>{});

/// Whether every step reads values of former steps alone, and every value but the last is read.
template <typename AllSteps>
constexpr bool are_in_order() {
  for (std::size_t value = 0; value < AllSteps::count; ++value) {
    bool is_read = value + 1 == AllSteps::count;
    for (std::size_t step = 0; step < AllSteps::count; ++step) {
      if (step_reads<AllSteps>[step][value] && step <= value) {
        return false;
      }
      is_read = is_read || step_reads<AllSteps>[step][value];
    }
    if (!is_read) {
      return false;
    }
  }
  return true;
}

/// Whether no step after number \p step reads the value of step \p value.
template <typename AllSteps>
constexpr bool is_last_reader(std::size_t step, std::size_t value) {
  for (std::size_t later = step + 1; later < AllSteps::count; ++later) {
    if (step_reads<AllSteps>[later][value]) {
      return false;
    }
  }
  return true;
}

} // namespace equivarify::runtime

#endif
