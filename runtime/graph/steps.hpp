/// \file
/// The steps of a network in order, and which step reads the value of which.
#ifndef EQUIVARIFY_RUNTIME_GRAPH_STEPS_HPP
#define EQUIVARIFY_RUNTIME_GRAPH_STEPS_HPP

#include <array>
#include <cstddef>
#include <initializer_list>
#include <type_traits>
#include <utility>

namespace equivarify::runtime {

/// A layer \p L, and the layers whose values it reads.
template <typename L, typename... Read>
struct Step {
  using Layer = L;
};

namespace detail {

/// Number \p I in a list of types.
template <std::size_t I, typename T>
struct Numbered {
  using Type = T;
};

template <typename Numbers, typename... T>
struct NumberedTypes;

/// A list of types, found as bases: a network may have a thousand layers, too many to go through
/// one by one for each of them, or to nest.
template <std::size_t... I, typename... T>
struct NumberedTypes<std::index_sequence<I...>, T...> : Numbered<I, T>... {};

template <std::size_t I, typename T>
Numbered<I, T> type_at(Numbered<I, T> const* types);

template <typename T, std::size_t I>
std::integral_constant<std::size_t, I> place_of(Numbered<I, T> const* types);

/// Of a type that is not there once: a number that no list has.
template <typename T>
std::integral_constant<std::size_t, static_cast<std::size_t>(-1)> place_of(void const* types);

} // namespace detail

/// Facts about \p S, which are Steps; all are known when the program is compiled. Steps are
/// numbered from 0.
template <typename... S>
struct Steps {
  static constexpr std::size_t count = sizeof...(S);

private:
  using All = detail::NumberedTypes<std::make_index_sequence<count>, S...>;
  using Layers = detail::NumberedTypes<std::make_index_sequence<count>, typename S::Layer...>;

public:
  template <std::size_t I>
  using At = typename decltype(detail::type_at<I>(static_cast<All const*>(nullptr)))::Type;

  template <std::size_t I>
  using LayerAt = typename At<I>::Layer;

  /// The number of the step with layer \p L; larger than any if there is none, or not one.
  template <typename L>
  static constexpr std::size_t number_of =
      decltype(detail::place_of<L>(static_cast<Layers const*>(nullptr)))::value;

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
    // No fold: compilers bound how deep one is.
    static_cast<void>(std::initializer_list<int>{(f.template operator()<I>(), 0)...});
  }
};

namespace detail {

template <typename AllSteps, typename S>
struct ReadsOf;

template <typename AllSteps, typename L, typename... Read>
struct ReadsOf<AllSteps, Step<L, Read...>> {
  using Numbers = std::index_sequence<AllSteps::template number_of<Read>...>;
};

} // namespace detail

/// The numbers of the steps whose values step \p I of \p AllSteps reads, a std::index_sequence.
template <typename AllSteps, std::size_t I>
using ReadsAt = typename detail::ReadsOf<AllSteps, typename AllSteps::template At<I>>::Numbers;

/// That a step reads the value of another, by their numbers.
struct Reading {
  std::size_t step = 0;
  std::size_t value = 0;
};

namespace detail {

constexpr std::size_t sum(std::initializer_list<std::size_t> numbers) {
  std::size_t result = 0;
  for (std::size_t const number : numbers) {
    result += number;
  }
  return result;
}

template <typename AllSteps, std::size_t... I>
constexpr auto list_readings(std::index_sequence<I...> /*numbers*/) {
  std::array<Reading, sum({ReadsAt<AllSteps, I>::size()...})> list{};
  std::size_t next = 0;
  auto const append = [&]<std::size_t... Read>(std::size_t step, std::index_sequence<Read...>) {
    for (std::size_t const value : std::array<std::size_t, sizeof...(Read)>{Read...}) {
      list[next] = {step, value};
      ++next;
    }
  };
  static_cast<void>(std::initializer_list<int>{(append(I, ReadsAt<AllSteps, I>{}), 0)...});
  return list;
}

} // namespace detail

/// Who reads what, step by step.
template <typename AllSteps>
inline constexpr auto
    readings = detail::list_readings<AllSteps>(std::make_index_sequence<AllSteps::count>{});

/// Whether every step reads values of former steps alone, none twice, and every value but the last
/// is read.
template <typename AllSteps>
constexpr bool are_in_order() {
  std::array<std::size_t, AllSteps::count> last_reader{}; // 0 reads nothing
  for (Reading const& reading : readings<AllSteps>) {
    if (reading.value >= reading.step || last_reader[reading.value] == reading.step) {
      return false;
    }
    last_reader[reading.value] = reading.step;
  }
  for (std::size_t value = 0; value + 1 < AllSteps::count; ++value) {
    if (last_reader[value] == 0) {
      return false;
    }
  }
  return true;
}

/// Whether step \p I reads the value of step \p J.
template <typename AllSteps, std::size_t I, std::size_t J>
constexpr bool reads() {
  return []<std::size_t... Read>(std::index_sequence<Read...>) {
    for (std::size_t const value : std::array<std::size_t, sizeof...(Read)>{Read...}) {
      if (value == J) {
        return true;
      }
    }
    return false;
  }
  (ReadsAt<AllSteps, I>{});
}

namespace detail {

template <typename AllSteps>
constexpr auto find_last_readers() {
  std::array<std::size_t, AllSteps::count> last_reader{};
  for (Reading const& reading : readings<AllSteps>) {
    last_reader[reading.value] = reading.step;
  }
  return last_reader;
}

template <typename AllSteps>
inline constexpr auto last_readers = find_last_readers<AllSteps>();

} // namespace detail

/// Whether no step after number \p step reads the value of step \p value.
template <typename AllSteps>
constexpr bool is_last_reader(std::size_t step, std::size_t value) {
  return detail::last_readers<AllSteps>[value] <= step;
}

} // namespace equivarify::runtime

#endif
