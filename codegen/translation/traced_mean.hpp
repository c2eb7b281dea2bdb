/// \file
/// Keys and numbers that write down what the runtime's mean does with them.
#ifndef EQUIVARIFY_CODEGEN_TRANSLATION_TRACED_MEAN_HPP
#define EQUIVARIFY_CODEGEN_TRANSLATION_TRACED_MEAN_HPP

#include "equivarify/codegen/translation/head_mean.hpp"
#include "equivarify/runtime/answers/ordered_mean.hpp"

#include <cstddef>
#include <vector>

namespace equivarify::codegen {

/// A mean that is being written down.
struct MeanTrace {
  std::size_t terms = 0;
  MeanSteps steps{};

  /// The number of what \p step makes.
  [[nodiscard]] std::size_t next(MeanStep const& step) {
    steps.push_back(step);
    return terms + steps.size() - 1;
  }
};

/// A number of a mean.
struct TracedTerm {
  MeanTrace* trace = nullptr;
  std::size_t index = 0;

  TracedTerm& operator+=(TracedTerm const& other) {
    index = trace->next({"+", index, other.index});
    return *this;
  }

  friend TracedTerm operator-(TracedTerm const& a, TracedTerm const& b) {
    return {a.trace, a.trace->next({"-", a.index, b.index})};
  }

  friend TracedTerm operator+(TracedTerm a, TracedTerm const& b) { return a += b; }

  friend TracedTerm operator/(TracedTerm const& a, float count) {
    return {a.trace, a.trace->next({"/", a.index, static_cast<std::size_t>(count)})};
  }

  friend TracedTerm with_plain_zero(TracedTerm const& a) {
    return {a.trace, a.trace->next({"plain_zero", a.index})};
  }
};

/// A key of a mean.
struct TracedKey {
  MeanTrace* trace = nullptr;
  std::size_t index = 0;

  friend TracedKey smaller(TracedKey const& a, TracedKey const& b) {
    return {a.trace, a.trace->next({"smaller", a.index, b.index})};
  }

  friend TracedKey larger(TracedKey const& a, TracedKey const& b) {
    return {a.trace, a.trace->next({"larger", a.index, b.index})};
  }

  friend TracedTerm positive_part(TracedKey const& key) {
    return {key.trace, key.trace->next({"positive", key.index})};
  }

  friend TracedTerm negative_part(TracedKey const& key) {
    return {key.trace, key.trace->next({"negative", key.index})};
  }
};

/// What the runtime's mean does with \p terms keys.
inline MeanSteps traced_mean(std::size_t terms) {
  MeanTrace trace{.terms = terms};
  std::vector<TracedKey> keys;
  for (std::size_t i = 0; i < terms; ++i) {
    keys.push_back({&trace, i});
  }
  static_cast<void>(runtime::ordered_mean(keys));
  return trace.steps;
}

} // namespace equivarify::codegen

#endif
