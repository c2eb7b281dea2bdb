// play WEIGHTS: the trained network plays tic-tac-toe against every possible opponent, first and
// second, and in every way that its best moves allow. Exit code 1 if it can lose.
#include "equivarify/runtime/network/network.hpp"
#include "equivarify/runtime/weights/weights.hpp"

#include <iostream>
#include <limits>
#include <set>

#include "board.hpp"
#include "tic_tac_toe.hpp"

namespace equivarify::gallery {
namespace {

/// Counts the games that the network loses.
class Referee {
public:
  explicit Referee(runtime::Network& network) : network_{network} {}

  /// All games from \p board on, in which the network has the next move.
  void network_moves(Board const& board) {
    if (!seen_.insert(board).second) {
      return;
    }
    lost_ += is_lost(board) ? 1 : 0;
    for (std::size_t const cell : chosen(board)) {
      opponent_moves(after(board, cell));
    }
  }

  /// All games from \p board on, in which the opponent has the next move.
  void opponent_moves(Board const& board) {
    for (std::size_t const cell : moves(board)) {
      network_moves(after(board, cell));
    }
  }

  [[nodiscard]] std::size_t lost() const { return lost_; }

  [[nodiscard]] std::size_t positions() const { return seen_.size(); }

private:
  /// The free cells with the largest number: all of them, since equal cells of a symmetric position
  /// are equally good.
  std::vector<std::size_t> chosen(Board const& board) {
    std::vector<float> input;
    for (Cell const stone : {Cell::own, Cell::other}) {
      for (Cell const cell : board) {
        input.push_back(cell == stone ? 1.0F : 0.0F);
      }
    }
    std::vector<float> outputs(12);
    network_.forward(input, outputs);
    float best = -std::numeric_limits<float>::infinity();
    std::vector<std::size_t> cells;
    for (std::size_t const cell : moves(board)) {
      if (outputs[cell] > best) {
        best = outputs[cell];
        cells.clear();
      }
      if (outputs[cell] == best) {
        cells.push_back(cell);
      }
    }
    return cells;
  }

  runtime::Network& network_;
  std::set<Board> seen_;
  std::size_t lost_ = 0;
};

int run(char const* weights) {
  runtime::ThreadPool pool(1);
  runtime::NetworkOf<tic_tac_toe::Model> network(pool);
  runtime::load_weights(network, weights);
  Referee referee(network);
  referee.network_moves(Board{});
  referee.opponent_moves(Board{});
  std::cout << referee.positions() << " positions in which the network moves, " << referee.lost()
            << " of them lost\n";
  return referee.lost() == 0 ? 0 : 1;
}

} // namespace
} // namespace equivarify::gallery

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: play WEIGHTS\n";
    return 2;
  }
  return equivarify::gallery::run(argv[1]);
}
