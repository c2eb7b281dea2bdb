/// \file
/// Small models, each with operators in one of their forms.
#ifndef EQUIVARIFY_TESTS_LIFT_MODEL_TABLE_HPP
#define EQUIVARIFY_TESTS_LIFT_MODEL_TABLE_HPP

#include <functional>
#include <ostream>
#include <string>
#include <vector>

#include "lift/small_model.hpp"

namespace equivarify::testing {

struct ModelRow {
  std::string name;
  std::function<OnnxModel()> make;

  friend std::ostream& operator<<(std::ostream& stream, ModelRow const& row) {
    return stream << row.name;
  }
};

/// All of them.
[[nodiscard]] std::vector<ModelRow> model_table();

} // namespace equivarify::testing

#endif
