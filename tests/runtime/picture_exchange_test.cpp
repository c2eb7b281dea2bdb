#include "equivarify/runtime/training/picture_exchange.hpp"

#include "equivarify/runtime/training/shared_checksum.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <numeric>
#include <vector>

#include "runtime/thread_ranks.hpp"
#include "runtime/toy_data.hpp"

namespace equivarify::runtime {
namespace {

using testing::run_ranks;

/// A network with given poses, or with an output in place of labels.
Description description_with(bool has_outputs) {
  Description description = describe<toy::Model>();
  description.training.pose = Pose::given;
  if (has_outputs) {
    description.outputs = {{.name = "force", .size = 2}, {.name = "kind", .size = 3}};
  }
  return description;
}

/// \p count pictures with all that the network of description_with() says of each.
Dataset pictures(std::size_t count, bool has_outputs, std::uint64_t seed) {
  Dataset data = toy::make_data(count, seed);
  Random random(seed);
  if (!has_outputs) {
    for (std::size_t i = 0; i < count; ++i) {
      data.poses.push_back(static_cast<std::uint32_t>(random.below(1000)));
    }
    return data;
  }
  data.classes.clear();
  auto const bytes = [&](std::size_t size) {
    std::vector<std::uint8_t> values(size);
    for (std::uint8_t& value : values) {
      value = static_cast<std::uint8_t>(random.below(256));
    }
    return values;
  };
  data.targets.push_back({{count, 2}, NumberType::u16, bytes(count * 4)});
  data.targets.push_back({{count}, NumberType::u8, bytes(count)});
  return data;
}

/// Whether picture \p place of \p data is picture \p row of \p whole.
bool is_same(Dataset const& data, std::size_t place, Dataset const& whole, std::size_t row) {
  auto const numbers = [](Dataset const& from, std::size_t index) {
    std::vector<float> values(from.input_size() + from.target_size());
    std::span<float> const all(values);
    from.input(index, all.first(from.input_size()));
    from.target(index, all.subspan(from.input_size()));
    for (auto const* const list : {&from.classes, &from.poses}) {
      values.push_back(list->empty() ? -1.0F : static_cast<float>((*list)[index]));
    }
    return values;
  };
  return numbers(data, place) == numbers(whole, row);
}

RC_GTEST_PROP(PictureExchange, BringsThePicturesThatEachRankNeeds, ()) {
  auto const ranks = *rc::gen::inRange<std::size_t>(1, 8);
  auto const count = *rc::gen::inRange<std::size_t>(1, 20);
  bool const has_outputs = *rc::gen::arbitrary<bool>();
  Dataset const whole = pictures(count, has_outputs, *rc::gen::arbitrary<std::uint64_t>());
  auto const row = rc::gen::inRange<std::uint32_t>(0, static_cast<std::uint32_t>(count));
  auto const lists = *rc::gen::container<std::vector<std::vector<std::vector<std::uint32_t>>>>(
      2,
      rc::gen::container<std::vector<std::vector<std::uint32_t>>>(
          ranks, rc::gen::container<std::vector<std::uint32_t>>(row)));
  bool const is_ahead = *rc::gen::arbitrary<bool>();
  std::atomic<std::size_t> wrong{0};
  std::atomic<std::size_t> held{0};
  std::atomic<std::size_t> sent{0};
  run_ranks(ranks, [&](std::shared_ptr<Team> const& team) {
    Dataset const data = toy::held_by(team->rank(), ranks, whole);
    held += data.inputs.held().size();
    PictureExchange exchange(*team, description_with(has_outputs));
    for (auto const& list : lists) { // the second time there is memory of the first
      RowsOfRanks const rows(list.begin(), list.end());
      if (is_ahead) {
        exchange.send_ahead(data, rows);
        team->exchange({}, {});
      }
      std::vector<std::uint32_t> const& needed = list[team->rank()];
      Selection const found = exchange.fetch(data, rows);
      wrong += found.size() == needed.size() ? 0U : 1U;
      // of several ranks each has these and no others
      wrong += ranks == 1 || found.data->inputs.held() == Range{0, needed.size()} ? 0U : 1U;
      for (std::size_t i = 0; i < found.size() && wrong == 0; ++i) {
        wrong += is_same(*found.data, found.rows[i], whole, needed[i]) ? 0U : 1U;
      }
    }
    sent += team->sent_bytes();
  });
  RC_ASSERT(wrong == 0U);
  RC_ASSERT(held == count);
  std::size_t others = 0; // pictures that a rank needs and does not hold
  for (auto const& list : lists) {
    for (std::size_t rank = 0; rank < ranks; ++rank) {
      for (std::uint32_t const needed : list[rank]) {
        others += part_of(count, ranks, rank).has(needed) ? 0U : 1U;
      }
    }
  }
  RC_ASSERT(sent == others * (toy::pixels + (has_outputs ? 5U : 8U)));
}

RC_GTEST_PROP(SharedChecksum, IsThatOfAllPicturesForAnyNumberOfRanks, ()) {
  auto const ranks = *rc::gen::inRange<std::size_t>(1, 8);
  auto const count = *rc::gen::inRange<std::size_t>(1, 20);
  bool const has_outputs = *rc::gen::arbitrary<bool>();
  Dataset const whole = pictures(count, has_outputs, *rc::gen::arbitrary<std::uint64_t>());
  Dataset const other = toy::make_data(7);
  std::atomic<std::size_t> wrong{0};
  run_ranks(ranks, [&](std::shared_ptr<Team> const& team) {
    Dataset const first = toy::held_by(team->rank(), ranks, whole);
    Dataset const second = toy::held_by(team->rank(), ranks, other);
    std::vector<std::uint32_t> const found = shared_checksums(*team, {&first, &second});
    wrong += found == std::vector{whole.checksum(), other.checksum()} ? 0U : 1U;
  });
  RC_ASSERT(wrong == 0U);
}

// Where ranks read files that differ so, no data set is the one of all.
TEST(SharedChecksum, DiffersWhereRanksHaveOtherNumbersOfPicturesOrTypes) {
  auto const found = [](Dataset const& first, Dataset const& second) {
    std::vector<std::uint32_t> sums(2);
    run_ranks(2, [&](std::shared_ptr<Team> const& team) {
      Dataset const data = toy::held_by(team->rank(), 2, team->is_first() ? first : second);
      sums[team->rank()] = shared_checksums(*team, {&data}).front();
    });
    return sums;
  };
  Dataset const data = toy::make_data(50);
  EXPECT_EQ(found(data, data).front(), data.checksum());
  EXPECT_EQ(found(data, data).back(), data.checksum());
  std::vector<std::uint32_t> const sizes = found(data, toy::make_data(51));
  EXPECT_NE(sizes.front(), sizes.back());
  Dataset signed_bytes = data;
  signed_bytes.inputs.type = NumberType::i8;
  std::vector<std::uint32_t> const types = found(data, signed_bytes);
  EXPECT_NE(types.front(), types.back());
}

} // namespace
} // namespace equivarify::runtime
