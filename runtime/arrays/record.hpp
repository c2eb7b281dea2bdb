/// \file
/// Values of several types in one object.
#ifndef EQUIVARIFY_RUNTIME_ARRAYS_RECORD_HPP
#define EQUIVARIFY_RUNTIME_ARRAYS_RECORD_HPP

#include "equivarify/runtime/arrays/large_pages.hpp"

#include <cstddef>
#include <utility>

namespace equivarify::runtime {

/// The type of a place in a Record that holds no value.
struct Nothing {};

namespace detail {

template <std::size_t I, typename T>
struct Member {
  T value;
};

template <std::size_t I>
struct Member<I, Nothing> {};

template <typename Indices, typename... T>
struct Members;

template <std::size_t... I, typename... T>
struct Members<std::index_sequence<I...>, T...> : Member<I, T>... {};

} // namespace detail

/// A value of each of the types \p T, which lie in memory in this order. (The order in which a
/// std::tuple keeps its values is up to the library.)
template <typename... T>
struct Record : InLargePages, detail::Members<std::index_sequence_for<T...>, T...> {};

/// Value number \p I of a record.
template <std::size_t I, typename T>
[[nodiscard]] T& get(detail::Member<I, T>& member) noexcept {
  return member.value;
}

template <std::size_t I, typename T>
[[nodiscard]] T const& get(detail::Member<I, T> const& member) noexcept {
  return member.value;
}

/// The function that takes a record to its value number \p I.
template <std::size_t I>
struct ValueAt {
  template <typename AnyRecord>
  [[nodiscard]] auto& operator()(AnyRecord& record) const noexcept {
    return get<I>(record);
  }
};

} // namespace equivarify::runtime

#endif
