#include "equivarify/runtime/mpi/mpi_ranks.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <stdexcept>
#include <vector>

#include <mpi.h>

namespace equivarify::runtime {

namespace {

/// MPI counts in `int`; longer messages go in parts of so many bytes.
constexpr std::size_t most_at_once = std::size_t{1} << 30U;

constexpr int tag = 1;

// MPI_COMM_WORLD and MPI_BYTE are macros with casts of C.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wold-style-cast"

MPI_Comm world() {
  return MPI_COMM_WORLD;
}

MPI_Datatype byte_type() {
  return MPI_BYTE;
}

MPI_Status* no_statuses() {
  return MPI_STATUSES_IGNORE;
}

#pragma GCC diagnostic pop

/// Moves bytes by MPI. After an error MPI itself ends all processes, which is its default.
class MpiRanks final : public Communicator {
public:
  MpiRanks() {
    int level = 0;
    if (MPI_Init_thread(nullptr, nullptr, MPI_THREAD_FUNNELED, &level) != MPI_SUCCESS ||
        level < MPI_THREAD_FUNNELED) {
      throw std::runtime_error("MPI cannot be started for a program with threads");
    }
    MPI_Comm_rank(world(), &rank_);
    MPI_Comm_size(world(), &size_);
  }

  MpiRanks(MpiRanks const&) = delete;
  MpiRanks(MpiRanks&&) = delete;
  MpiRanks& operator=(MpiRanks const&) = delete;
  MpiRanks& operator=(MpiRanks&&) = delete;

  ~MpiRanks() override { MPI_Finalize(); }

  [[nodiscard]] std::size_t rank() const override { return static_cast<std::size_t>(rank_); }

  [[nodiscard]] std::size_t size() const override { return static_cast<std::size_t>(size_); }

  void exchange(std::span<Outgoing const> out, std::span<Incoming const> in) override {
    std::vector<MPI_Request> requests;
    for (Incoming const& message : in) {
      for_each_part(message.bytes, [&](std::byte* bytes, int count) {
        requests.emplace_back();
        MPI_Irecv(bytes, count, byte_type(), number(message.from), tag, world(), &requests.back());
      });
    }
    for (Outgoing const& message : out) {
      for_each_part(message.bytes, [&](std::byte const* bytes, int count) {
        requests.emplace_back();
        MPI_Isend(bytes, count, byte_type(), number(message.to), tag, world(), &requests.back());
      });
    }
    MPI_Waitall(number(requests.size()), requests.data(), no_statuses());
  }

  void gather(std::span<std::byte const> mine,
              std::span<std::size_t const> sizes,
              std::span<std::byte> all) override {
    if (all.size() > most_at_once) {
      gather_by_messages(mine, sizes, all);
      return;
    }
    std::vector<int> counts;
    std::vector<int> places;
    int place = 0;
    for (std::size_t const count : sizes) {
      counts.push_back(number(count));
      places.push_back(place);
      place += counts.back();
    }
    MPI_Allgatherv(mine.data(),
                   number(mine.size()),
                   byte_type(),
                   all.data(),
                   counts.data(),
                   places.data(),
                   byte_type(),
                   world());
  }

  [[noreturn]] void end_all(int code) override {
    MPI_Abort(world(), code);
    std::abort();
  }

private:
  static int number(std::size_t count) { return static_cast<int>(count); }

  template <typename Byte, typename F>
  static void for_each_part(std::span<Byte> bytes, F const& f) {
    for (std::size_t begin = 0; begin < bytes.size(); begin += most_at_once) {
      f(bytes.data() + begin, number(std::min(most_at_once, bytes.size() - begin)));
    }
  }

  void gather_by_messages(std::span<std::byte const> mine,
                          std::span<std::size_t const> sizes,
                          std::span<std::byte> all) {
    std::vector<Outgoing> out;
    std::vector<Incoming> in;
    std::size_t place = 0;
    for (std::size_t other = 0; other < size(); ++other) {
      auto const there = all.subspan(place, sizes[other]);
      place += sizes[other];
      if (other == rank()) {
        std::copy(mine.begin(), mine.end(), there.begin());
      } else {
        out.push_back({other, mine});
        in.push_back({other, there});
      }
    }
    exchange(out, in);
  }

  int rank_ = 0;
  int size_ = 1;
};

} // namespace

std::shared_ptr<Team> team_of_mpi() {
  return std::make_shared<Team>(std::make_unique<MpiRanks>());
}

} // namespace equivarify::runtime
