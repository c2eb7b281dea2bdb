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

/// Those with windows.
[[nodiscard]] std::vector<ModelRow> window_rows();

/// Those with transposed convolutions, and with pools whose windows have gaps or pass their
/// padding.
[[nodiscard]] std::vector<ModelRow> spread_rows();

/// Those with operators that change sizes, and with operators spelled out by others.
[[nodiscard]] std::vector<ModelRow> spelled_rows();

/// Those with functions of each number, and with shares of a sum.
[[nodiscard]] std::vector<ModelRow> function_rows();

/// Those that multiply values.
[[nodiscard]] std::vector<ModelRow> product_rows();

/// Those with operators that select, stretch, reduce or compare entries.
[[nodiscard]] std::vector<ModelRow> selecting_rows();

/// Those whose entries stand in another order than a layer wants them, or at computed places.
[[nodiscard]] std::vector<ModelRow> moved_rows();

/// Those that random graphs found.
[[nodiscard]] std::vector<ModelRow> drawn_rows();

/// The model with a dense layer of \p size inputs at its end, so that entries have weights of their
/// own.
[[nodiscard]] OnnxModel ended(SmallModel& small, std::int64_t size);

} // namespace equivarify::testing

#endif
