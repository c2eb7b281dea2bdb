#include "equivarify/codegen/spec/output.hpp"

#include <fmt/format.h>

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

bool has_class_targets(Output const& output) {
  return output.loss == Loss::cross_entropy || output.loss == Loss::cross_entropy_per_cell;
}

std::size_t cells_of(Output const& output) {
  return output.shape.plane();
}

std::vector<std::string> answer_names(Output const& output) {
  if (output.loss != Loss::cross_entropy || output.classes.empty()) {
    return output.classes;
  }
  algebra::Subgroup const& acting = output.head.outputs().acting();
  std::size_t const cells = output.shape.size() / output.classes.size();
  std::vector<std::string> names;
  for (algebra::Element const t : acting.transversal()) {
    for (std::size_t entry = 0; entry < output.shape.size(); ++entry) {
      std::string const cell = cells > 1 ? fmt::format(" in cell {}", entry % cells) : "";
      std::string const coset =
          acting.index() > 1 ? fmt::format(" at {}", acting.group().name_of(t)) : "";
      names.push_back(output.classes[entry / cells] + cell + coset);
    }
  }
  return names;
}

} // namespace equivarify::codegen
