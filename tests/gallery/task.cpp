#include "task.hpp"

#include <algorithm>
#include <functional>
#include <numeric>

namespace equivarify::gallery {

std::size_t Field::row_size() const {
  return std::accumulate(
      extents.begin(), extents.end(), std::size_t{1}, std::multiplies<std::size_t>());
}

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

std::map<std::string, Maker> const& tasks() {
  static std::map<std::string, Maker> const tasks{
      {"collision_d4", collision_d4},
      {"colours_s3", colours_s3},
      {"denoiser_d4", denoiser_d4},
      {"document_c2", document_c2},
      {"fashion_d4", fashion_d4},
      {"flow_c4", flow_c4},
      {"footprints_d4", footprints_d4},
      {"footsteps_c2", footsteps_c2},
      {"heisenberg_4x4", heisenberg_4x4},
      {"ising_p4m", ising_p4m},
      {"landsat_d4", landsat_d4},
      {"life_p4", life_p4},
      {"mnist_rot_c4", mnist_rot_c4},
      {"pocket_cube", pocket_cube},
      {"puck_k4", puck_k4},
      {"robot_c2", robot_c2},
      {"rotated_mnist_c4", rotated_mnist_c4},
      {"rotors_p4m", rotors_p4m},
      {"segmentation_c4", segmentation_c4},
      {"shallow_water_d4", shallow_water_d4},
      {"slots_s3", slots_s3},
      {"tetracubes", tetracubes},
      {"tic_tac_toe", tic_tac_toe},
      {"toric_code", toric_code},
  };
  return tasks;
}

} // namespace equivarify::gallery
