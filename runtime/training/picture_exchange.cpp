#include "equivarify/runtime/training/picture_exchange.hpp"

#include "equivarify/runtime/base/range.hpp"

#include <algorithm>
#include <utility>

namespace equivarify::runtime {

namespace {

/// What a data set says of each picture that it holds: so many bytes.
template <typename Byte>
struct Column {
  std::span<Byte> all;
  std::size_t size = 0;

  [[nodiscard]] std::span<Byte> of(std::size_t picture) const {
    return all.subspan(picture * size, size);
  }
};

template <typename T>
std::span<std::byte const> bytes_in(std::vector<T> const& values) {
  return std::as_bytes(std::span(values));
}

template <typename T>
std::span<std::byte> bytes_in(std::vector<T>& values) {
  return std::as_writable_bytes(std::span(values));
}

/// The columns of \p data, all of one type.
template <typename Byte, typename Data>
std::vector<Column<Byte>> columns_of(Data& data, bool has_classes, bool has_poses) {
  std::vector<Column<Byte>> columns{{bytes_in(data.inputs.bytes), data.inputs.row_bytes()}};
  if (has_classes) {
    columns.push_back({bytes_in(data.classes), sizeof(std::uint32_t)});
  }
  if (has_poses) {
    columns.push_back({bytes_in(data.poses), sizeof(std::uint32_t)});
  }
  for (auto& array : data.targets) {
    columns.push_back({bytes_in(array.bytes), array.row_bytes()});
  }
  return columns;
}

/// Which of \p rows are in \p held: their places in the list.
std::vector<std::size_t> places_in(Range held, std::span<std::uint32_t const> rows) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (held.has(rows[i])) {
      places.push_back(i);
    }
  }
  return places;
}

} // namespace

PictureExchange::PictureExchange(Team& team, Description const& description)
    : team_{team}, has_classes_{description.outputs.empty()},
      has_poses_{has_classes_ && description.training.pose == Pose::given}, sent_(team.size()),
      received_(team.size()) {}

/// Gives the data set of what comes the form of \p data.
void PictureExchange::make_room(Dataset const& data, std::size_t pictures) {
  auto const make_array = [&](NumberArray const& like, NumberArray& array) {
    array.extents = like.extents;
    array.extents.front() = pictures;
    array.type = like.type;
    array.bytes.resize(pictures * like.row_bytes());
  };
  make_array(data.inputs, fetched_.inputs);
  fetched_.classes.resize(has_classes_ ? pictures : 0);
  fetched_.poses.resize(has_poses_ ? pictures : 0);
  fetched_.targets.resize(data.targets.size());
  for (std::size_t i = 0; i < data.targets.size(); ++i) {
    make_array(data.targets[i], fetched_.targets[i]);
  }
}

/// Sets what is sent to each rank, this one too.
void PictureExchange::pack(Dataset const& data, RowsOfRanks const& rows) {
  auto const columns = columns_of<std::byte const>(data, has_classes_, has_poses_);
  Range const own = part_of(data.size(), team_.size(), team_.rank());
  for (std::size_t rank = 0; rank < team_.size(); ++rank) {
    sent_[rank].clear();
    for (std::size_t const place : places_in(own, rows[rank])) {
      for (auto const& column : columns) {
        auto const bytes = column.of(rows[rank][place] - own.first);
        sent_[rank].insert(sent_[rank].end(), bytes.begin(), bytes.end());
      }
    }
  }
}

/// Puts \p message, the pictures of \p rows that are in \p held, where they belong.
void PictureExchange::unpack(std::span<std::byte const> message,
                             Range held,
                             std::span<std::uint32_t const> rows) {
  auto const columns = columns_of<std::byte>(fetched_, has_classes_, has_poses_);
  for (std::size_t const place : places_in(held, rows)) {
    for (auto const& column : columns) {
      std::copy_n(message.begin(), column.size, column.of(place).begin());
      message = message.subspan(column.size);
    }
  }
}

/// Packs what is sent, and makes room for what comes.
PictureExchange::Messages PictureExchange::prepare(Dataset const& data, RowsOfRanks const& rows) {
  std::span<std::uint32_t const> const needed = rows[team_.rank()];
  make_room(data, needed.size());
  pack(data, rows);
  std::size_t record = 0; // the bytes of a picture
  for (auto const& column : columns_of<std::byte>(fetched_, has_classes_, has_poses_)) {
    record += column.size;
  }
  Messages messages;
  for (std::size_t rank = 0; rank < team_.size(); ++rank) {
    Range const there = part_of(data.size(), team_.size(), rank);
    received_[rank].resize(record * places_in(there, needed).size());
    if (rank != team_.rank() && !sent_[rank].empty()) {
      messages.out.push_back({rank, sent_[rank]});
    }
    if (rank != team_.rank() && !received_[rank].empty()) {
      messages.in.push_back({rank, received_[rank]});
    }
  }
  return messages;
}

void PictureExchange::send_ahead(Dataset const& data, RowsOfRanks const& rows) {
  if (team_.size() == 1) {
    return;
  }
  Messages messages = prepare(data, rows);
  team_.enclose(std::move(messages.out), std::move(messages.in));
  ahead_.clear();
  for (std::span<std::uint32_t const> const list : rows) {
    ahead_.emplace_back(list.begin(), list.end());
  }
}

Selection PictureExchange::fetch(Dataset const& data, RowsOfRanks const& rows) {
  std::span<std::uint32_t const> const needed = rows[team_.rank()];
  if (team_.size() == 1) {
    return {&data, {needed.begin(), needed.end()}};
  }
  bool const are_here =
      std::equal(rows.begin(),
                 rows.end(),
                 ahead_.begin(),
                 ahead_.end(),
                 [](auto const& one, auto const& other) {
                   return std::equal(one.begin(), one.end(), other.begin(), other.end());
                 });
  if (!are_here) {
    Messages const messages = prepare(data, rows);
    team_.exchange(messages.out, messages.in);
  }
  ahead_.clear();
  for (std::size_t rank = 0; rank < team_.size(); ++rank) {
    unpack(rank == team_.rank() ? sent_[rank] : received_[rank],
           part_of(data.size(), team_.size(), rank),
           needed);
  }
  return all_of(fetched_);
}

} // namespace equivarify::runtime
