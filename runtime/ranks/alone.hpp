/// \file
/// One process that works alone.
#ifndef EQUIVARIFY_RUNTIME_RANKS_ALONE_HPP
#define EQUIVARIFY_RUNTIME_RANKS_ALONE_HPP

#include "equivarify/runtime/ranks/communicator.hpp"

#include <algorithm>
#include <cstdlib>

namespace equivarify::runtime {

/// The communicator of one rank.
class Alone final : public Communicator {
public:
  [[nodiscard]] std::size_t rank() const override { return 0; }

  [[nodiscard]] std::size_t size() const override { return 1; }

  void exchange(std::span<Outgoing const> /*out*/, std::span<Incoming const> /*in*/) override {}

  void gather(std::span<std::byte const> mine,
              std::span<std::size_t const> /*sizes*/,
              std::span<std::byte> all) override {
    std::copy(mine.begin(), mine.end(), all.begin());
  }

  [[noreturn]] void end_all(int code) override { std::_Exit(code); }
};

} // namespace equivarify::runtime

#endif
