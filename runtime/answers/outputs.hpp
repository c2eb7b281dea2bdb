/// \file
/// What is known of the named outputs of a network with heads.
#ifndef EQUIVARIFY_RUNTIME_ANSWERS_OUTPUTS_HPP
#define EQUIVARIFY_RUNTIME_ANSWERS_OUTPUTS_HPP

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace equivarify::runtime {

/// What an output is trained for.
enum class Loss {
  cross_entropy,          ///< one class per picture
  cross_entropy_per_cell, ///< one class per cell of a grid
  mean_squared_error,     ///< numbers
  huber,                  ///< numbers
  binary_cross_entropy    ///< probabilities, one per number of the output
};

/// One named output of a network.
struct OutputFacts {
  std::string name;
  std::size_t size = 0;    ///< its numbers for one picture
  std::size_t classes = 0; ///< of the output, or of each cell; 0: its numbers are no classes
  std::size_t cells = 1;   ///< of which each has a class of its own
  Loss loss = Loss::mean_squared_error;
  double weight = 1;                      ///< of its loss in that of the network
  std::vector<std::string> class_names{}; ///< one for each class
  std::vector<double> class_weights{};    ///< of its loss where class t % their number is right
  std::string head{};                     ///< its kind: invariant, permuted, vector, grid, induced
  /// (g r)[i] = r[permutations[g][i]] for its value r and each element g.
  std::vector<std::vector<std::uint32_t>> permutations{};
  std::vector<std::vector<bool>> negated{}; ///< or minus that; empty where no sign changes

  /// Whether its targets are numbers of classes.
  [[nodiscard]] bool has_class_targets() const {
    return loss == Loss::cross_entropy || loss == Loss::cross_entropy_per_cell;
  }

  /// The numbers that a target for one picture has: the class, the class of each cell, or one per
  /// number of the output.
  [[nodiscard]] std::size_t target_size() const {
    switch (loss) {
    case Loss::cross_entropy:
      return 1;
    case Loss::cross_entropy_per_cell:
      return cells;
    case Loss::mean_squared_error:
    case Loss::huber:
    case Loss::binary_cross_entropy:
      break;
    }
    return size;
  }
};

} // namespace equivarify::runtime

#endif
