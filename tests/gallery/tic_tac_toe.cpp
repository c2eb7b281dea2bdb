#include "board.hpp"
#include "task.hpp"

namespace equivarify::gallery {

// Every position is learnt and every one is judged: a network on a finite domain can be checked on
// all of it.
std::vector<Split> tic_tac_toe(fs::path const&) {
  Values values;
  solve(Board{}, values);
  Split split{"train", {{"inputs", {2, 3, 3}}, {"moves", {1, 3, 3}}, {"value", {}}}};
  for (auto const& [board, value] : values) {
    for (Cell const stone : {Cell::own, Cell::other}) {
      for (Cell const cell : board) {
        split.field("inputs").add(cell == stone ? 1 : 0);
      }
    }
    std::array<float, 9> best{};
    for (std::size_t const cell : moves(board)) {
      best[cell] = opposite(values.at(after(board, cell))) == value ? 1 : 0;
    }
    for (float const is_best : best) {
      split.field("moves").add(is_best);
    }
    split.field("value").add(static_cast<double>(value));
  }
  Split test = split;
  test.name = "test";
  return {split, test};
}

} // namespace equivarify::gallery
