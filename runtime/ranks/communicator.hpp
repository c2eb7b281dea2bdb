/// \file
/// How the processes of one training, its ranks, send bytes to one another.
#ifndef EQUIVARIFY_RUNTIME_RANKS_COMMUNICATOR_HPP
#define EQUIVARIFY_RUNTIME_RANKS_COMMUNICATOR_HPP

#include <cstddef>
#include <span>

namespace equivarify::runtime {

/// Bytes for one rank.
struct Outgoing {
  std::size_t to = 0;
  std::span<std::byte const> bytes{};
};

/// Where bytes of one rank go; as many as it sends.
struct Incoming {
  std::size_t from = 0;
  std::span<std::byte> bytes{};
};

/// Moves bytes between ranks, and never adds numbers: an order of sums that depends on the number
/// of ranks, as that of MPI_Reduce and MPI_Allreduce does, would give other bits. All calls are
/// made by the main thread, on all ranks in the same order.
class Communicator {
public:
  Communicator() = default;
  Communicator(Communicator const&) = delete;
  Communicator(Communicator&&) = delete;
  Communicator& operator=(Communicator const&) = delete;
  Communicator& operator=(Communicator&&) = delete;
  virtual ~Communicator() = default;

  /// The number of this process, counted from 0.
  [[nodiscard]] virtual std::size_t rank() const = 0;

  /// The number of processes.
  [[nodiscard]] virtual std::size_t size() const = 0;

  /// Sends all of \p out and returns when all of \p in has come. Between two ranks messages come in
  /// the order in which they were listed. No rank sends to itself.
  virtual void exchange(std::span<Outgoing const> out, std::span<Incoming const> in) = 0;

  /// Sets \p all to the \p mine of each rank one after another; that of rank r has sizes[r] bytes.
  virtual void gather(std::span<std::byte const> mine,
                      std::span<std::size_t const> sizes,
                      std::span<std::byte> all) = 0;

  /// Ends the processes of all ranks at once with the exit code \p code.
  [[noreturn]] virtual void end_all(int code) = 0;
};

} // namespace equivarify::runtime

#endif
