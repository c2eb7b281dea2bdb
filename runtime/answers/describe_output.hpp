/// \file
/// From the output that a generator wrote to what programs know of it.
#ifndef EQUIVARIFY_RUNTIME_ANSWERS_DESCRIBE_OUTPUT_HPP
#define EQUIVARIFY_RUNTIME_ANSWERS_DESCRIBE_OUTPUT_HPP

#include "equivarify/runtime/answers/class_weights.hpp"
#include "equivarify/runtime/answers/heads.hpp"
#include "equivarify/runtime/answers/outputs.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace equivarify::runtime {

namespace detail {

/// For g^-1 t = t' k, where g is \p element, t the representative of coset number \p coset by the
/// subgroup H of the head of \p O, and k in H: the numbers of the coset of t' and of k in H.
template <typename Group, typename O>
[[nodiscard]] std::pair<std::size_t, std::size_t> source_of(std::size_t element,
                                                            std::size_t coset) {
  using H = Head<Group, O>;
  std::size_t const back = Group::inverse[element];
  if constexpr (requires { O::elements; }) {
    std::size_t const source = Group::product[back][H::representative(coset)];
    for (std::size_t t = 0; t < H::cosets; ++t) {
      for (std::size_t k = 0; k < H::terms; ++k) {
        if (Group::product[H::representative(t)][H::element(k)] == source) {
          return {t, k};
        }
      }
    }
    return {};
  } else {
    return {0, back}; // H = G, of which the one representative is e
  }
}

/// The number of the inverse of element number \p k of the subgroup of the head of \p O.
template <typename Group, typename O>
[[nodiscard]] std::size_t inverse_in(std::size_t k) {
  if constexpr (requires { O::elements; }) {
    std::size_t inverse = 0;
    while (O::elements[inverse] != Group::inverse[O::elements[k]]) {
      ++inverse;
    }
    return inverse;
  } else {
    return Group::inverse[k];
  }
}

/// Adds how \p element = g moves the values r of the output \p O: (g r)(t) = r(g^-1 t), which is
/// k^-1 r(t') for g^-1 t = t' k.
template <typename Group, typename O>
void add_action(std::size_t element, OutputFacts& facts) {
  using H = Head<Group, O>;
  std::vector<std::uint32_t>& sources = facts.permutations.emplace_back();
  std::vector<bool> negated;
  for (std::size_t t = 0; t < H::cosets; ++t) {
    auto const [coset, k] = source_of<Group, O>(element, t);
    std::size_t const back = inverse_in<Group, O>(k);
    for (std::size_t i = 0; i < O::size; ++i) {
      sources.push_back(static_cast<std::uint32_t>(coset * O::size + H::source(back, i)));
      negated.push_back(H::is_negated(back, i));
    }
  }
  if constexpr (requires { O::negated; }) {
    facts.negated.push_back(std::move(negated));
  }
}

/// What can be the answer of \p O: a class, or for its loss over all entries a class in one cell or
/// at one coset.
template <typename Group, typename O>
[[nodiscard]] std::vector<std::string> class_names() {
  using H = Head<Group, O>;
  std::vector<std::string> names;
  if constexpr (O::loss != Loss::cross_entropy) {
    names.assign(O::class_names.begin(), O::class_names.end());
  } else {
    constexpr std::size_t cells = O::size / O::class_names.size();
    for (std::size_t entry = 0; entry < H::size; ++entry) {
      std::string& name = names.emplace_back(O::class_names[entry % O::size / cells]);
      if constexpr (cells > 1) {
        name.append(" in cell ").append(std::to_string(entry % cells));
      }
      if constexpr (H::cosets > 1) {
        name.append(" at ").append(Group::element_names[H::representative(entry / O::size)]);
      }
    }
  }
  return names;
}

} // namespace detail

/// The facts about the output \p O of a network of \p Group.
template <typename Group, typename O>
[[nodiscard]] OutputFacts describe_output() {
  OutputFacts facts;
  facts.name = std::string_view(O::name);
  facts.head = std::string_view(O::head);
  facts.size = Head<Group, O>::size;
  facts.loss = O::loss;
  facts.weight = O::weight;
  facts.class_weights.assign(class_weights_of<O>().begin(), class_weights_of<O>().end());
  if constexpr (requires { O::cells; }) {
    facts.cells = O::cells;
  }
  if constexpr (requires { O::class_names; }) {
    facts.class_names = detail::class_names<Group, O>();
    facts.classes = facts.class_names.size();
  }
  for (std::size_t g = 0; g < Group::order; ++g) {
    detail::add_action<Group, O>(g, facts);
  }
  return facts;
}

} // namespace equivarify::runtime

#endif
