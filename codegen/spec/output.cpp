#include "equivarify/codegen/spec/output.hpp"

namespace equivarify::codegen {

std::string to_string(Loss loss) {
  switch (loss) {
  case Loss::cross_entropy:
    return "cross_entropy";
  case Loss::cross_entropy_per_cell:
    return "cross_entropy_per_cell";
  case Loss::mean_squared_error:
    return "mean_squared_error";
  case Loss::huber:
    return "huber";
  case Loss::binary_cross_entropy:
    break;
  }
  return "binary_cross_entropy";
}

std::vector<Loss> const& all_losses() {
  static std::vector<Loss> const all{Loss::cross_entropy,
                                     Loss::cross_entropy_per_cell,
                                     Loss::mean_squared_error,
                                     Loss::huber,
                                     Loss::binary_cross_entropy};
  return all;
}

} // namespace equivarify::codegen
