/// \file
/// Pictures that lie with several ranks, brought to those that work on them.
#ifndef EQUIVARIFY_RUNTIME_TRAINING_PICTURE_EXCHANGE_HPP
#define EQUIVARIFY_RUNTIME_TRAINING_PICTURE_EXCHANGE_HPP

#include "equivarify/runtime/data/dataset.hpp"
#include "equivarify/runtime/network/network.hpp"
#include "equivarify/runtime/ranks/team.hpp"
#include "equivarify/runtime/training/selection.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace equivarify::runtime {

/// The rows of a data set that each rank needs.
using RowsOfRanks = std::vector<std::span<std::uint32_t const>>;

/// Sends pictures, with what is to be learnt of them, from the ranks that hold them to those that
/// need them: as bytes, in the types that they have in memory.
class PictureExchange {
public:
  /// For pictures of the network \p description; \p team must outlive this.
  PictureExchange(Team& team, Description const& description);

  /// The pictures \p rows[r] of \p data, r being this rank, in this order. All ranks of the team
  /// call it at once with the same \p rows; rank r holds part number r of the pictures of \p data,
  /// see part_of(), and no others. One rank alone gets \p data itself with its rows; of several
  /// each gets a data set that has these pictures alone, until the next call.
  ///
  /// Sends one message from each rank to each other that needs some of its pictures, unless they
  /// came ahead.
  [[nodiscard]] Selection fetch(Dataset const& data, RowsOfRanks const& rows);

  /// Sends what the next fetch() will ask for with the next exchange of the team, which has to be
  /// over by then. What the last fetch() gave is no longer there.
  void send_ahead(Dataset const& data, RowsOfRanks const& rows);

private:
  struct Messages {
    std::vector<Outgoing> out;
    std::vector<Incoming> in;
  };

  [[nodiscard]] Messages prepare(Dataset const& data, RowsOfRanks const& rows);
  void make_room(Dataset const& data, std::size_t pictures);
  void pack(Dataset const& data, RowsOfRanks const& rows);
  void unpack(std::span<std::byte const> message, Range held, std::span<std::uint32_t const> rows);

  Team& team_;
  bool has_classes_;
  bool has_poses_;
  Dataset fetched_;
  std::vector<std::vector<std::byte>> sent_;      ///< to each rank
  std::vector<std::vector<std::byte>> received_;  ///< from each rank
  std::vector<std::vector<std::uint32_t>> ahead_; ///< the rows whose pictures are here already
};

} // namespace equivarify::runtime

#endif
