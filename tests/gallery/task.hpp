/// \file
/// The data of the gallery: made here, with known answers.
#ifndef EQUIVARIFY_TESTS_GALLERY_TASK_HPP
#define EQUIVARIFY_TESTS_GALLERY_TASK_HPP

#include "equivarify/runtime/base/random.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace equivarify::gallery {

using runtime::Random;

/// One field of a split: rows of numbers, each of the shape `extents`.
struct Field {
  std::string name;
  std::vector<std::size_t> extents;
  std::vector<float> values{};

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

/// A task in a file of its name.
[[nodiscard]] std::vector<Split> colours_s3();
[[nodiscard]] std::vector<Split> collision_d4();
[[nodiscard]] std::vector<Split> flow_c4();
[[nodiscard]] std::vector<Split> footsteps_c2();
[[nodiscard]] std::vector<Split> robot_c2();
[[nodiscard]] std::vector<Split> slots_s3();
[[nodiscard]] std::vector<Split> tetracubes();
[[nodiscard]] std::vector<Split> tic_tac_toe();

/// What makes the data of each task, by its name, which is that of its spec.
[[nodiscard]] std::map<std::string, std::vector<Split> (*)()> const& tasks();

} // namespace equivarify::gallery

#endif
