/// \file
/// The ranks of one training as a team: what they tell one another, and how they end together.
#ifndef EQUIVARIFY_RUNTIME_RANKS_TEAM_HPP
#define EQUIVARIFY_RUNTIME_RANKS_TEAM_HPP

#include "equivarify/runtime/ranks/communicator.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <numeric>
#include <span>
#include <stdexcept>
#include <string>
#include <variant>
#include <vector>

namespace equivarify::runtime {

/// Why a rank cannot go on.
struct RankFailure {
  int code = 0; ///< the exit code of the process
  std::string message{};
};

/// Another rank cannot go on.
class OtherRankFailed : public std::runtime_error {
public:
  explicit OtherRankFailed(RankFailure const& failure)
      : std::runtime_error(failure.message), code_(failure.code) {}

  /// The exit code that all ranks have.
  [[nodiscard]] int code() const { return code_; }

private:
  int code_;
};

/// All ranks of a training, as one of them sees it.
///
/// All ranks call the same functions in the same order. A rank that fails calls `fail` in place of
/// its next `any`, where the others are told. Between `begin_sharing` and `end_sharing` they wait
/// for numbers of it instead: if it fails there (no memory), all processes are ended.
class Team {
public:
  explicit Team(std::unique_ptr<Communicator> communicator);

  /// This rank, counted from 0.
  [[nodiscard]] std::size_t rank() const { return communicator_->rank(); }

  [[nodiscard]] std::size_t size() const { return communicator_->size(); }

  /// Whether this is the rank that reads and writes files and prints.
  [[nodiscard]] bool is_first() const { return rank() == 0; }

  /// Waits for all ranks; whether any of them calls it with true.
  ///
  /// \throws OtherRankFailed when one of them called `fail`.
  bool any(bool wish);

  /// From here on the others wait for numbers of this rank.
  void begin_sharing() { shares_ = true; }

  /// What failed on any rank before this, failed on all.
  void end_sharing() { shares_ = false; }

  /// Tells the others that this rank cannot go on. The failure of the first rank that has one is
  /// returned, which names the rank if it is not rank 0. While numbers are shared the message is
  /// printed, and all processes are ended.
  RankFailure fail(RankFailure const& failure);

  /// What \p make makes on rank 0.
  ///
  /// \throws what `make` throws, and OtherRankFailed on the other ranks.
  std::vector<std::byte> from_first(std::function<std::vector<std::byte>()> const& make);

  /// Texts of all ranks.
  std::vector<std::string> all_texts(std::string const& mine);

  /// Sends and receives; see Communicator::exchange.
  void exchange(std::span<Outgoing const> out, std::span<Incoming const> in);

  /// Lets \p out and \p in go with the next exchange, after its own messages, so that they cost no
  /// wait of their own. What they point to must be there until then.
  void enclose(std::vector<Outgoing> out, std::vector<Incoming> in);

  /// Sets \p all to the \p mine of each rank one after another, \p counts[r] of rank r.
  template <typename T>
  void gather(std::span<T const> mine, std::vector<std::size_t> counts, std::span<T> all) {
    for (std::size_t& count : counts) {
      count *= sizeof(T);
    }
    gather_bytes(std::as_bytes(mine), counts, std::as_writable_bytes(all));
  }

  /// The bytes that this rank has sent to others.
  [[nodiscard]] std::size_t sent_bytes() const { return sent_bytes_; }

private:
  enum class Word : unsigned char { no, yes, failed };

  void gather_bytes(std::span<std::byte const> mine,
                    std::span<std::size_t const> sizes,
                    std::span<std::byte> all);
  std::vector<Word> words(Word mine);
  RankFailure first_failure(std::vector<Word> const& words, RankFailure const& mine);

  std::unique_ptr<Communicator> communicator_;
  std::vector<Outgoing> enclosed_out_;
  std::vector<Incoming> enclosed_in_;
  std::size_t sent_bytes_ = 0;
  bool shares_ = false;
};

/// The exit code of this process of \p team, after \p work, which gives it, or says why it has
/// none. All have the same then: that of the first that failed, whose reason goes to \p complain.
[[nodiscard]] int end_together(Team& team,
                               std::function<std::variant<int, RankFailure>()> const& work,
                               std::function<void(std::string const&)> const& complain);

/// A team of one.
[[nodiscard]] std::shared_ptr<Team> team_of_one();

} // namespace equivarify::runtime

#endif
