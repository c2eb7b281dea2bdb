/// \file
/// The data of the gallery: made here, with known answers.
#ifndef EQUIVARIFY_TESTS_GALLERY_TASK_HPP
#define EQUIVARIFY_TESTS_GALLERY_TASK_HPP

#include "equivarify/runtime/base/random.hpp"

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace equivarify::gallery {

using runtime::Random;
namespace fs = std::filesystem;

/// One field of a split: rows of numbers, each of the shape `extents`.
struct Field {
  std::string name;
  std::vector<std::size_t> extents;
  bool pixels = false; ///< whether its numbers are from 0 to 1 and are written as bytes
  std::vector<float> values{};

  /// The numbers of a row.
  [[nodiscard]] std::size_t row_size() const;

  /// The number of rows.
  [[nodiscard]] std::size_t rows() const { return values.size() / row_size(); }

  /// Adds \p value to the end of the last row.
  void add(double value) { values.push_back(static_cast<float>(value)); }
};

/// What a network learns from, or is judged by.
struct Split {
  std::string name; ///< `train` or `test`
  std::vector<Field> fields;

  /// The field called \p field_name. \pre there is one
  [[nodiscard]] Field& field(std::string const& field_name);
};

/// The fields \p fields for `train` and `test`, filled row by row by \p add_row from one stream of
/// random numbers each.
[[nodiscard]] std::vector<Split> draw(std::vector<Field> const& fields,
                                      std::size_t train_rows,
                                      std::size_t test_rows,
                                      void (*add_row)(Random&, Split&));

/// A number of mean 0 and variance 1, roughly normal: a sum of uniform ones.
[[nodiscard]] double noise(Random& random);

/// What makes the data of a task, in a file of the task's name. \p source is the file or folder
/// with what was measured and not made, where there is such.
using Maker = std::vector<Split> (*)(fs::path const& source);

[[nodiscard]] std::vector<Split> collision_d4(fs::path const& source);
[[nodiscard]] std::vector<Split> colours_s3(fs::path const& source);
[[nodiscard]] std::vector<Split> denoiser_d4(fs::path const& source);
[[nodiscard]] std::vector<Split> document_c2(fs::path const& source);
[[nodiscard]] std::vector<Split> fashion_d4(fs::path const& source);
[[nodiscard]] std::vector<Split> flow_c4(fs::path const& source);
[[nodiscard]] std::vector<Split> footprints_d4(fs::path const& source);
[[nodiscard]] std::vector<Split> footsteps_c2(fs::path const& source);
[[nodiscard]] std::vector<Split> heisenberg_4x4(fs::path const& source);
[[nodiscard]] std::vector<Split> ising_p4m(fs::path const& source);
[[nodiscard]] std::vector<Split> landsat_d4(fs::path const& source);
[[nodiscard]] std::vector<Split> life_p4(fs::path const& source);
[[nodiscard]] std::vector<Split> mnist_rot_c4(fs::path const& source);
[[nodiscard]] std::vector<Split> pocket_cube(fs::path const& source);
[[nodiscard]] std::vector<Split> puck_k4(fs::path const& source);
[[nodiscard]] std::vector<Split> robot_c2(fs::path const& source);
[[nodiscard]] std::vector<Split> rotated_mnist_c4(fs::path const& source);
[[nodiscard]] std::vector<Split> rotors_p4m(fs::path const& source);
[[nodiscard]] std::vector<Split> segmentation_c4(fs::path const& source);
[[nodiscard]] std::vector<Split> shallow_water_d4(fs::path const& source);
[[nodiscard]] std::vector<Split> slots_s3(fs::path const& source);
[[nodiscard]] std::vector<Split> tetracubes(fs::path const& source);
[[nodiscard]] std::vector<Split> tic_tac_toe(fs::path const& source);
[[nodiscard]] std::vector<Split> toric_code(fs::path const& source);

/// The makers of all tasks by their names, which are those of their specs.
[[nodiscard]] std::map<std::string, Maker> const& tasks();

} // namespace equivarify::gallery

#endif
