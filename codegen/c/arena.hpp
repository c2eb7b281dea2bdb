/// \file
/// Where the values of a plan lie in the memory of one evaluation.
#ifndef EQUIVARIFY_CODEGEN_C_ARENA_HPP
#define EQUIVARIFY_CODEGEN_C_ARENA_HPP

#include "equivarify/codegen/generate/plan.hpp"

#include <cstddef>
#include <map>
#include <vector>

namespace equivarify::codegen {

/// The places of all values of a plan in one array of floats. A value takes the place of one that
/// no step reads any more. Whatever overlaps is never needed at one time.
class Arena {
public:
  /// The places for \p plan, whose flattenings move nothing.
  explicit Arena(Plan const& plan);

  /// Where the copies of the value numbered \p value begin.
  [[nodiscard]] std::size_t place_of(std::size_t value) const { return places_.at(value); }

  /// The floats of all values at once.
  [[nodiscard]] std::size_t size() const { return size_; }

private:
  struct Range {
    std::size_t begin;
    std::size_t end;
  };

  void release(Step const& step);
  [[nodiscard]] std::size_t original(std::size_t value) const;
  void take(std::size_t value, std::size_t size);

  std::map<std::size_t, std::size_t> places_;
  std::map<std::size_t, std::size_t> readers_; ///< that are still to come, by value
  std::map<std::size_t, Range> taken_;         ///< by value
  std::map<std::size_t, std::size_t> same_as_; ///< the value that a flattening renames
  std::size_t size_ = 0;
};

/// The floats of what \p step makes, all \p copies of it.
[[nodiscard]] std::size_t made_by(Step const& step, std::size_t copies);

/// The numbers of one copy of the first value that \p step reads.
[[nodiscard]] std::size_t read_by(Step const& step);

} // namespace equivarify::codegen

#endif
