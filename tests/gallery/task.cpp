#include "task.hpp"

#include <algorithm>

namespace equivarify::gallery {

Field& Split::field(std::string const& field_name) {
  return *std::find_if(fields.begin(), fields.end(), [&field_name](Field const& field) {
    return field.name == field_name;
  });
}

std::vector<Split> draw(std::vector<Field> const& fields,
                        std::size_t train_rows,
                        std::size_t test_rows,
                        void (*add_row)(Random&, Split&)) {
  std::vector<Split> splits{{"train", fields}, {"test", fields}};
  std::size_t const rows[] = {train_rows, test_rows};
  for (std::size_t i = 0; i < splits.size(); ++i) {
    Random random(2026 + i);
    for (std::size_t row = 0; row < rows[i]; ++row) {
      add_row(random, splits[i]);
    }
  }
  return splits;
}

double noise(Random& random) {
  double sum = 0;
  for (int i = 0; i < 12; ++i) {
    sum += random.uniform();
  }
  return sum - 6;
}

std::map<std::string, std::vector<Split> (*)()> const& tasks() {
  static std::map<std::string, std::vector<Split> (*)()> const tasks{{"colours_s3", colours_s3},
                                                                     {"collision_d4", collision_d4},
                                                                     {"flow_c4", flow_c4},
                                                                     {"footsteps_c2", footsteps_c2},
                                                                     {"robot_c2", robot_c2},
                                                                     {"slots_s3", slots_s3},
                                                                     {"tetracubes", tetracubes},
                                                                     {"tic_tac_toe", tic_tac_toe}};
  return tasks;
}

} // namespace equivarify::gallery
