#include "equivarify/runtime/ranks/team.hpp"

#include "equivarify/runtime/files/text.hpp"
#include "equivarify/runtime/ranks/alone.hpp"

#include <algorithm>
#include <iostream>
#include <utility>

namespace equivarify::runtime {

Team::Team(std::unique_ptr<Communicator> communicator) : communicator_(std::move(communicator)) {}

std::vector<Team::Word> Team::words(Word mine) {
  std::vector<Word> all(size());
  gather(std::span<Word const>(&mine, 1), std::vector<std::size_t>(size(), 1), std::span(all));
  return all;
}

bool Team::any(bool wish) {
  std::vector<Word> const all = words(wish ? Word::yes : Word::no);
  if (std::count(all.begin(), all.end(), Word::failed) != 0) {
    throw OtherRankFailed(first_failure(all, {}));
  }
  return std::count(all.begin(), all.end(), Word::yes) != 0;
}

RankFailure Team::fail(RankFailure const& failure) {
  if (shares_ && size() > 1) {
    std::cerr << text("rank ", rank(), ": ", failure.message) << std::endl;
    communicator_->end_all(failure.code);
  }
  return first_failure(words(Word::failed), failure);
}

RankFailure Team::first_failure(std::vector<Word> const& words, RankFailure const& mine) {
  auto const first =
      static_cast<std::size_t>(std::find(words.begin(), words.end(), Word::failed) - words.begin());
  std::string const message = all_texts(mine.message)[first];
  std::vector<int> codes(size());
  gather(
      std::span<int const>(&mine.code, 1), std::vector<std::size_t>(size(), 1), std::span(codes));
  return {codes[first], first == 0 ? message : text("rank ", first, ": ", message)};
}

std::vector<std::byte> Team::from_first(std::function<std::vector<std::byte>()> const& make) {
  std::vector<std::byte> const mine = is_first() ? make() : std::vector<std::byte>();
  any(false);
  std::size_t const size_here = mine.size();
  std::vector<std::size_t> sizes(size());
  gather(std::span<std::size_t const>(&size_here, 1),
         std::vector<std::size_t>(size(), 1),
         std::span(sizes));
  std::vector<std::byte> all(sizes.front());
  gather(std::span<std::byte const>(mine), sizes, std::span(all));
  return all;
}

std::vector<std::string> Team::all_texts(std::string const& mine) {
  std::size_t const size_here = mine.size();
  std::vector<std::size_t> sizes(size());
  gather(std::span<std::size_t const>(&size_here, 1),
         std::vector<std::size_t>(size(), 1),
         std::span(sizes));
  std::string joined(std::accumulate(sizes.begin(), sizes.end(), std::size_t{0}), ' ');
  gather(std::span<char const>(mine), sizes, std::span<char>(joined));
  std::vector<std::string> texts;
  std::size_t begin = 0;
  for (std::size_t const size_there : sizes) {
    texts.push_back(joined.substr(begin, size_there));
    begin += size_there;
  }
  return texts;
}

void Team::exchange(std::span<Outgoing const> out, std::span<Incoming const> in) {
  enclosed_out_.insert(enclosed_out_.begin(), out.begin(), out.end());
  enclosed_in_.insert(enclosed_in_.begin(), in.begin(), in.end());
  for (Outgoing const& message : enclosed_out_) {
    sent_bytes_ += message.bytes.size();
  }
  communicator_->exchange(enclosed_out_, enclosed_in_);
  enclosed_out_.clear();
  enclosed_in_.clear();
}

void Team::enclose(std::vector<Outgoing> out, std::vector<Incoming> in) {
  enclosed_out_.insert(enclosed_out_.end(), out.begin(), out.end());
  enclosed_in_.insert(enclosed_in_.end(), in.begin(), in.end());
}

void Team::gather_bytes(std::span<std::byte const> mine,
                        std::span<std::size_t const> sizes,
                        std::span<std::byte> all) {
  sent_bytes_ += mine.size() * (size() - 1);
  communicator_->gather(mine, sizes, all);
}

int end_together(Team& team,
                 std::function<std::variant<int, RankFailure>()> const& work,
                 std::function<void(std::string const&)> const& complain) {
  try {
    auto const end = work();
    if (auto const* const code = std::get_if<int>(&end)) {
      return *code;
    }
    RankFailure const first = team.fail(std::get<RankFailure>(end));
    complain(first.message);
    return first.code;
  } catch (OtherRankFailed const& other) {
    complain(other.what());
    return other.code();
  }
}

std::shared_ptr<Team> team_of_one() {
  return std::make_shared<Team>(std::make_unique<Alone>());
}

} // namespace equivarify::runtime
